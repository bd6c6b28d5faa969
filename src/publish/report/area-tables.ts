import type { Fen } from '../../domain/money.js';
import { compareCodePoints } from '../../domain/order.js';
import { type Area, areasIn } from '../../ledger/views/report-areas.js';
import { type Column, count, ratio, summed, text } from '../sheet.js';
import { block, type ReportBlock, type ReportSource, type ReportTable } from './report.js';

/** 分类: what was filed, paid, returned and lost, by what the loans are; and the same beside the year before. */

type Sums = Omit<Area, 'scheme' | 'bank' | 'loanType' | 'qualification' | 'size' | 'band'>;
interface AreaLine extends Sums {
  readonly name: string;
}

/** What loans are told apart by, and how a value is called. */
const DIMENSIONS: readonly { readonly title: string; readonly of: (area: Area) => string }[] = [
  { title: '按政策类型', of: ({ scheme }) => scheme },
  { title: '按银行', of: ({ bank }) => bank },
  { title: '按贷款类型', of: ({ loanType }) => loanType },
  { title: '按资质类型', of: ({ qualification }) => qualification || '(未填)' },
  { title: '按企业划型', of: ({ size }) => size || '(未填)' },
  { title: '按金额段', of: ({ band }) => band },
];

const lossOf = ({ paidEver, returnedEver }: Sums): Fen => paidEver - returnedEver;
const counted = (header: string, value: (line: AreaLine) => bigint): Column<AreaLine> => ({
  ...count(header, value),
  total: true,
});

const COLUMNS: readonly Column<AreaLine>[] = [
  counted('备案笔数', (l) => l.filings),
  summed('备案金额', (l) => l.filed),
  counted('申请笔数', (l) => l.claims),
  summed('申请不良本金', (l) => l.applied),
  counted('拨付笔数', (l) => l.paidLines),
  summed('拨付金额', (l) => l.paid),
  summed('回收金额', (l) => l.recovered),
  summed('缴回到账金额', (l) => l.returned),
  counted('期末逾期笔数', (l) => l.lateCount),
  summed('期末逾期金额', (l) => l.late),
  summed('核销金额', (l) => l.writtenOff),
  summed('累计拨付金额', (l) => l.paidEver),
  summed('净损失', lossOf),
  ratio('损失率', (l) => ({ num: lossOf(l), den: l.paidEver })),
];

/** 分类 of a report. */
export function areaTable(areas: readonly Area[]): ReportTable {
  return {
    name: '分类',
    source:
      '备案按登记时所填分类(银行和政策类型同备案编号),补偿、追偿、核销随所依据的备案;笔数和金额的口径同使用、清收、核销各表。金额段按备案本金(人民币)。',
    blocks: DIMENSIONS.map(({ title, of }) => {
      const lines = linesBy(areas, of);
      const sums = lines.reduce((sum, line) => plus(sum, line), NOTHING);
      return block([text<AreaLine>(title.slice(1), (l) => shown(l.name)), ...COLUMNS], lines, {
        title,
        totals: { 损失率: { num: lossOf(sums), den: sums.paidEver } },
      });
    }),
  };
}

interface Pair {
  readonly name: string;
  readonly now: Sums;
  readonly before: Sums;
}

const COMPARED: readonly (readonly [string, (sums: Sums) => Fen])[] = [
  ['备案金额', (s) => s.filed],
  ['申请不良本金', (s) => s.applied],
  ['拨付金额', (s) => s.paid],
  ['缴回到账金额', (s) => s.returned],
  ['净损失', lossOf],
];

/** 分类对比: the same of the same days a year earlier. */
export function areaComparison(areas: readonly Area[], yearBefore: readonly Area[]): ReportTable {
  const figures = COMPARED.flatMap(([header, value]): Column<Pair>[] => [
    summed(`${header} 本期`, ({ now }) => value(now)),
    summed(`${header} 上年`, ({ before }) => value(before)),
  ]);
  return {
    name: '分类对比',
    source: '分类表各项本期的数,和上年同日账簿按同样口径得出的数。',
    blocks: DIMENSIONS.map(({ title, of }): ReportBlock => {
      const now = byName(linesBy(areas, of));
      const before = byName(linesBy(yearBefore, of));
      const names = [...new Set([...now.keys(), ...before.keys()])].sort(compareCodePoints);
      const pairs = names.map((name) => ({
        name,
        now: now.get(name) ?? NOTHING,
        before: before.get(name) ?? NOTHING,
      }));
      return block([text<Pair>(title.slice(1), (p) => shown(p.name)), ...figures], pairs, { title });
    }),
  };
}

/** Areas of a report's own days and bank. */
export const areasOf = ({ db, scope }: ReportSource): Promise<Area[]> =>
  areasIn(db, scope.from, scope.on, scope.bank);

/** A band's number before its name is there to sort by. */
const shown = (name: string): string => name.replace(/^\d /, '');

const NOTHING: Sums = {
  filings: 0n,
  filed: 0n,
  claims: 0n,
  applied: 0n,
  paidLines: 0n,
  paid: 0n,
  paidEver: 0n,
  recovered: 0n,
  returned: 0n,
  returnedEver: 0n,
  lateCount: 0n,
  late: 0n,
  writtenOff: 0n,
};
const FIGURES = Object.keys(NOTHING) as (keyof Sums)[];

const plus = (a: Sums, b: Sums): Sums =>
  Object.fromEntries(FIGURES.map((name) => [name, a[name] + b[name]])) as unknown as Sums;

/** Values that have figures, by code point. */
function linesBy(areas: readonly Area[], of: (area: Area) => string): AreaLine[] {
  const sums = new Map<string, Sums>();
  for (const area of areas) sums.set(of(area), plus(sums.get(of(area)) ?? NOTHING, area));
  return [...sums]
    .filter(([, line]) => FIGURES.some((name) => line[name] !== 0n))
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([name, line]) => ({ name, ...line }));
}

const byName = (lines: readonly AreaLine[]): Map<string, Sums> => new Map(lines.map((l) => [l.name, l]));
