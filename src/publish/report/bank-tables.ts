import type { Fen } from '../../domain/money.js';
import { compareCodePoints } from '../../domain/order.js';
import {
  appliedIn,
  filedIn,
  type Recovered,
  recoveredIn,
  type Settled,
  settledIn,
} from '../../ledger/views/report-banks.js';
import { type Column, count, ratio, summed, text } from '../sheet.js';
import { positionLines } from '../sheets/fund-registers.js';
import { block, type ReportSource, type ReportTable } from './report.js';

/** The tables with a line for each bank and scheme: 使用, 清收, 核销, and 追偿及损失 of a year. */

/** All that is said of a bank and scheme, in fen and numbers. */
export interface BankLine {
  readonly bank: string;
  readonly scheme: string;
  readonly filings: bigint;
  readonly principal: Fen;
  readonly claims: bigint;
  readonly base: Fen;
  readonly settled: Omit<Settled, 'bank' | 'scheme'>;
  readonly recovered: Omit<Recovered, 'bank' | 'scheme'>;
  /** 补偿净额 and 状态 as positions.csv has them. */
  readonly net: Fen;
  readonly state: string;
}

const NOTHING_SETTLED: BankLine['settled'] = {
  paidLines: 0n,
  paid: 0n,
  paidEver: 0n,
  asked: 0n,
  askedBefore: 0n,
  returned: 0n,
  returnedBefore: 0n,
  writtenOffLines: 0n,
  writtenOff: 0n,
  writtenOffEver: 0n,
};
const NOTHING_RECOVERED: BankLine['recovered'] = {
  notices: 0n,
  recovered: 0n,
  lateNotices: 0n,
  recalled: 0n,
  open: 0n,
  overdueCount: 0n,
  overdue: 0n,
};

/** Banks and schemes by code point. */
export async function bankLines({ db, scope }: ReportSource): Promise<BankLine[]> {
  const { from, on, bank: only } = scope;
  const filed = byKey(await filedIn(db, from, on));
  const applied = byKey(await appliedIn(db, from, on));
  const settled = byKey(await settledIn(db, from, on));
  const recovered = byKey(await recoveredIn(db, from, on));
  const positions = byKey(await positionLines(db, { asOf: on }));
  const keys = new Set([filed, applied, settled, recovered, positions].flatMap((map) => [...map.keys()]));
  return [...keys]
    .sort(compareCodePoints)
    .map((key) => {
      const [bank = '', scheme = ''] = key.split('\t');
      return {
        bank,
        scheme,
        filings: filed.get(key)?.filings ?? 0n,
        principal: filed.get(key)?.principal ?? 0n,
        claims: applied.get(key)?.claims ?? 0n,
        base: applied.get(key)?.base ?? 0n,
        settled: settled.get(key) ?? NOTHING_SETTLED,
        recovered: recovered.get(key) ?? NOTHING_RECOVERED,
        net: positions.get(key)?.net ?? 0n,
        state: positions.get(key)?.state ?? '',
      };
    })
    .filter(({ bank }) => only === undefined || bank === only);
}

function byKey<T extends { bank: string; scheme: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [`${row.bank}\t${row.scheme}`, row]));
}

const WHO: readonly Column<BankLine>[] = [text('银行', (l) => l.bank), text('政策类型', (l) => l.scheme)];
const counted = (header: string, value: (line: BankLine) => bigint): Column<BankLine> => ({
  ...count<BankLine>(header, value),
  total: true,
});

const USE = [
  ...WHO,
  counted('备案笔数', (l) => l.filings),
  summed<BankLine>('备案金额', (l) => l.principal),
  counted('申请笔数', (l) => l.claims),
  summed<BankLine>('申请不良本金', (l) => l.base),
  counted('拨付笔数', (l) => l.settled.paidLines),
  summed<BankLine>('拨付金额', (l) => l.settled.paid),
  summed<BankLine>('累计拨付金额', (l) => l.settled.paidEver),
  summed<BankLine>('补偿净额', (l) => l.net),
  text<BankLine>('状态', (l) => l.state),
];

const RECOVERY = [
  ...WHO,
  counted('回收笔数', (l) => l.recovered.notices),
  summed<BankLine>('回收金额', (l) => l.recovered.recovered),
  summed<BankLine>('期初未缴回', (l) => l.settled.askedBefore - l.settled.returnedBefore),
  summed<BankLine>('应缴回金额', (l) => l.settled.asked),
  summed<BankLine>('追回金额', (l) => l.recovered.recalled),
  summed<BankLine>('缴回到账金额', (l) => l.settled.returned),
  summed<BankLine>('期末未缴回', (l) => l.recovered.open),
  counted('通知逾期笔数', (l) => l.recovered.lateNotices),
  counted('期末逾期笔数', (l) => l.recovered.overdueCount),
  summed<BankLine>('期末逾期金额', (l) => l.recovered.overdue),
];

const returnedEver = ({ settled }: BankLine): Fen => settled.returnedBefore + settled.returned;
const lossOf = (line: BankLine): Fen => line.settled.paidEver - returnedEver(line);

const WRITEOFF = [
  ...WHO,
  counted('核销笔数', (l) => l.settled.writtenOffLines),
  summed<BankLine>('核销金额', (l) => l.settled.writtenOff),
  summed<BankLine>('累计核销金额', (l) => l.settled.writtenOffEver),
  summed<BankLine>('净损失', lossOf),
];

const LOSS = [
  ...RECOVERY,
  ...WRITEOFF.slice(WHO.length),
  summed<BankLine>('累计拨付金额', (l) => l.settled.paidEver),
  ratio<BankLine>('损失率', (l) => ({ num: lossOf(l), den: l.settled.paidEver })),
];

/** A bank and scheme of which a table has nothing but zeros has no line in it. */
function rowsFor(columns: readonly Column<BankLine>[], lines: readonly BankLine[]): BankLine[] {
  return lines.filter((line) =>
    columns.some(({ value }) => typeof value(line) === 'bigint' && value(line) !== 0n),
  );
}

const tableOf = (
  name: string,
  source: string,
  columns: readonly Column<BankLine>[],
  lines: readonly BankLine[],
) => ({
  name,
  source,
  blocks: [block(columns, rowsFor(columns, lines))],
});

export function usageTable(lines: readonly BankLine[]): ReportTable {
  return tableOf(
    '使用',
    '备案:filings.csv 状态受理、期内收到。申请:claims.csv 期内收到,状态不是退回、撤回、不予确认。拨付:清算明细 补偿拨付。净额和状态:positions.csv。',
    USE,
    lines,
  );
}

export function recoveryTable(lines: readonly BankLine[]): ReportTable {
  return tableOf(
    '清收',
    '回收:clawbacks.csv 期内通知、未撤销(追回不计)。应缴回、缴回到账:清算明细。未缴回、逾期:clawbacks.csv 截至期末,逾期为缴回期限早于期末。通知逾期见第十八条。',
    RECOVERY,
    lines,
  );
}

export function writeoffTable(lines: readonly BankLine[]): ReportTable {
  return tableOf('核销', '清算明细 核销。净损失=至期末的全部补偿拨付减全部缴回到账。', WRITEOFF, lines);
}

/** 追偿及损失 of a year (XW §25). 损失率 = 净损失 ÷ 累计拨付, per cent. */
export function lossTable(lines: readonly BankLine[]): ReportTable {
  const shown = rowsFor(LOSS, lines);
  const sum = (of: (line: BankLine) => Fen): Fen => shown.reduce((total, line) => total + of(line), 0n);
  const rate = { num: sum(lossOf), den: sum((line) => line.settled.paidEver) };
  return {
    name: '追偿及损失',
    source: '同清收、核销两表。损失率=净损失÷累计拨付。',
    blocks: [block(LOSS, shown, { totals: { 损失率: rate } })],
  };
}
