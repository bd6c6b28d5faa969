import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';

/** One later fact that mends or changes an earlier one. */
export interface Mended {
  readonly receivedOn: IsoDate;
  /** 变更, 冲正, 资格, 勾对, 确认. */
  readonly kind: string;
  /** The item's number; of a matching, the line's. */
  readonly businessNo: string;
  /** 变更类型 or 处理, with what it concerns. */
  readonly action: string;
  readonly amount: Fen | null;
  /** 状态 of an amendment; else empty. */
  readonly status: string;
}

/** 事后补正: amendments, corrections, standing, matchings and confirmations taken back, in the order taken. */
export function mended(sql: Sql): Promise<Mended[]> {
  return sql.query(
    `SELECT received_on AS "receivedOn", kind, business_no AS "businessNo", action, amount, status FROM (
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
