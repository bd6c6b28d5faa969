import { ask, bigint, boolean, date, maybe, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import * as status from '../records/status-sql.js';

/** What reports say of single items, and of items by what they are; sums in fen. */

const IN_HAND = { scheme: text, status: text, claims: bigint, amount: bigint };
export type InHand = RowOf<typeof IN_HAND>;

/** 在办: claims that are not decided or not paid, with their 补偿金额 as far as it is known. */
export function claimsInHand(sql: Sql): Promise<InHand[]> {
  return ask(
    sql,
    IN_HAND,
    `SELECT scheme, status, count(*) AS claims, coalesce(sum(amount), 0)::bigint AS amount FROM claims
     WHERE status ${status.IN_HAND} GROUP BY scheme, status`,
  );
}

const COMPENSATED = {
  businessNo: text,
  bank: text,
  scheme: text,
  iouNo: text,
  enterprise: text,
  paidOn: maybe(date),
  paid: maybe(bigint),
  recovered: bigint,
  asked: bigint,
  returned: bigint,
  dueOn: maybe(date),
  overdue: bigint,
  status: text,
};
export type Compensated = RowOf<typeof COMPENSATED>;

/** 已补偿项目 on a day: each with the next 缴回期限 of what is open, and what of it is overdue. */
export function compensatedLoans(sql: Sql, on: IsoDate): Promise<Compensated[]> {
  return ask(
    sql,
    COMPENSATED,
    `SELECT c.business_no, c.bank, c.scheme, c.iou_no, f.enterprise_name AS enterprise, c.paid_on, c.amount AS paid,
            c.recovered, c.asked, c.returned, o.due_on, coalesce(o.overdue, 0)::bigint AS overdue, c.status
     FROM claims c JOIN filings f ON f.id = c.filing_id
     LEFT JOIN (SELECT claim_id, min(due_on) AS due_on, sum(asked - returned) FILTER (WHERE due_on < $1) AS overdue
                FROM recoveries WHERE treatment = 'noticed' AND undone_on IS NULL AND asked > returned
                GROUP BY claim_id) AS o ON o.claim_id = c.id
     WHERE c.status IN ('已拨付', '已核销') ORDER BY c.bank, c.scheme, c.business_no`,
    [on],
  );
}

const UNDOING = {
  happenedOn: date,
  businessNo: text,
  bank: text,
  action: text,
  amount: maybe(bigint),
  documentNo: text,
  maker: text,
  checker: text,
};
export type Undoing = RowOf<typeof UNDOING>;

/** 冲正, confirmations and matchings taken back (a matching's number is its 流水号; its target stands behind 处理), and 资格 of the days [from, to], in the order taken. */
export function undoings(sql: Sql, from: IsoDate, to: IsoDate): Promise<Undoing[]> {
  return ask(
    sql,
    UNDOING,
    `SELECT happened_on, business_no, bank, action, amount, document_no, maker, checker FROM (
       SELECT id, received_on AS happened_on, business_no, bank, action, amount, document_no, maker, checker FROM corrections
       UNION ALL
       SELECT p.id, p.happened_on, c.business_no, c.bank, '撤销确认', p.amount, p.document_no,
              CASE WHEN e.actor LIKE '%/%' THEN split_part(e.actor, '/', 1) ELSE '' END, split_part(e.actor, '/', 2)
       FROM payouts p JOIN claims c ON c.id = p.claim_id
       LEFT JOIN events e ON e.source_id = p.id AND e.item_id = p.claim_id WHERE p.taken_back
       UNION ALL
       SELECT m.id, m.received_on, m.txn_no, coalesce(c.bank, r.bank, ''), '撤销勾对 ' || m.target, m.amount, '', m.maker, m.checker
       FROM matchings m
       LEFT JOIN LATERAL (SELECT bank FROM claims WHERE business_no = m.target LIMIT 1) AS c ON true
       LEFT JOIN LATERAL (SELECT bank FROM recoveries WHERE business_no = m.target LIMIT 1) AS r ON true
       WHERE m.undo
       UNION ALL
       SELECT id, received_on, business_no, bank, CASE WHEN barred THEN '暂停' ELSE '恢复' END, NULL, document_no, maker, checker
       FROM standings
     ) AS facts WHERE happened_on BETWEEN $1 AND $2 ORDER BY happened_on, id`,
    [from, to],
  );
}

const STATE_CHANGE = { bank: text, scheme: text, happenedOn: date, byStanding: boolean, stopped: boolean };
export type StateChange = RowOf<typeof STATE_CHANGE>;

/** What stopped (暂停) or freed a bank, by a run or by 资格, the oldest first. */
export function stateChanges(sql: Sql): Promise<StateChange[]> {
  return ask(
    sql,
    STATE_CHANGE,
    `SELECT bank, scheme, happened_on, by_standing, stopped FROM (
       SELECT bank, scheme, run_on AS happened_on, false AS by_standing, state = '暂停' AS stopped, 0::bigint AS id
       FROM bank_state_changes
       UNION ALL
       SELECT bank, scheme, received_on, true, barred, id FROM standings
     ) AS changes ORDER BY bank, scheme, happened_on, id`,
  );
}

const SUPPORTED = {
  scheme: text,
  loanType: text,
  qualification: text,
  size: text,
  filings: bigint,
  principal: bigint,
  enterprises: bigint,
};
export type Supported = RowOf<typeof SUPPORTED>;

/** 支持项目: filings 受理 received in [from, to], by what they are as filed; enterprises are different credit codes. */
export function supportedIn(sql: Sql, from: IsoDate, to: IsoDate, bank = ''): Promise<Supported[]> {
  return ask(
    sql,
    SUPPORTED,
    `SELECT scheme, loan_type, coalesce(qualification, '') AS qualification, coalesce(enterprise_size, '') AS size,
            count(*) AS filings, coalesce(sum(principal_fen), 0)::bigint AS principal,
            count(DISTINCT uscc) AS enterprises
     FROM filings WHERE status = '受理' AND received_on BETWEEN $1 AND $2 AND ($3 = '' OR bank = $3)
     GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    [from, to, bank],
  );
}
