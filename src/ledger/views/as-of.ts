import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Scheme } from '../../domain/scheme.js';
import type { Filing } from '../records/records.js';
import { FILINGS } from '../records/tables.js';

/**
 * The books as an earlier row found them: what came before it, in the state of that day. Files of one day take effect
 * kind by kind, so a decision of the same day came after a filing and a claim.
 */
export interface Moment {
  /** Id of the row that looks at the books. */
  readonly id: bigint;
  readonly on: IsoDate;
}

const REGISTERED = `(t.status <> '退回' OR t.resolved_on >= $2)`;
const ACCEPTED = `t.status = '受理' AND (NOT t.referred OR t.resolved_on < $2)`;

/** Loans of one enterprise, bank and scheme that were registered (accepted or referred). */
export async function registeredLoans(
  sql: Sql,
  { id, on }: Moment,
  bank: string,
  scheme: Scheme,
  uscc: string,
): Promise<Filing[]> {
  return FILINGS.select(
    sql,
    `WHERE t.id < $1 AND ${REGISTERED} AND t.bank = $3 AND t.scheme = $4 AND t.uscc = $5 ORDER BY t.id`,
    [id, on, bank, scheme, uscc],
  );
}

/** The registered loan of an IOU, whoever the enterprise is. */
export async function registeredLoan(
  sql: Sql,
  { id, on }: Moment,
  bank: string,
  scheme: Scheme,
  iouNo: string,
): Promise<Filing | undefined> {
  const [filing] = await FILINGS.select(
    sql,
    `WHERE t.id < $1 AND ${REGISTERED} AND t.bank = $3 AND t.scheme = $4 AND t.iou_no = $5 LIMIT 1`,
    [id, on, bank, scheme, iouNo],
  );
  return filing;
}

/** Days on which a row of this scheme and IOU came that was 退回 by then, at once or by an operator. */
export async function returnedFilingDays(
  sql: Sql,
  { id, on }: Moment,
  bank: string,
  scheme: Scheme,
  iouNo: string,
): Promise<IsoDate[]> {
  const rows = await sql.query<{ day: IsoDate }>(
    `SELECT received_on AS day FROM returned_rows
     WHERE file_id < $1::bigint / 1000000000 AND bank = $3 AND scheme = $4 AND iou_no = $5 AND kind = 'filing'
     UNION
     SELECT received_on FROM filings
     WHERE id < $1 AND bank = $3 AND scheme = $4 AND iou_no = $5 AND status = '退回' AND resolved_on < $2
     ORDER BY day`,
    [id, on, bank, scheme, iouNo],
  );
  return rows.map((row) => row.day);
}

/** Accepted filings of an IOU at a bank, one for each scheme at most. */
export async function acceptedLoans(
  sql: Sql,
  { id, on }: Moment,
  bank: string,
  iouNo: string,
): Promise<Filing[]> {
  return FILINGS.select(sql, `WHERE t.id < $1 AND ${ACCEPTED} AND t.bank = $3 AND t.iou_no = $4`, [
    id,
    on,
    bank,
    iouNo,
  ]);
}

/** Accepted filings of one scheme, enterprise and loan type at any bank. */
export async function acceptedOfEnterprise(
  sql: Sql,
  { id, on }: Moment,
  { scheme, uscc, loanType }: Pick<Filing, 'scheme' | 'uscc' | 'loanType'>,
): Promise<Filing[]> {
  return FILINGS.select(
    sql,
    `WHERE t.id < $1 AND ${ACCEPTED} AND t.uscc = $3 AND t.loan_type = $4 AND t.scheme = $5 ORDER BY t.id`,
    [id, on, uscc, loanType, scheme],
  );
}

/** Number of the claim on the IOU that was neither 退回 nor 不予确认. */
export async function liveClaim(
  sql: Sql,
  { id, on }: Moment,
  bank: string,
  iouNo: string,
): Promise<string | undefined> {
  const [claim] = await sql.query<{ business_no: string }>(
    `SELECT business_no FROM claims c WHERE c.id < $1 AND c.bank = $3 AND c.iou_no = $4 AND NOT EXISTS (
       SELECT 1 FROM events e WHERE e.item_id = c.id AND e.business_no = c.business_no
         AND e.to_status IN ('退回', '不予确认') AND e.happened_on < $2) LIMIT 1`,
    [id, on, bank, iouNo],
  );
  return claim?.business_no;
}

/** First day on which a claim on the IOU came that was 退回 (not by a recovery) or 不予确认 by then. */
export async function earliestReturnedClaim(
  sql: Sql,
  { id, on }: Moment,
  bank: string,
  iouNo: string,
): Promise<IsoDate | undefined> {
  const [row] = await sql.query<{ earliest: IsoDate | null }>(
    `SELECT min(received_on) AS earliest FROM (
       SELECT received_on FROM returned_rows
       WHERE file_id < $1::bigint / 1000000000 AND bank = $3 AND iou_no = $4 AND kind = 'claim'
       UNION ALL
       SELECT c.received_on FROM claims c
       JOIN events e ON e.item_id = c.id AND e.business_no = c.business_no AND e.happened_on < $2
         AND e.to_status IN ('退回', '不予确认')
       WHERE c.id < $1 AND c.bank = $3 AND c.iou_no = $4 AND c.returned_by IS DISTINCT FROM 'recovery') AS r`,
    [id, on, bank, iouNo],
  );
  return row?.earliest ?? undefined;
}
