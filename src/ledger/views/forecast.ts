import { ask, bigint, date, orNull, type RowOf, text, whole } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Ratio } from '../../domain/money.js';
import { CLAIMS, type Claim } from '../records/records.js';
import { APPLIED, LIVE } from '../records/status-sql.js';
import { joinRatio } from './day.js';

/** What forecasts are made from. */

/** 待核 claims, in the order in which they came. */
export function referredClaims(sql: Sql): Promise<Claim[]> {
  return CLAIMS.select(
    sql,
    "WHERE t.status = '待核' ORDER BY t.received_on, t.bank, t.file_name, t.row_no",
    [],
  );
}

const UNCLAIMED_LOAN = {
  businessNo: text,
  bank: text,
  scheme: text,
  iouNo: text,
  principal: orNull(bigint),
  maturesOn: date,
};
/** A filed loan that is not repaid and has no live claim, under whichever scheme (C-DUPLICATE). */
export type UnclaimedLoan = Readonly<RowOf<typeof UNCLAIMED_LOAN>>;

export function unclaimedLoans(sql: Sql, endedSince: IsoDate): Promise<UnclaimedLoan[]> {
  return ask(
    sql,
    UNCLAIMED_LOAN,
    `SELECT business_no, bank, scheme, iou_no, principal_fen AS principal,
            matures_on FROM filings f
     WHERE status = '受理' AND settled_on IS NULL AND matures_on >= $1
       AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.bank = f.bank AND c.iou_no = f.iou_no AND c.status ${LIVE})
     ORDER BY matures_on, business_no`,
    [endedSince],
  );
}

/** The ratios at which a bank was paid under a scheme. */
export async function paidRatios(sql: Sql): Promise<{ bank: string; scheme: string; ratio: Ratio }[]> {
  const rows = await ask(
    sql,
    { bank: text, scheme: text, ratioNum: bigint, ratioDen: bigint },
    `SELECT DISTINCT bank, scheme, ratio_num, ratio_den FROM claims
     WHERE status IN ('已拨付', '已核销') AND ratio_num > 0 ORDER BY bank, scheme, ratio_num, ratio_den`,
  );
  return rows.map(joinRatio);
}

const DRAIN = {
  applied: whole,
  returned: whole,
  interest: whole,
  fees: whole,
};
/** What some days took from the fund, in fen: compensation applied for in them, less what came in, besides capital. */
export type Drain = Readonly<RowOf<typeof DRAIN>>;

/** The drain of the days from one to another, both included. */
export async function drainOf(sql: Sql, from: IsoDate, to: IsoDate): Promise<Drain> {
  const [row] = await ask(
    sql,
    DRAIN,
    `SELECT (SELECT coalesce(sum(amount), 0) FROM claims WHERE status ${APPLIED} AND received_on BETWEEN $1 AND $2) AS applied,
            coalesce(sum(l.credit - l.debit) FILTER (WHERE l.account = '追偿返还'), 0) AS returned,
            coalesce(sum(l.credit - l.debit) FILTER (WHERE l.account = '利息收入'), 0) AS interest,
            coalesce(sum(l.debit - l.credit) FILTER (WHERE l.account = '管理费'), 0) AS fees
     FROM journal j JOIN journal_lines l ON l.entry_id = j.id WHERE j.posted_on BETWEEN $1 AND $2`,
    [from, to],
  );
  if (row === undefined) throw new Error('no sums');
  return row;
}
