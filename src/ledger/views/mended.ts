import { ask, bigint, date, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';

const MENDED = {
  receivedOn: date,
  /** 变更, 冲正, 资格, 勾对, 确认. */
  kind: text,
  /** The item's number; of a matching, the line's. */
  businessNo: text,
  /** 变更类型 or 处理, with what it concerns. */
  action: text,
  amount: orNull(bigint),
  /** 状态 of an amendment; else empty. */
  status: text,
};
/** One later fact that mends or changes an earlier one. */
export type Mended = Readonly<RowOf<typeof MENDED>>;

/** 事后补正: amendments, corrections, standing, matchings and confirmations taken back, in the order taken. */
export function mended(sql: Sql): Promise<Mended[]> {
  return ask(
    sql,
    MENDED,
    `SELECT received_on, kind, business_no, action, amount, status FROM (
       SELECT id, received_on, '变更' AS kind, business_no, change || coalesce(' ' || item, '') AS action, NULL::bigint AS amount, status
       FROM amendments
       UNION ALL
       SELECT id, received_on, '冲正', business_no, action, amount, '' FROM corrections
       UNION ALL
       SELECT id, received_on, '资格', business_no, CASE WHEN barred THEN '暂停' ELSE '恢复' END, NULL, '' FROM standings
       UNION ALL
       SELECT id, received_on, '勾对', txn_no, CASE WHEN undo THEN '撤销' ELSE '勾对' END || ' ' || target, amount, '' FROM matchings
       UNION ALL
       SELECT p.id, p.happened_on, '确认', c.business_no, '撤销', p.amount, ''
       FROM payouts p JOIN claims c ON c.id = p.claim_id WHERE p.taken_back
     ) AS facts ORDER BY received_on, id`,
  );
}
