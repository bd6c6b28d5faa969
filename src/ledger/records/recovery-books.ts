import { ask, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { CLAIMS, type Claim } from './records.js';
import { LIVE } from './status-sql.js';

/** What rows of a bank's recoveries and write-offs ask the books, by IOU number (借据编号). */

const OF_LOANS = 'WHERE t.bank = $1 AND t.iou_no = ANY($2::text[]) AND t.status';

const byLoan = (claims: readonly Claim[]): Map<string, Claim> => new Map(claims.map((c) => [c.iouNo, c]));

/** Claims in hand or compensated (在办或已补偿). */
export async function liveClaims(
  sql: Sql,
  bank: string,
  iouNos: readonly string[],
): Promise<Map<string, Claim>> {
  return byLoan(await CLAIMS.select(sql, `${OF_LOANS} ${LIVE}`, [bank, iouNos]));
}

/** Claims 已拨付. */
export async function paidClaims(
  sql: Sql,
  bank: string,
  iouNos: readonly string[],
): Promise<Map<string, Claim>> {
  return byLoan(await CLAIMS.select(sql, `${OF_LOANS} = '已拨付'`, [bank, iouNos]));
}

const RECOVERY = { iouNo: text, recoveryNo: text };

/** Recoveries reported before, those undone left out. */
export async function registeredRecoveries(
  sql: Sql,
  bank: string,
  iouNos: readonly string[],
): Promise<{ iouNo: string; recoveryNo: string }[]> {
  return ask(
    sql,
    RECOVERY,
    `SELECT iou_no, recovery_no FROM recoveries
     WHERE bank = $1 AND iou_no = ANY($2::text[]) AND NOT recall AND undone_on IS NULL`,
    [bank, iouNos],
  );
}

/** Loans with a write-off accepted, recommended or confirmed. */
export async function writeoffsInHand(
  sql: Sql,
  bank: string,
  iouNos: readonly string[],
): Promise<Set<string>> {
  const rows = await ask(
    sql,
    { iouNo: text },
    `SELECT iou_no FROM writeoffs
     WHERE bank = $1 AND iou_no = ANY($2::text[]) AND status IN ('已受理', '建议核销', '已核销')`,
    [bank, iouNos],
  );
  return new Set(rows.map(({ iouNo }) => iouNo));
}
