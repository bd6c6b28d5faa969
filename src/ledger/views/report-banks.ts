import { ask, bigint, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import { LIVE } from '../records/status-sql.js';
import { SETTLEMENT_LINES } from './settlement.js';

/**
 * What reports say of each bank and scheme for the days [from, to], `to` being the day that the books stand at. Sums in
 * fen; an array is by bank and scheme.
 */

const KEY = { bank: text, scheme: text };

const FILED = { ...KEY, filings: bigint, principal: bigint };

/** 备案: filings 受理 that were received in the period. */
export function filedIn(sql: Sql, from: IsoDate, to: IsoDate): Promise<RowOf<typeof FILED>[]> {
  return ask(
    sql,
    FILED,
    `SELECT bank, scheme, count(*) AS filings, coalesce(sum(principal_fen), 0)::bigint AS principal
     FROM filings WHERE status = '受理' AND received_on BETWEEN $1 AND $2 GROUP BY bank, scheme`,
    [from, to],
  );
}

const APPLIED = { ...KEY, claims: bigint, base: bigint };

/** 申请: claims received in the period, but those that are 退回, 撤回 or 不予确认. */
export function appliedIn(sql: Sql, from: IsoDate, to: IsoDate): Promise<RowOf<typeof APPLIED>[]> {
  return ask(
    sql,
    APPLIED,
    `SELECT bank, scheme, count(*) AS claims, coalesce(sum(base), 0)::bigint AS base
     FROM claims WHERE status ${LIVE} AND received_on BETWEEN $1 AND $2 GROUP BY bank, scheme`,
    [from, to],
  );
}

const SETTLED = {
  ...KEY,
  paidLines: bigint,
  paid: bigint,
  paidEver: bigint,
  asked: bigint,
  askedBefore: bigint,
  returned: bigint,
  returnedBefore: bigint,
  writtenOffLines: bigint,
  writtenOff: bigint,
  writtenOffEver: bigint,
};
export type Settled = RowOf<typeof SETTLED>;

const sumOf = (type: string, when = ''): string =>
  `coalesce(sum(amount) FILTER (WHERE type = '${type}'${when}), 0)::bigint`;
const linesOf = (type: string, when: string): string =>
  `count(*) FILTER (WHERE type = '${type}' AND day >= $3 ${when})`;
const IN_PERIOD = ' AND day >= $3';
const BEFORE = ' AND day < $3';

/** Settlement lines: those of the period, those before, and all until its end. Lines of minus are taken off a count. */
export function settledIn(sql: Sql, from: IsoDate, to: IsoDate): Promise<Settled[]> {
  return ask(
    sql,
    SETTLED,
    `SELECT bank, scheme,
            ${linesOf('补偿拨付', 'AND amount >= 0')} - ${linesOf('补偿拨付', 'AND amount < 0')} AS paid_lines,
            ${sumOf('补偿拨付', IN_PERIOD)} AS paid, ${sumOf('补偿拨付')} AS paid_ever,
            ${sumOf('追偿缴回', IN_PERIOD)} AS asked, ${sumOf('追偿缴回', BEFORE)} AS asked_before,
            ${sumOf('缴回到账', IN_PERIOD)} AS returned, ${sumOf('缴回到账', BEFORE)} AS returned_before,
            ${linesOf('核销', '')} AS written_off_lines, ${sumOf('核销', IN_PERIOD)} AS written_off,
            ${sumOf('核销')} AS written_off_ever
     FROM (${SETTLEMENT_LINES}) AS lines GROUP BY bank, scheme`,
    ['0001-01-01', to, from],
  );
}

const RECOVERED = {
  ...KEY,
  notices: bigint,
  recovered: bigint,
  lateNotices: bigint,
  recalled: bigint,
  open: bigint,
  overdueCount: bigint,
  overdue: bigint,
};
export type Recovered = RowOf<typeof RECOVERED>;

/**
 * Notices of the period that stand (not recalls), what recalls of the period ask for, and what is open and overdue of all
 * notices and recalls at its end. One without 缴回期限 is not overdue.
 */
export function recoveredIn(sql: Sql, from: IsoDate, to: IsoDate): Promise<Recovered[]> {
  const notice = 'NOT recall AND undone_on IS NULL AND noticed_on BETWEEN $1 AND $2';
  const late = 'undone_on IS NULL AND due_on < $2 AND asked > returned';
  return ask(
    sql,
    RECOVERED,
    `SELECT bank, scheme, count(*) FILTER (WHERE ${notice}) AS notices,
            coalesce(sum(amount) FILTER (WHERE ${notice}), 0)::bigint AS recovered,
            count(*) FILTER (WHERE ${notice} AND notice_late > 0) AS late_notices,
            (coalesce(sum(asked) FILTER (WHERE recall AND noticed_on BETWEEN $1 AND $2), 0)
             - coalesce(sum(asked) FILTER (WHERE recall AND undone_on BETWEEN $1 AND $2), 0))::bigint AS recalled,
            coalesce(sum(asked - returned) FILTER (WHERE undone_on IS NULL), 0)::bigint AS open,
            count(*) FILTER (WHERE ${late}) AS overdue_count,
            coalesce(sum(asked - returned) FILTER (WHERE ${late}), 0)::bigint AS overdue
     FROM recoveries WHERE treatment = 'noticed' GROUP BY bank, scheme`,
    [from, to],
  );
}
