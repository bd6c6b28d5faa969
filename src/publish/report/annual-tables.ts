import type { Fen } from '../../domain/money.js';
import { feesByYear } from '../../ledger/views/report-account.js';
import { type Supported, supportedIn } from '../../ledger/views/report-items.js';
import { type Column, count, money, summed, text } from '../sheet.js';
import { block, type ReportSource, type ReportTable, whole } from './report.js';

/** What a year's report has besides: 支持项目, 管理费, 抽查, 对比. */

const SUPPORTED: readonly Column<Supported>[] = [
  text('政策类型', (l) => l.scheme),
  text('贷款类型', (l) => l.loanType),
  text('资质类型', (l) => l.qualification),
  text('企业划型', (l) => l.size),
  { ...count<Supported>('笔数', (l) => l.filings), total: true },
  summed('备案金额', (l) => l.principal),
  // An enterprise may stand in several lines: a sum would count it twice.
  count('户数', (l) => l.enterprises),
];

export async function supportedTable({ db, scope }: ReportSource): Promise<ReportTable> {
  return {
    name: '支持项目',
    source:
      'filings.csv 状态受理、当年收到的备案,按备案时所填的类型。户数为不同统一社会信用代码,一户可在多行,不合计。',
    blocks: [block(SUPPORTED, await supportedIn(db, scope.from, scope.on, scope.bank))],
  };
}

interface FeeLine {
  readonly year: string;
  readonly size: Fen;
  readonly limit: Fen | undefined;
  readonly taken: Fen;
}

const FEE: readonly Column<FeeLine>[] = [
  text('归属年度', (l) => l.year),
  money('规模', (l) => l.size),
  money('上限', (l) => l.limit),
  summed('已提取', (l) => l.taken),
];

/** 管理费 against its cap (XW §24), of the years that a fee was taken for and the report's own. */
export async function feeTable({ db, scope, fund, feeLimit }: ReportSource): Promise<ReportTable> {
  const taken = new Map((await feesByYear(db)).map(({ year, amount }) => [year, amount]));
  const years = [...new Set([...taken.keys(), scope.on.slice(0, 4)])].sort();
  const lines = years.map((year): FeeLine => {
    const end = `${year}-12-31`;
    return {
      year,
      size: fund.on(end < scope.on ? end : scope.on),
      limit: feeLimit(year),
      taken: taken.get(year) ?? 0n,
    };
  });
  return {
    name: '管理费',
    source: '专户流水中记为管理费的各笔(勾对后),按归属年度。上限=资金规模×年费率(12号第二十四条)。',
    blocks: [block(FEE, lines)],
  };
}

interface SampleLine {
  readonly name: string;
}

/** 抽查: the books keep no samples; working papers are kept beside them. */
export function sampleTable(): ReportTable {
  const columns: readonly Column<SampleLine>[] = [
    text('抽查日期', (l) => l.name),
    text('范围', () => null),
    text('样本数', () => null),
    text('发现问题', () => null),
    text('处理', () => null),
  ];
  return {
    name: '抽查',
    source: '抽查由托管机构按抽查底稿填写;抽查引起的冲正列在冲正及资格表。',
    blocks: [block(columns, [])],
  };
}

interface Comparison {
  readonly table: string;
  readonly item: string;
  readonly now: bigint;
  readonly before: bigint;
  readonly isMoney: boolean;
}

/** 对比: each table's 合计 beside that of the same days a year earlier. Counts stand in a block of their own. */
export function comparisonTable(tables: readonly ReportTable[], before: readonly ReportTable[]): ReportTable {
  const lines = tables.flatMap(({ name, blocks }) => {
    const first = blocks[0];
    const then = before.find((table) => table.name === name)?.blocks[0];
    if (first === undefined) return [];
    return first.columns.flatMap(({ header, type, total }, i): Comparison[] => {
      if (total !== true) return [];
      const at = then?.columns.findIndex((column) => column.header === header) ?? -1;
      const earlier = at < 0 ? undefined : then?.total[at];
      return [
        {
          table: name,
          item: header,
          now: whole(first.total[i]),
          before: whole(earlier),
          isMoney: type === 'money',
        },
      ];
    });
  });
  const columns = (of: 'money' | 'count'): Column<Comparison>[] => {
    const figure = (header: string, value: (l: Comparison) => bigint): Column<Comparison> =>
      of === 'money' ? money(header, value) : count(header, value);
    return [
      text('表', (l) => l.table),
      text('项目', (l) => l.item),
      figure('本年', (l) => l.now),
      figure('上年', (l) => l.before),
      figure('增减', (l) => l.now - l.before),
    ];
  };
  return {
    name: '对比',
    source: '各表合计与上年同期(上年同日的账簿)的对比。',
    blocks: [
      block(
        columns('money'),
        lines.filter(({ isMoney }) => isMoney),
        { title: '金额' },
      ),
      block(
        columns('count'),
        lines.filter(({ isMoney }) => !isMoney),
        { title: '笔数' },
      ),
    ],
  };
}
