import type { Sql } from '../../db/db.js';
import { type IsoDate, monthStart, monthWords } from '../../domain/dates.js';
import type { FundSizes } from '../../domain/fund.js';
import type { Fen } from '../../domain/money.js';
import type { Cells, Column, ColumnHead, Value } from '../sheet.js';
import { cellsOf } from '../sheet.js';

/** The kinds of reports (报告): half-year XW §10(5) and KC §11(5), annual XW §25, a bank's year XW §16, §17. */
export const REPORT_KINDS = {
  'half-year': '半年度报告',
  annual: '年度报告',
  month: '月度报告',
  'bank-year': '银行年度清收报告',
} as const;

export type ReportKind = keyof typeof REPORT_KINDS;

/** What a report is about: the days [from, on], the books standing at the end of `on`. */
export interface ReportScope {
  readonly kind: ReportKind;
  readonly from: IsoDate;
  readonly on: IsoDate;
  /** One bank's report; the whole fund's where it is left out. */
  readonly bank?: string;
}

/** What reports are made from. */
export interface ReportSource {
  readonly db: Sql;
  readonly scope: ReportScope;
  readonly fund: FundSizes;
  /** 年度上限 of the fee (XW §24) of a year, in fen; undefined where no policy sets one. */
  readonly feeLimit: (year: string) => Fen | undefined;
}

/** Rows under their header, with a line 合计 behind them. */
export interface ReportBlock {
  /** Above a second block; the first is headed by the table's name. */
  readonly title?: string;
  readonly columns: readonly ColumnHead[];
  readonly rows: Cells;
  readonly total: readonly Value[];
}

/** A table (表) of a report: a sheet of the workbook. */
export interface ReportTable {
  readonly name: string;
  /** Where its figures come from: register and condition. */
  readonly source: string;
  readonly blocks: readonly ReportBlock[];
}

export interface Report {
  readonly scope: ReportScope;
  readonly title: string;
  readonly period: string;
  readonly tables: readonly ReportTable[];
}

/** First day of the period that a day lies in. */
export function periodStart(kind: ReportKind, on: IsoDate): IsoDate {
  const year = on.slice(0, 4);
  if (kind === 'month') return monthStart(on);
  if (kind === 'half-year' && on.slice(5, 7) > '06') return `${year}-07-01`;
  return `${year}-01-01`;
}

const FUND_NAME = '北京经开区贷款风险补偿资金';

export function titleOf({ kind, on, bank }: ReportScope): string {
  const year = on.slice(0, 4);
  const half = on.slice(5, 7) > '06' ? '下' : '上';
  const titles: Readonly<Record<ReportKind, string>> = {
    'half-year': `${FUND_NAME}${year}年${half}半年报告`,
    annual: `${FUND_NAME}${year}年度报告`,
    month: `${FUND_NAME}${monthWords(on)}报告`,
    'bank-year': `${bank ?? ''}${year}年度贷款风险补偿及清收报告`,
  };
  return titles[kind];
}

export const periodOf = ({ from, on }: ReportScope): string =>
  `期间:${from}至${on}   账簿截至:${on}   单位:元`;

/**
 * A block of rows; its 合计 is the sum of each column that has one.
 * @param totals cells of the last line that are no sum, by header
 */
export function block<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  more: { readonly title?: string; readonly totals?: Readonly<Record<string, Value>> } = {},
): ReportBlock {
  const cells = cellsOf(columns, rows);
  const total = columns.map(({ header, total: sums }, i): Value => {
    const given = more.totals?.[header];
    if (given !== undefined) return given;
    if (i === 0) return '合计';
    return sums === true ? cells.reduce((sum, row) => sum + whole(row[i]), 0n) : null;
  });
  return { ...(more.title === undefined ? {} : { title: more.title }), columns, rows: cells, total };
}

/** A cell of money or of a count as a number to add; 0 where there is none. */
export const whole = (value: Value | undefined): bigint => (typeof value === 'bigint' ? value : 0n);

/** Whether a block has anything to say. */
export const isEmpty = ({ rows }: ReportBlock): boolean => rows.length === 0;
