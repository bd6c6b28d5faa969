import { ask, bigint, date, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';

const SETTLEMENT_VIEW = {
  bank: text,
  day: date,
  type: text,
  businessNo: text,
  scheme: text,
  iouNo: text,
  amount: bigint,
};
/** A line of a bank's monthly settlement (清算明细); the sum in fen. */
export type SettlementView = Readonly<RowOf<typeof SETTLEMENT_VIEW>>;

/** 清算明细 lines that took effect in [$1, $2], what was undone once more with minus. */
export const SETTLEMENT_LINES = `
       SELECT c.bank, p.happened_on AS day, 1 AS rank, '补偿拨付' AS type, c.business_no, c.scheme, c.iou_no, p.amount
       FROM payouts p JOIN claims c ON c.id = p.claim_id WHERE p.happened_on BETWEEN $1 AND $2
       UNION ALL
       SELECT bank, noticed_on, 2, '追偿缴回', business_no, scheme, iou_no, asked
       FROM recoveries WHERE noticed_on BETWEEN $1 AND $2
       UNION ALL
       SELECT bank, undone_on, 2, '追偿缴回', business_no, scheme, iou_no, -asked
       FROM recoveries WHERE treatment = 'noticed' AND undone_on BETWEEN $1 AND $2
       UNION ALL
       SELECT r.bank, a.happened_on, 3, '缴回到账', r.business_no, r.scheme, r.iou_no, sum(a.amount)
       FROM allocations a JOIN recoveries r ON r.id = a.target_id
       WHERE a.target = 'clawback' AND a.happened_on BETWEEN $1 AND $2
       GROUP BY a.row_id, a.happened_on, r.id, r.bank, r.business_no, r.scheme, r.iou_no
       UNION ALL
       SELECT bank, confirmed_on, 4, '核销', business_no, scheme, iou_no, amount
       FROM writeoffs WHERE confirmed_on BETWEEN $1 AND $2`;

/** Everything that took effect in [from, to], by bank, day, type, number and sum. */
export async function settlementOf(sql: Sql, from: IsoDate, to: IsoDate): Promise<SettlementView[]> {
  return ask(
    sql,
    SETTLEMENT_VIEW,
    `SELECT bank, day, type, business_no, scheme, iou_no, amount::bigint AS amount
     FROM (${SETTLEMENT_LINES}) AS lines ORDER BY bank, day, rank, business_no, amount`,
    [from, to],
  );
}
