import { ask, bigint, date, maybe, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { IN_HAND } from '../records/status-sql.js';

const EARLY = {
  businessNo: text,
  recoveredOn: date,
  receivedOn: date,
  amount: bigint,
  principalPart: maybe(bigint),
  /** 申请收到日 of the claim that it is on. */
  claimedOn: date,
};

/**
 * Recoveries that came before payment and may still be undone: on claims that are not paid, and those that a recovery made
 * 退回. Amounts in fen, in order of arrival.
 */
export function recoveriesBeforePayment(sql: Sql): Promise<RowOf<typeof EARLY>[]> {
  return ask(
    sql,
    EARLY,
    `SELECT r.business_no, r.recovered_on, r.received_on, r.amount, r.principal_part, c.received_on AS claimed_on
     FROM recoveries r JOIN claims c ON c.id = r.claim_id
     WHERE r.treatment IN ('lowered', 'kept') AND r.undone_on IS NULL
       AND (c.status ${IN_HAND}
            OR (c.status = '退回' AND c.ended_by = 'recovery'))
       AND (r.principal_part = 0 OR r.recovered_on < c.received_on)
     ORDER BY r.id`,
  );
}
