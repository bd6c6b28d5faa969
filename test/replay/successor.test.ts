import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { replay, type Workplace } from '../../src/pipeline.js';
import { verify } from '../../src/verify/verify.js';
import { addSuccessor, SUCCESSOR } from '../support/successor.js';
import { put, temporaryFolder } from '../support/files.js';
import { csv, GOOD_CLAIM, GOOD_FILING, uscc } from '../support/rows.js';
import { faultsOf } from './invariants.js';
import { filesBelow, openReplay, SILENT } from './replays.js';

/** The turn from 12号 to its successor on 2027-01-01, replayed whole: each row is judged by the document of its day, and cites it. */

type Row = Readonly<Record<string, string>>;

const OLD = '京技管发〔2025〕12号';

function filing(n: number, iou: string, amount: string, disbursed: string, rate: string): Row {
  return {
    ...GOOD_FILING,
    借据编号: iou,
    企业名称: `企业${n}`,
    统一社会信用代码: uscc(n),
    贷款金额: amount,
    放款日期: disbursed,
    合同到期日: disbursed < '2026-10-01' ? '2026-12-10' : '2027-12-30',
    '年利率(%)': rate,
    征信报告日期: disbursed,
    征信未结清余额: '0.00',
    征信含本笔: '否',
  };
}

const claim = (n: number, iou: string, outstanding: string, classified: string): Row => ({
  ...GOOD_CLAIM,
  借据编号: iou,
  统一社会信用代码: uscc(n),
  不良认定日期: classified,
  不良本金余额: outstanding,
});

const INBOX: Readonly<Record<string, readonly Row[]>> = {
  '2026-10-12/AAB/备案': [
    filing(1, 'S1', '10000000.00', '2026-08-10', '4.50'),
    filing(2, 'S2', '10000000.00', '2026-08-11', '4.50'),
    filing(3, 'S3', '1000000.00', '2026-08-12', '4.50'),
    filing(4, 'S4', '1000000.00', '2026-08-13', '4.50'),
  ],
  '2026-12-15/AAB/补偿申请': [
    claim(1, 'S1', '10000000.00', '2026-12-11'),
    claim(2, 'S2', '10000000.00', '2026-12-11'),
    claim(3, 'S3', '1000000.00', '2026-12-11'),
  ],
  '2027-01-11/AAB/补偿申请': [claim(4, 'S4', '1000000.00', '2027-01-05')],
  // Loans of 2026: 12号, up to 1,000万 and LPR + 150 BP.
  '2027-01-15/AAB/备案': [
    filing(5, 'T1', '10000000.00', '2026-12-30', '4.50'),
    filing(6, 'T2', '10000000.01', '2026-12-30', '4.50'),
    filing(7, 'T3', '1000000.00', '2026-12-30', '4.51'),
  ],
  // Loans of January 2027: the successor, up to 600万 and LPR + 100 BP, 10 working days.
  '2027-02-05/AAB/备案': [
    filing(8, 'U1', '6000000.00', '2027-01-04', '4.00'),
    filing(9, 'U2', '6000000.01', '2027-01-04', '4.00'),
    filing(10, 'U3', '1000000.00', '2027-01-04', '4.01'),
  ],
};

let place: Workplace;
let files: ReadonlyMap<string, Buffer>;
let archive = '';

beforeAll(async () => {
  const [config, inbox, out] = [await temporaryFolder(), await temporaryFolder(), await temporaryFolder()];
  await addSuccessor(config);
  await put(config, 'banks.csv', 'code,name,scheme,from,to\nAAB,甲银行(示例),XW,2025-06-30,\n');
  await put(config, 'fund.csv', 'effective_on,capital\n2025-06-30,100000000.00\n');
  for (const [name, rows] of Object.entries(INBOX)) await put(inbox, `${name}.csv`, csv(rows));
  place = await openReplay(config, out);
  await replay(place, inbox, '2027-02-28', SILENT);
  files = filesBelow(out);
  archive = join(out, 'archive');
}, 60_000);
afterAll(() => place.db.close());

const lines = (name: string): Row[] => {
  const bytes = files.get(name);
  if (bytes === undefined) throw new Error(`no ${name}`);
  return parse(bytes, { columns: true, bom: true }) as Row[];
};

const outcomes = (name: string): string[] =>
  lines(name).map((row) => [row['借据编号'], row['结果'], row['代码'], row['依据条款']].join(' ').trim());

it('judges filings of January 2027 for loans of 2026 by 12号, loans of 2027 by the successor', () => {
  expect(outcomes('2027-01-15/AAB/备案.receipt.csv')).toEqual([
    'T1 受理',
    `T2 退回 F-CAP-BANK ${OLD}第六条第（四）项`,
    `T3 退回 F-RATE ${OLD}第六条第（五）项`,
  ]);
  expect(outcomes('2027-02-05/AAB/备案.receipt.csv')).toEqual([
    'U1 受理',
    `U2 退回 F-CAP-BANK ${SUCCESSOR}第四十条`,
    `U3 退回 F-RATE ${SUCCESSOR}第六条第（五）项`,
  ]);
});

it('keeps the ratio of an open claim, and lifts a suspension by the thresholds of the day of the run', () => {
  const opinions = (date: string) =>
    lines(`${date}/BUREAU/opinion.csv`).map((row) =>
      ['业务编号', '补偿比例', '补偿金额', '意见', '依据条款'].map((name) => row[name]).join(' '),
    );
  // 300万 + 300万 is over 500万: S3 waits.
  expect(opinions('2026-12-31')).toEqual([
    `C-AAB-XW-S1 30.00 3000000.00 建议补偿 ${OLD}第七条`,
    `C-AAB-XW-S2 30.00 3000000.00 建议补偿 ${OLD}第七条`,
    `C-AAB-XW-S3 30.00 300000.00 暂停补偿 ${OLD}第八条`,
  ]);
  // 600万 is below 800万: S3 is paid at the ratio it had, S4, received in 2027, at the successor's.
  expect(opinions('2027-01-31')).toEqual([
    `C-AAB-XW-S3 30.00 300000.00 建议补偿 ${OLD}第七条`,
    `C-AAB-XW-S4 35.00 350000.00 建议补偿 ${SUCCESSOR}第三十条`,
  ]);
});

it('is derived again without a difference', async () => {
  expect(await faultsOf(place.db)).toEqual([]);
  expect((await verify(place.db, { archive, out: undefined }, () => {})).difference).toBeUndefined();
}, 60_000);
