import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CaseJudge } from '../../src/rulebook/case-judge.js';
import type { Case } from '../../src/rulebook/table.js';
import { put, temporaryFolder } from '../support/files.js';

/** When data runs out (config/README.md): one more line lets what was referred be judged, and changes no earlier row. */

const TABLES = fileURLToPath(new URL('../../config/examples', import.meta.url));

/** The tables with lines added at the end of configuration files. */
async function extended(lines: Readonly<Record<string, string>>): Promise<CaseJudge> {
  const folder = await temporaryFolder();
  await cp(TABLES, folder, { recursive: true });
  for (const [name, line] of Object.entries(lines)) {
    const before = await readFile(join(TABLES, 'config', name), 'utf8');
    await put(join(folder, 'config'), name, `${before}${line}\n`);
  }
  return CaseJudge.open(folder);
}

const codes = async (caseJudge: CaseJudge, one: Case): Promise<string> =>
  (await caseJudge.judge(one)).facts['代码'] ?? '';

/** Filed in time after the 2026 fourth quarter; only the data that the tables do not have stands between it and 受理. */
const lateFiling = (disbursed: string): Case => ({
  table: '',
  kind: '备案',
  name: '',
  date: '2027-01-11',
  article: '',
  base: undefined,
  row: { 放款日期: disbursed, 合同到期日: '2027-10-20', 征信报告日期: '2026-10-10' },
  given: {},
  expected: {},
  boundary: undefined,
});

test('the next LPR is one line: F-LPR-UNKNOWN goes, with the rate judged by that line', async () => {
  const one = lateFiling('2026-10-20');
  expect(await codes(await CaseJudge.open(), one)).toBe('F-LPR-UNKNOWN;F-CALENDAR');
  expect(await codes(await extended({ 'lpr.csv': '2026-10-20,3.00,3.50' }), one)).toBe('F-CALENDAR');
  expect(await codes(await extended({ 'lpr.csv': '2026-10-20,2.60,3.10' }), one)).toBe('F-RATE;F-CALENDAR');
});

test('the notice of the next year is lines of one file: F-CALENDAR goes, and the window is judged', async () => {
  const one = lateFiling('2026-10-15');
  expect(await codes(await CaseJudge.open(), one)).toBe('F-CALENDAR');
  const notice = await extended({ 'workdays.csv': '2027-01-01,holiday,元旦' });
  expect(await codes(notice, one)).toBe('');
  // Without further holidays the 15th working day of the quarter is 2027-01-22.
  expect(await codes(notice, { ...one, date: '2027-01-22' })).toBe('');
  expect(await codes(notice, { ...one, date: '2027-01-23' })).toBe('F-WINDOW-LATE');
});

test('no row that could be judged before is judged otherwise', { timeout: 60_000 }, async () => {
  const caseJudge = await extended({
    'lpr.csv': '2026-10-20,2.60,3.10',
    'workdays.csv': '2027-01-01,holiday,元旦',
  });
  const ended = /F-LPR-UNKNOWN|F-CALENDAR/;
  const reached = (one: Case): boolean =>
    ended.test(one.expected['代码'] ?? '') || one.boundary === '工作日历';
  const earlier = caseJudge.tables.cases.filter((one) => one.kind !== '文件' && !reached(one));
  expect(earlier.length).toBeGreaterThan(200);
  for (const one of earlier) {
    const { facts } = await caseJudge.judge(one);
    expect([one.name, Object.fromEntries(Object.keys(one.expected).map((key) => [key, facts[key]]))]).toEqual(
      [one.name, one.expected],
    );
  }
});
