import { ask, bigint, date, maybe, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import { APPLIED, IN_HAND } from '../records/status-sql.js';

/** What reports say of what is open on a day, of whom most is filed with, and of the account by the journal; sums in fen. */

const OPEN = { item: text, since: maybe(date), items: bigint, amount: bigint };
export type Open = RowOf<typeof OPEN>;

/** 未结事项 by the day from which they age: the day received, 交易日期 of a line, 缴回期限 of a clawback (none: no day). */
export function openSince(sql: Sql, bank = ''): Promise<Open[]> {
  return ask(
    sql,
    OPEN,
    `SELECT item, since, count(*) AS items, coalesce(sum(amount), 0)::bigint AS amount FROM (
       SELECT '待核备案' AS item, received_on AS since, principal_fen AS amount, bank FROM filings WHERE status = '待核'
       UNION ALL
       SELECT '在办补偿申请', received_on, amount, bank FROM claims
       WHERE status ${IN_HAND}
       UNION ALL
       SELECT '未缴回', due_on, asked - returned, bank FROM recoveries
       WHERE treatment = 'noticed' AND undone_on IS NULL AND asked > returned
       UNION ALL
       SELECT '在办核销申请', w.received_on, c.amount - c.returned, w.bank FROM writeoffs w JOIN claims c ON c.id = w.claim_id
       WHERE w.status IN ('已受理', '建议核销')
       UNION ALL
       SELECT '待查款', booked_on, abs(suspense), counterparty FROM statement_lines WHERE suspense <> 0
     ) AS open WHERE $1 = '' OR bank = $1 GROUP BY item, since ORDER BY item, since`,
    [bank],
  );
}

const HOLDER = {
  code: text,
  name: text,
  filings: bigint,
  filed: bigint,
  applied: bigint,
  paid: bigint,
  returned: bigint,
};
export type Holder = RowOf<typeof HOLDER>;

const SUMS = `
  coalesce(sum(f.filings), 0)::bigint AS filings, coalesce(sum(f.filed), 0)::bigint AS filed,
  coalesce(sum(c.applied), 0)::bigint AS applied, coalesce(sum(c.paid), 0)::bigint AS paid,
  coalesce(sum(c.returned), 0)::bigint AS returned`;
const CLAIMED = `
  SELECT g.uscc, g.bank, sum(c.base) FILTER (WHERE c.status ${APPLIED}) AS applied,
         sum(p.paid) AS paid, sum(c.returned) AS returned
  FROM claims c JOIN filings g ON g.id = c.filing_id
  LEFT JOIN (SELECT claim_id, sum(amount) AS paid FROM payouts GROUP BY claim_id) AS p ON p.claim_id = c.id
  GROUP BY g.uscc, g.bank`;
const FILED = `
  SELECT uscc, bank, max(enterprise_name COLLATE "C") AS name, count(*) AS filings, sum(principal_fen) AS filed
  FROM filings WHERE status = '受理' GROUP BY uscc, bank`;

/** Enterprises with the largest principal filed (备案受理), at all banks together: `most` of them, and the sum of all. */
export function largestEnterprises(sql: Sql, most: number): Promise<Holder[]> {
  return ask(
    sql,
    HOLDER,
    `SELECT uscc AS code, max(f.name) AS name, ${SUMS} FROM (${FILED}) AS f LEFT JOIN (${CLAIMED}) AS c USING (uscc, bank)
     GROUP BY uscc ORDER BY filed DESC, uscc LIMIT $1`,
    [most],
  );
}

/** Banks by principal filed, the largest first. */
export function banksBySize(sql: Sql): Promise<Holder[]> {
  return ask(
    sql,
    HOLDER,
    `SELECT bank AS code, '' AS name, ${SUMS} FROM (${FILED}) AS f LEFT JOIN (${CLAIMED}) AS c USING (uscc, bank)
     GROUP BY bank ORDER BY filed DESC, bank`,
  );
}

const MOVED = { account: text, before: bigint, debit: bigint, credit: bigint };
export type Moved = RowOf<typeof MOVED>;

/** 专户存款 by the account (科目) on the other side, before the day `from` and since; debits of 专户存款 are money in. */
export function movedThrough(sql: Sql, from: IsoDate): Promise<Moved[]> {
  return ask(
    sql,
    MOVED,
    `SELECT o.account, coalesce(sum(o.credit - o.debit) FILTER (WHERE j.posted_on < $1), 0)::bigint AS before,
            coalesce(sum(o.credit) FILTER (WHERE j.posted_on >= $1), 0)::bigint AS debit,
            coalesce(sum(o.debit) FILTER (WHERE j.posted_on >= $1), 0)::bigint AS credit
     FROM journal_lines o JOIN journal j ON j.id = o.entry_id
     WHERE o.account <> '专户存款' AND EXISTS (SELECT 1 FROM journal_lines d WHERE d.entry_id = o.entry_id AND d.account = '专户存款')
     GROUP BY o.account ORDER BY o.account COLLATE "C"`,
    [from],
  );
}
