import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addDays, shanghaiDate } from '../../src/domain/dates.js';
import { loadConfiguration } from '../../src/io/config/load.js';
import { openDb } from '../../src/ledger/open.js';
import { openBooks } from '../../src/ledger/records/books.js';
import { keep } from '../../src/ledger/records/kept.js';
import { keepWorkConfiguration } from '../../src/ledger/work/service-facts.js';
import { recordWork } from '../../src/ledger/work/work.js';
import { workBeyond } from '../../src/ledger/work/work-progress.js';
import { fromRoot } from '../replay/replays.js';
import { command } from '../support/command.js';
import { freshDatabase } from '../support/database.js';
import { put, temporaryFolder } from '../support/files.js';
import { rowsOf } from '../support/query.js';
import { csv, GOOD_FILING } from '../support/rows.js';

/** What a mistyped word must not do: run years of month-ends, begin other books, write elsewhere. By the real commands. */

const CONFIG = ['--config', fromRoot('config')];
let root = '';
let data = '';
let filing = '';
beforeEach(async () => {
  root = await temporaryFolder();
  data = join(root, 'books');
  filing = await put(root, 'filing-1.csv', csv([GOOD_FILING]));
});
afterEach(() => {
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

const ingest = (on: string, ...more: string[]) =>
  command('ingest', filing, '--from', 'ICBC', '--on', on, '--data', data, ...more);
const runs = async (): Promise<number> => {
  const db = await openDb({ kind: 'directory', path: join(data, 'db') });
  const [row] = await rowsOf<{ n: number }>(db, 'SELECT count(*)::int4 AS n FROM runs');
  await db.close();
  return row?.n ?? 0;
};

describe('a business date', () => {
  const tomorrow = addDays(shanghaiDate(Date.now()), 1);

  test('after today is refused by ingest and review, and begins no books', async () => {
    for (const { said, exit } of [
      await ingest(tomorrow, ...CONFIG),
      await command('review', '--on', '2126-01-31', '--data', data, ...CONFIG),
    ]) {
      expect(exit).toBe(2);
      expect(said).toContain('晚于今天');
    }
    expect(existsSync(data)).toBe(false);
  });

  test('after today is taken with --future, which marks the books as a rehearsal', async () => {
    expect((await ingest(tomorrow, '--future', ...CONFIG)).exit).toBe(0);
    expect((await command('status', '--data', data)).said).toContain('演练账簿');
  });

  test('more than 40 days beyond the books asks for --skip-to; 40 days do not', async () => {
    expect((await ingest('2025-10-08', ...CONFIG)).exit).toBe(0);
    writeFileSync(filing, `${csv([{ ...GOOD_FILING, 借据编号: 'JJ-2' }])}`);
    const far = await ingest('2025-11-18');
    expect([far.exit, far.said.includes('--skip-to 2025-11-18')]).toEqual([2, true]);
    expect(await runs()).toBe(0);
    expect((await ingest('2025-11-18', '--skip-to', '2025-11-17')).exit).toBe(2);
    expect((await ingest('2025-11-17')).exit).toBe(0);
    expect(await runs()).toBe(1);
  });

  test('is guarded for a watcher too: today after books far behind, and today before books of a rehearsal', async () => {
    const inbox = join(root, 'inbox');
    mkdirSync(inbox);
    const out = join(data, 'out');
    const watch = () => command('watch', inbox, '--out', out, '--data', data, '--work', '--once');
    expect((await ingest('2025-10-08', ...CONFIG)).exit).toBe(0);
    const now = shanghaiDate(Date.now());
    const far = await watch();
    expect([far.exit, far.said]).toEqual([2, expect.stringContaining(`请加--skip-to ${now}`)]);
    expect(await runs()).toBe(0);
    await rm(data, { recursive: true });
    expect((await ingest(tomorrow, '--future', ...CONFIG)).exit).toBe(0);
    const early = await watch();
    expect([early.exit, early.said]).toEqual([2, expect.stringContaining(`日期${tomorrow}晚于今天${now}`)]);
  });

  test('of a file that is refused as a whole moves no calendar', async () => {
    expect((await ingest('2025-10-30', ...CONFIG)).exit).toBe(0);
    const wrong = await put(root, 'claim-1.csv', 'no,such,columns\n');
    const { exit, said } = await command(
      'ingest',
      wrong,
      '--from',
      'ICBC',
      '--on',
      '2025-11-20',
      '--data',
      data,
    );
    expect([exit, said.includes('FILE-HEADER')]).toEqual([1, true]);
    expect(await runs()).toBe(0);
  });
});

test('live work after today is refused by a worker at its start and while it runs; today is not', async () => {
  const url = await freshDatabase();
  const db = await openDb({ kind: 'postgres', url });
  const configuration = await loadConfiguration(undefined);
  await openBooks(db, configuration);
  await keep(db, { out: join(root, 'out'), archive: join(root, 'archive') });
  await keepWorkConfiguration(db, configuration.reference.hash);
  const now = shanghaiDate(Date.now());
  const record = (receivedOn: string, dated: boolean) =>
    db.transaction((tx) =>
      recordWork(tx, [
        {
          task: 'date',
          token: `${receivedOn}${dated}`,
          receivedOn,
          dated,
          sender: '',
          name: '',
          sha256: '',
          bytes: 0,
        },
      ]),
    );
  await record(addDays(now, 3), true);
  await record(now, false);
  expect(await workBeyond(db, now)).toBeUndefined();
  await db.query("UPDATE work SET state = 'published'");
  vi.stubEnv('DATABASE_URL', url);
  const running = command('worker');
  await record(addDays(now, 1), false);
  expect((await running).exit).toBe(2);
  const { exit, said } = await command('worker');
  expect([exit, said]).toEqual([2, expect.stringContaining(`最晚${addDays(now, 1)}`)]);
  const [row] = await rowsOf<{ state: string }>(db, 'SELECT state FROM work ORDER BY id DESC LIMIT 1');
  expect(row?.state).toBe('recorded');
  await db.close();
});

describe('kept books', () => {
  test('go on with their own configuration and folders; others are named and refused', async () => {
    expect((await ingest('2025-10-08', ...CONFIG)).exit).toBe(0);
    const other = join(root, 'config');
    await cp(fromRoot('config'), other, { recursive: true });
    writeFileSync(
      join(other, 'lpr.csv'),
      `${readFileSync(join(other, 'lpr.csv'), 'utf8').trimEnd()}\n2026-10-20,3.00,3.50\n`,
    );
    const again = async (...more: string[]) =>
      command('review', '--on', '2025-10-31', '--data', data, ...more);
    const refused = await again('--config', other);
    expect(refused.exit).toBe(2);
    expect(refused.said).toContain('不同的是lpr.csv');
    const out = join(root, 'elsewhere');
    const moved = await again('--out', out);
    expect([moved.exit, moved.said.includes('--change-out')]).toEqual([2, true]);
    expect(await runs()).toBe(0);
    expect((await again()).exit).toBe(0);
    expect((await again('--config', other, '--change-config', '--out', out, '--change-out')).exit).toBe(0);
    expect((await again('--config', fromRoot('config'))).exit).toBe(2);
    const db = await openDb({ kind: 'directory', path: join(data, 'db') });
    const [changes] = await rowsOf<{ value: string }>(db, "SELECT value FROM books WHERE key = 'changes'");
    await db.close();
    expect(JSON.parse(changes?.value ?? '')).toMatchObject([
      { on: shanghaiDate(Date.now()), what: 'config' },
      { what: 'out', from: join(data, 'out'), to: out },
    ]);
  });

  test('keep their archive; another is named and refused, and taken up once everything is in it', async () => {
    expect((await ingest('2025-10-08', ...CONFIG)).exit).toBe(0);
    const [own, other] = [join(data, 'archive'), join(root, 'other')];
    const again = (...more: string[]) => command('review', '--on', '2025-10-31', '--data', data, ...more);
    expect((await again('--archive', own)).exit).toBe(0);
    const unmeant = await again('--archive', other);
    expect([unmeant.exit, unmeant.said]).toEqual([2, expect.stringContaining(`存档目录是${own}`)]);
    const empty = await again('--archive', other, '--change-archive');
    expect([empty.exit, empty.said]).toEqual([2, expect.stringContaining('缺已收的1份文件(共1份)')]);
    await cp(own, other, { recursive: true });
    expect((await again('--archive', other, '--change-archive')).exit).toBe(0);
    await rm(own, { recursive: true });
    expect((await command('verify', '--data', data)).said).toContain('核对一致');
    expect((await again('--archive', own)).exit).toBe(2);
    expect((await command('trace', 'JJ-1', '--data', data)).exit).toBe(0);
  });

  test("are not begun without a fund's own tables", async () => {
    const without = await ingest('2025-10-08');
    expect([without.exit, without.said.includes('没有指明--config')]).toEqual([2, true]);
    const partial = join(root, 'config');
    mkdirSync(partial);
    await cp(fromRoot('config/banks.csv'), join(partial, 'banks.csv'));
    const inbox = join(root, 'inbox');
    mkdirSync(join(inbox, '2025-10-08/ICBC'), { recursive: true });
    const replayed = await command('replay', inbox, '--out', join(root, 'out'), '--config', partial);
    expect([replayed.exit, replayed.said.includes('没有fund.csv、fx.csv')]).toEqual([2, true]);
    expect(existsSync(data)).toBe(false);
  });

  test.each([
    ['trace', 'JJ-1'],
    ['verify'],
    ['status'],
    ['summary'],
    ['registers', '--out', 'registers-out'],
  ])('are never made by %s', async (...words) => {
    const embedded = await command(...words, '--data', join(root, 'mistyped'));
    expect([embedded.exit, embedded.said.includes('没有账簿')]).toEqual([2, true]);
    expect(readdirSync(root)).toEqual(['filing-1.csv']);
    const url = await freshDatabase();
    vi.stubEnv('DATABASE_URL', url);
    expect((await command(...words)).exit).toBe(2);
  });

  test('that a check reads are never made by it, and those without a loan are said to have none', async () => {
    const check = (...more: string[]) =>
      command('check', filing, '--from', 'ICBC', '--on', '2025-10-08', ...more);
    expect((await check('--data', join(root, 'mistyped'))).exit).toBe(2);
    expect(readdirSync(root)).toEqual(['filing-1.csv']);
    expect((await check()).said).toContain('按空账簿试算');
    const wrong = await put(root, 'claim-1.csv', 'x\n');
    await command('ingest', wrong, '--from', 'ICBC', '--on', '2025-10-08', '--data', data, ...CONFIG);
    expect((await check('--data', data)).said).toContain('账簿中还没有任何备案');
  });

  test('give the registers as they stood at the end of a day that has passed', async () => {
    await ingest('2025-10-08', ...CONFIG);
    const out = join(root, 'registers');
    await command('registers', '--out', out, '--on', '2025-10-08', '--data', data);
    writeFileSync(filing, `${csv([{ ...GOOD_FILING, 借据编号: 'JJ-2' }])}`);
    expect((await ingest('2025-10-28')).exit).toBe(0);
    const { exit, said } = await command('registers', '--out', out, '--on', '2025-10-20', '--data', data);
    expect([exit, said]).toEqual([0, `截至2025-10-20的台账写在${join(out, 'registers-2025-10-20')}\n`]);
    const past = (name: string) => readFileSync(join(out, 'registers-2025-10-20', name), 'utf8');
    expect(past('filings.csv')).toBe(readFileSync(join(out, 'registers/filings.csv'), 'utf8'));
    expect(past('fund.csv')).toContain('2025-10-20');
    expect((await command('registers', '--out', out, '--on', '2025-10-01', '--data', data)).exit).toBe(2);
  });
});

describe('who may make and check', () => {
  const STANDING = '银行,政策类型,处理,依据文号,经办人,复核人,理由\n';

  test('is everybody without people.csv, and those on its list with it', async () => {
    const config = join(root, 'config');
    await cp(fromRoot('samples/config'), config, { recursive: true });
    const bar = async (name: string, on: string, ...more: string[]) => {
      const row = name.startsWith('in') ? '恢复' : '暂停';
      const file = await put(
        root,
        `standing-${name}.csv`,
        `${STANDING}QHB,科创,${row},资1号,张三(zs),李四(ls),${name}\n`,
      );
      const said = await command('ingest', file, '--from', 'CUSTODIAN', '--on', on, '--data', data, ...more);
      const receipt = join(data, 'out', on, 'CUSTODIAN', `standing-${name}.receipt.csv`);
      return { ...said, receipt: existsSync(receipt) ? readFileSync(receipt, 'utf8') : '' };
    };
    expect((await bar('out-1', '2026-03-02', '--config', config)).receipt).toContain('受理');
    const line = (code: string, name: string, role: string, to: string) =>
      `${code},${name},${role},2026-01-01,${to}\n`;
    const header = 'code,name,role,from,to\n';
    await put(config, 'people.csv', `${header}zs,张三,托管经办,2026-01-01\n`);
    const broken = await bar('in-2', '2026-03-03', '--config', config, '--change-config');
    expect([broken.exit === 0, /people\.csv第2行/.test(broken.said)]).toEqual([false, true]);
    await put(
      config,
      'people.csv',
      `${header}${line('zs', '张三', '托管经办', '2026-03-03')}${line('ls', '李四', '托管复核', '')}`,
    );
    const unmeant = await bar('in-2', '2026-03-03', '--config', config);
    expect([unmeant.exit, /不同的是people\.csv/.test(unmeant.said)]).toEqual([2, true]);
    expect((await bar('in-2', '2026-03-03', '--config', config, '--change-config')).receipt).toContain(
      '受理',
    );
    const late = await bar('out-3', '2026-03-04');
    expect(late.receipt).toContain('T-FOUR-EYES');
    expect(late.receipt).toContain('经办人""张三(zs)""在2026-03-04不在人员名单people.csv的有效期内');
    const wrong = await put(
      root,
      'correction-1.csv',
      '业务编号,处理,依据文号,经办人,复核人,理由\nT-QHB-KC-1,追回,冲1号,ls,zs,x\n',
    );
    const recalled = await command(
      'ingest',
      wrong,
      '--from',
      'CUSTODIAN',
      '--on',
      '2026-03-04',
      '--data',
      data,
    );
    expect(recalled.said).toContain('编号T-QHB-KC-1是资格,现为受理,追回只用于补偿申请');
    expect((await command('verify', '--data', data)).exit).toBe(0);
  });
});

test('a reader that goes away after a line ends the command quietly, with the work done', () => {
  const rows = Array.from({ length: 3_000 }, (_, n) => ({
    ...GOOD_FILING,
    借据编号: `JJ-${n}`,
    '年利率(%)': '99',
  }));
  writeFileSync(filing, csv(rows));
  const words = ['ingest', filing, '--from', 'ICBC', '--on', '2025-10-08', '--data', data, ...CONFIG];
  const shell = `set -o pipefail; "$0" "$@" | head -1`;
  const ran = spawnSync('bash', ['-c', shell, process.execPath, fromRoot('bin/riskpool'), ...words], {
    encoding: 'utf8',
  });
  expect(ran.stdout.split('\n')).toEqual([expect.stringContaining('共3000行'), '']);
  expect(ran.stderr).toBe('');
  expect(ran.status).toBe(0);
});

describe('words that are wrong', () => {
  test.each([
    [['ingest', 'x.csv'], '必须给出--from <SENDER>'],
    [['replay', 'x', '--out', 'y'], '收件目录x不能使用:x:文件或文件夹不存在(ENOENT)'],
    [['replay', '--out', 'x'], '缺少<inbox>'],
    [['replya', 'x'], '没有命令replya(是不是replay?)'],
    [['status', '--dat', 'x'], '没有选项--dat(是不是--data?)'],
    [['ingest', 'nofile.csv', '--from', 'ICBC', '--data', 'x'], '文件nofile.csv不能读取'],
    [['verify', 'a', 'b', '--data', 'x'], '应有0个参数,写了2个'],
  ])('%j', async (words, sentence) => {
    const { exit, said } = await command(...words);
    expect(said).toContain(sentence);
    expect(said).not.toMatch(/error:|missing|unknown/);
    expect(exit).toBe(2);
  });

  test('an empty --out and a folder where nothing can be made are refused at once', async () => {
    const inbox = join(root, 'inbox');
    mkdirSync(inbox);
    for (const out of ['', join(filing, 'below-a-file')]) {
      const words = ['watch', inbox, '--out', out, '--data', data, '--work', '--once', ...CONFIG];
      const { exit, said } = await command(...words);
      expect([exit, /--out/.test(said)]).toEqual([2, true]);
    }
  });

  test('help is in Chinese', async () => {
    const { said, exit } = await command('watch', '--help');
    expect(exit).toBe(0);
    expect(said).toContain('用法:');
    expect(said).toContain('收件目录随之清空');
    expect(said).not.toMatch(/Usage|Options|display help/);
    expect((await command('console', '--help')).said).toContain('(缺省:127.0.0.1:8080)');
  });
});

test('escape sequences and line ends in names and cells reach no terminal', async () => {
  const name = 'claim-\u001b[2J\u001b]0;x\u0007.csv';
  const path = await put(root, name, '业务编号\n"\u001b[31mX"\n');
  for (const words of [
    ['check', path, '--from', 'ICBC\u001b[1m\nOK 受理'],
    ['ingest', path, '--from', '\u001b[2JX\n完成', '--data', data, ...CONFIG],
  ]) {
    const { said } = await command(...words, '--on', '2025-10-08');
    expect(said).toContain('␛');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(said.split('\n').filter((line) => line.startsWith('OK') || line.startsWith('完成'))).toEqual([]);
  }
});
