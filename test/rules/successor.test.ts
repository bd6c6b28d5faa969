import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { BankState } from '../../src/domain/position.js';
import { loadReference } from '../../src/io/config/load.js';
import { CaseJudge } from '../../src/rulebook/case-judge.js';
import type { Case } from '../../src/rulebook/table.js';
import { opinionArticle } from '../../src/rules/opinion.js';
import { nextState } from '../../src/rules/suspension.js';
import { fromRoot } from '../replay/replays.js';
import { temporaryFolder } from '../support/files.js';
import { addSuccessor } from '../support/successor.js';

/** An invented successor to 12号 from 2027-01-01: other caps, rates, window, ratios, thresholds and article numbers. */

/** The rule tables with the successor. */
async function withSuccessor(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(fromRoot('config/examples'), folder, { recursive: true });
  await addSuccessor(join(folder, 'config'));
  return folder;
}

const filed = (date: string, disbursed: string, row: Readonly<Record<string, string>>): Case => ({
  table: '',
  kind: '备案',
  name: '',
  date,
  article: '',
  base: undefined,
  row: {
    放款日期: disbursed,
    合同到期日: `${Number(disbursed.slice(0, 4)) + 1}${disbursed.slice(4)}`,
    征信报告日期: disbursed,
    ...row,
  },
  given: {},
  expected: {},
  boundary: undefined,
});

it('a filing of January 2027 is judged by 12号 for a loan of 2026, by the successor for one of 2027, and cites that one', async () => {
  const caseJudge = await CaseJudge.open(await withSuccessor());
  try {
    const judge = async (date: string, disbursed: string, row: Readonly<Record<string, string>>) => {
      const { findings } = await caseJudge.judge(filed(date, disbursed, row));
      return findings.map(({ code, article }) => `${code} ${article}`.trim());
    };
    // 12号: 1,000万 and LPR + 150 BP, 15 working days of the quarter.
    expect(await judge('2027-01-15', '2026-12-30', { 贷款金额: '10000000.00', '年利率(%)': '4.50' })).toEqual(
      [],
    );
    expect(await judge('2027-01-15', '2026-12-30', { 贷款金额: '10000000.01' })).toEqual([
      'F-CAP-BANK 京技管发〔2025〕12号第六条第（四）项',
    ]);
    // The successor: 600万 and LPR + 100 BP, 10 working days of the month.
    expect(await judge('2027-02-05', '2027-01-04', { 贷款金额: '6000000.00', '年利率(%)': '4.00' })).toEqual(
      [],
    );
    expect(await judge('2027-02-05', '2027-01-04', { 贷款金额: '6000000.01', '年利率(%)': '4.00' })).toEqual([
      'F-CAP-BANK 京技管发〔2026〕88号(虚构)第四十条',
    ]);
    expect(await judge('2027-02-05', '2027-01-04', { '年利率(%)': '4.01' })).toEqual([
      'F-RATE 京技管发〔2026〕88号(虚构)第六条第（五）项',
    ]);
    expect(await judge('2027-03-01', '2027-01-04', { 贷款金额: '6000000.00', '年利率(%)': '4.00' })).toEqual(
      expect.arrayContaining([expect.stringMatching(/^F-WINDOW-QUARTER 京技管发〔2026〕88号/)]),
    );
  } finally {
    await caseJudge.close();
  }
});

it('an open claim keeps the ratio and the article it was fixed by; suspension goes by the thresholds of the day of the run', async () => {
  const { policies } = await loadReference(join(await withSuccessor(), 'config'));
  const XW = policies.of('XW');
  const claimOf = (receivedOn: string) => ({ scheme: 'XW', receivedOn });
  expect(XW.termsOn('2026-12-31').ratio.cases[0]?.percent).toBe(300_000n);
  expect(XW.termsOn('2027-01-01').ratio.cases[0]?.percent).toBe(350_000n);
  expect(opinionArticle('建议补偿', claimOf('2026-12-01'), '2027-01-31', policies)).toBe(
    '京技管发〔2025〕12号第七条',
  );
  expect(opinionArticle('建议补偿', claimOf('2027-01-10'), '2027-01-31', policies)).toBe(
    '京技管发〔2026〕88号(虚构)第三十条',
  );
  expect(opinionArticle('暂停补偿', claimOf('2026-12-01'), '2027-01-31', policies)).toBe(
    '京技管发〔2026〕88号(虚构)第三十一条',
  );
  const sums = { filed: 10_000_000_000n, applied: 1_000_000_000n, net: 600_000_000n, used: 600_000_000n };
  const state = (on: string): BankState => nextState('正常', { ...sums, year: sums }, XW.termsOn(on));
  expect([state('2026-12-31'), state('2027-01-31')]).toEqual(['暂停', '正常']);
});
