import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { summaryText } from '../../src/commands/summary.js';
import { replay } from '../../src/pipeline.js';
import { temporaryFolder } from '../support/files.js';
import { filesBelow, fromRoot, openReplay, SAMPLES, SILENT } from './replays.js';

/** The sample year tells its whole story: in the outputs, and on the page that the demo ends with. */

let out: string;
let page: string;
let refused: number;

beforeAll(async () => {
  out = await temporaryFolder();
  const place = await openReplay(SAMPLES.config, out);
  ({ refused } = await replay(place, fromRoot(SAMPLES.inbox), SAMPLES.until, SILENT));
  page = await summaryText(place.db, 'out/demo', SAMPLES.until);
  await place.db.close();
}, 120_000);

const rows = (path: string): Record<string, string>[] =>
  parse(readFileSync(join(out, path)), { bom: true, columns: true }) as Record<string, string>[];

function every(ending: string): Record<string, string>[] {
  return [...filesBelow(out).keys()].filter((path) => path.endsWith(ending)).flatMap(rows);
}

describe('the outputs', () => {
  test('hold every outcome of a row', () => {
    const outcomes = new Set(every('.receipt.csv').map((row) => row['结果']));
    expect([...outcomes].sort()).toEqual(['受理', '待核', '退回'].sort());
  });

  test('hold every kind of file, by key and by alias, in both encodings, and refused ones', () => {
    const inputs = filesBelow(fromRoot(SAMPLES.inbox));
    const kinds = new Set([...inputs.keys()].map((path) => /([^/-]+)-[^/]*$/.exec(path)?.[1] ?? ''));
    const words = [
      ...['filing', 'amendment', 'claim', 'decision', 'correction', 'standing', 'confirmation'],
      ...['recovery', 'writeoff', 'statement'],
      ...[
        '备案',
        '变更',
        '补偿申请',
        '审核决定',
        '冲正',
        '资格',
        '确认',
        '追偿回收',
        '核销申请',
        '账户流水',
        '勾对',
      ],
    ];
    expect([...kinds].sort()).toEqual(words.sort());
    const utf8 = [...inputs.values()].filter((bytes) => isUtf8(bytes)).length;
    expect(utf8).toBeGreaterThan(20);
    expect(inputs.size - utf8).toBeGreaterThan(20);
    expect(refused).toBe(3);
  });

  test('tell of the suspension of a bank and its lifting, and of claims that waited for funds', () => {
    const notices = every('/notice.csv').map((row) => `${row['业务编号']} ${row['原状态']} ${row['新状态']}`);
    expect(notices).toEqual(
      expect.arrayContaining([
        'C-LSB-XW-LS-250805-06 受理 暂停补偿',
        'C-LSB-XW-LS-250805-06 暂停补偿 建议补偿',
        'C-NHB-KC-NH-250905-03 受理 资金不足',
        'C-NHB-KC-NH-250905-03 资金不足 建议补偿',
        'C-QHB-XW-QH-250815-06 建议补偿 不予确认',
        'W-QHB-XW-QH-250630-01 建议核销 已核销',
      ]),
    );
    expect(rows('2026-05-31/LSB/notice.csv')[0]?.['说明']).toContain('已恢复办理');
    expect(rows('2026-06-30/NHB/notice.csv')[0]?.['说明']).toContain('资金已足');
  });

  test('hold an overlap of both schemes, a late notice and a resubmission after the window', () => {
    const codes = new Set(every('.receipt.csv').flatMap((row) => (row['代码'] ?? '').split(';')));
    for (const code of ['C-OVERLAP', 'R-LATE-NOTICE', 'F-WINDOW-RESUBMIT', 'F-TRANSITION', 'S-BALANCE'])
      expect(codes).toContain(code);
  });

  test('hold clawbacks returned in parts, late, and only in part', () => {
    const clawbacks = rows('registers/clawbacks.csv');
    const inParts = every('.csv').filter((row) => row['类型'] === '缴回到账');
    expect(inParts.filter((row) => row['业务编号'] === 'R-LSB-XW-LS-250708-04-HS260310_1')).toHaveLength(2);
    expect(clawbacks.some((row) => Number(row['缴回逾期工作日']) > 0)).toBe(true);
    const partly = clawbacks.filter((row) => row['缴清日期'] === '' && Number(row['已缴回金额']) > 0);
    expect(partly.map((row) => row['业务编号'])).toEqual(['R-NHB-KC-NH-250905-03-NHS26_002']);
  });

  test('hold every state that a year can leave a claim in', () => {
    const states = new Set(rows('registers/claims.csv').map((row) => row['状态']));
    expect([...states].sort()).toEqual(['建议补偿', '待核', '已拨付', '已核销'].sort());
  });

  test('hold every kind of exception, and every account of the journal', () => {
    const codes = new Set(rows('registers/exceptions.csv').map((row) => row['代码']));
    expect([...codes].sort()).toEqual(['S-BALANCE', 'S-FEE', 'S-PAYMENT', 'S-UNMATCHED']);
    const accounts = new Set(rows('registers/journal.csv').map((row) => row['科目']));
    expect(accounts.size).toBe(15);
  });
});

describe('the closing page', () => {
  test.each([
    ['收到文件78份:处理75份,拒收3份'],
    ['FILE-DUPLICATE'],
    ['C-OVERLAP×1'],
    ['R-LATE-NOTICE×1'],
    ['受理 -> 暂停补偿'],
    ['暂停补偿 -> 建议补偿(恢复办理)'],
    ['资金不足 -> 建议补偿'],
    ['建议核销 -> 已核销'],
    ['账户与账面:有未解释的款项'],
    ['事后变更与补正10项'],
    ['展期(受理)'],
    ['撤销回收'],
    ['待核2项'],
    ['out/demo'],
  ])('says %s', (words) => {
    expect(page).toContain(words);
  });

  test('names the overdue clawback with what is open', () => {
    expect(page).toMatch(/其中逾期\s+1\s+900,000\.00/);
    expect(page).toMatch(/R-NHB-KC-NH-250905-03-NHS26_002\s+2026-08-26\s+1,500,000\.00\s+600,000\.00\s+逾期/);
  });

  test('names the months in which a fen is not explained, and only these', () => {
    expect(page).toMatch(/2026-06\s+-50\.00\s+0\.00\s+未解释/);
    expect(page).toMatch(/2026-02\s+0\.00\s+0\.00\s+当月已抵平/);
    expect(page.match(/^ {2}20\d\d-\d\d {2}/gm)).toHaveLength(3);
    expect(page).toContain('其余月份的流水逐分对平。');
  });

  test('sets the account against the books', () => {
    expect(page).toMatch(/账面余额\s+76,124,474\.05/);
    expect(page).toMatch(/账户余额\(最后一笔流水\)\s+76,124,424\.05/);
  });
});

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
