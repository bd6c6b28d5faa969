import { ask, integer, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { Scheme } from '../../domain/scheme.js';
import { hasWriteoff } from './matching-books.js';
import { CLAIMS, type Claim, RECOVERIES, type Recovery } from './records.js';
import { LIVE } from './status-sql.js';

/** What a 撤销回收 asks the books about the recovery or recall that it names. */

/** A recovery or recall that stands, with the claim that it was made on and what came after. */
export interface Undoable {
  readonly recovery: Recovery;
  readonly claim: Claim;
  /** Number of a later recovery or recall of the claim. */
  readonly later: string | undefined;
  readonly hasWriteoff: boolean;
  /** Why the claim that it made 退回 cannot come back. */
  readonly blocked: string | undefined;
}

/** Recalls ever made of a bank, scheme and IOU: a recall's number is never free again. */
export async function recallsBefore(sql: Sql, bank: string, scheme: Scheme, iouNo: string): Promise<number> {
  const [row] = await ask(
    sql,
    { n: integer },
    `SELECT count(*)::integer AS n FROM recoveries WHERE recall AND bank = $1 AND scheme = $2 AND iou_no = $3`,
    [bank, scheme, iouNo],
  );
  return row?.n ?? 0;
}

export async function undoable(sql: Sql, businessNo: string): Promise<Undoable | undefined> {
  const named = 'WHERE t.business_no = $1 AND t.undone_on IS NULL ORDER BY t.id DESC LIMIT 1';
  const [recovery] = await RECOVERIES.select(sql, named, [businessNo]);
  if (recovery === undefined) return undefined;
  const [claim] = await CLAIMS.select(sql, 'WHERE t.id = $1', [recovery.claimId]);
  if (claim === undefined) throw new Error(`recovery ${recovery.id} without its claim`);
  const [later] = await ask(
    sql,
    { businessNo: text },
    `SELECT business_no FROM recoveries WHERE claim_id = $1 AND id > $2 AND undone_on IS NULL ORDER BY id DESC LIMIT 1`,
    [claim.id, recovery.id],
  );
  return {
    recovery,
    claim,
    later: later?.businessNo,
    hasWriteoff: await hasWriteoff(sql, claim.id),
    blocked: await blockedBy(sql, claim),
  };
}

async function blockedBy(sql: Sql, claim: Claim): Promise<string | undefined> {
  const [row] = await ask(
    sql,
    { why: text },
    `SELECT CASE
       WHEN EXISTS (SELECT 1 FROM claims c WHERE c.business_no = $2 AND c.id > $1) THEN '该编号已有新的申请'
       WHEN (SELECT status FROM filings f WHERE f.id = $3) <> '受理' THEN '备案已不是受理'
       WHEN EXISTS (SELECT 1 FROM claims c WHERE c.bank = $4 AND c.iou_no = $5 AND c.status ${LIVE})
         THEN '该借据已有在办的补偿申请'
       ELSE '' END AS why`,
    [claim.id, claim.businessNo, claim.filingId, claim.bank, claim.iouNo],
  );
  return row?.why === '' ? undefined : row?.why;
}
