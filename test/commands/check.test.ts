import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { fromRoot } from '../replay/replays.js';
import { put, temporaryFolder } from '../support/files.js';
import { csv, GOOD_CLAIM, GOOD_FILING, uscc } from '../support/rows.js';

/** The dry run as a bank's clerk sees it, by the real command. */

const BIN = fileURLToPath(new URL('../../bin/riskpool', import.meta.url));

const CONFIG = ['--config', fromRoot('config')];

function riskpool(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const { DATABASE_URL: _, ...env } = process.env;
  return spawnSync(process.execPath, [BIN, ...words], { encoding: 'utf8', env });
}

it('says what would be taken, the money, and the room that is left; and records nothing', async () => {
  const folder = await temporaryFolder();
  const data = join(folder, 'books');
  const other = {
    ...GOOD_FILING,
    借据编号: 'JJ-2',
    统一社会信用代码: uscc(2),
    亦庄新城范围内: '否',
    贷款金额: '12.50',
  };
  const filing = await put(folder, 'filing-1.csv', csv([GOOD_FILING, other]));
  const dry = riskpool('check', filing, '--from', 'ICBC', '--on', '2025-10-08');
  expect(dry.status).toBe(0);
  expect(dry.stderr).toContain('工作日历到');
  expect(dry.stdout).toContain('共2行,受理1行,退回1行,待核0行');
  expect(dry.stdout).toContain('第3行 JJ-2 退回 F-AREA');
  expect(dry.stdout).toContain('小微受理:1笔,本金折人民币1,000,000.00元');
  expect(dry.stdout).toContain('退回:本金12.50 CNY');
  expect(dry.stdout).toContain('备案截止日2025-10-28,收到日之后还有15个工作日');
  expect(dry.stdout).toContain('资金可用余额:100,000,000.00元');

  expect(
    riskpool('ingest', filing, '--from', 'ICBC', '--on', '2025-10-08', ...CONFIG, '--data', data).status,
  ).toBe(0);
  const claim = await put(folder, 'claim-1.csv', csv([GOOD_CLAIM]));
  const outputs = await readdir(join(data, 'out'), { recursive: true });
  const money = riskpool('check', claim, '--from', 'ICBC', '--on', '2026-03-02', '--data', data);
  expect(money.stdout).toContain('余额800,000.00元×30.00%(基础比例)=240,000.00元');
  expect(money.stdout).toContain('补偿净额0.00元(暂停线5,000,000.00元),须同时超过即暂停');
  expect(await readdir(join(data, 'out'), { recursive: true })).toEqual(outputs);
  expect(riskpool('check', claim, '--from', 'ICBC', '--on', '2026-03-02', '--data', data).stdout).toBe(
    money.stdout,
  );
});

it('a file that would be refused says so, with exit status 1', async () => {
  const folder = await temporaryFolder();
  const path = await put(folder, 'loans.csv', csv([GOOD_FILING]));
  const dry = riskpool('check', path, '--from', 'ICBC', '--on', '2025-10-08');
  expect([dry.status, dry.stdout.includes('整份拒收 FILE-NAME')]).toEqual([1, true]);
});

it.each([
  [['check', 'x.csv'], 2],
  [['check', 'x.csv', '--from', 'ICBC', '--on', '2026-02-30'], 2],
  [['replay', 'nowhere', '--out', 'nowhere-out', '--until', 'today'], 2],
  [['ingest', 'x.csv', '--from', 'ICBC'], 2],
  [['nonsense'], 2],
  [['--help'], 0],
])('exit status of %j is %i', (words, status) => {
  expect(riskpool(...words).status).toBe(status);
});
