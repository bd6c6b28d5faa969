import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Fen, Ratio } from '../../domain/money.js';
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

/** A filed loan that is not repaid and has no live claim, under whichever scheme (C-DUPLICATE). */
export interface UnclaimedLoan {
  readonly businessNo: string;
  readonly bank: string;
  readonly scheme: string;
  readonly iouNo: string;
  readonly principal: Fen | null;
  readonly maturesOn: IsoDate;
}

export function unclaimedLoans(sql: Sql, endedSince: IsoDate): Promise<UnclaimedLoan[]> {
  return sql.query(
    `SELECT business_no AS "businessNo", bank, scheme, iou_no AS "iouNo", principal_fen AS principal,
            matures_on AS "maturesOn" FROM filings f
     WHERE status = '受理' AND settled_on IS NULL AND matures_on >= $1
       AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.bank = f.bank AND c.iou_no = f.iou_no AND c.status ${LIVE})
     ORDER BY matures_on, business_no`,
    [endedSince],
  );
}

/** The ratios at which a bank was paid under a scheme. */
export async function paidRatios(sql: Sql): Promise<{ bank: string; scheme: string; ratio: Ratio }[]> {
  const rows = await sql.query<{ bank: string; scheme: string; ratioNum: bigint; ratioDen: bigint }>(
    `SELECT DISTINCT bank, scheme, ratio_num AS "ratioNum", ratio_den AS "ratioDen" FROM claims
     WHERE status IN ('已拨付', '已核销') AND ratio_num > 0 ORDER BY bank, scheme, ratio_num, ratio_den`,
  );
  return rows.map(joinRatio);
}

/** What some days took from the fund, in fen: compensation applied for in them, less what came in, besides capital. */
export interface Drain {
  readonly applied: Fen;
  readonly returned: Fen;
  readonly interest: Fen;
  readonly fees: Fen;
}

/** The drain of the days from one to another, both included. */
export async function drainOf(sql: Sql, from: IsoDate, to: IsoDate): Promise<Drain> {
  const [row] = await sql.query<Record<keyof Drain, string>>(
    `SELECT (SELECT coalesce(sum(amount), 0) FROM claims WHERE status ${APPLIED} AND received_on BETWEEN $1 AND $2)::text AS applied,
            coalesce(sum(l.credit - l.debit) FILTER (WHERE l.account = '追偿返还'), 0)::text AS returned,
            coalesce(sum(l.credit - l.debit) FILTER (WHERE l.account = '利息收入'), 0)::text AS interest,
            coalesce(sum(l.debit - l.credit) FILTER (WHERE l.account = '管理费'), 0)::text AS fees
     FROM journal j JOIN journal_lines l ON l.entry_id = j.id WHERE j.posted_on BETWEEN $1 AND $2`,
    [from, to],
  );
  const sum = (name: keyof Drain): Fen => BigInt(row?.[name] ?? 0);
  return {
    applied: sum('applied'),
    returned: sum('returned'),
    interest: sum('interest'),
    fees: sum('fees'),
  };
}
