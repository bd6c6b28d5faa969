import { ask, date, oneOf, orNull, type RowOf, text, whole } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';

/**
 * 未达事项: what keeps the banks' files, the ledger and the account statement apart on a day, each with who must act.
 * Read from what had happened by that day, so that the same day gives the same list whenever it is asked.
 */
const KINDS = ['在途拨付', '追偿待缴', '待查款', '余额差异'] as const;

const OPEN_ITEM = {
  kind: oneOf(...KINDS),
  /** Business number of the item, or of what the statement line named. */
  businessNo: text,
  txnNo: text,
  bank: text,
  /** 责任方: a bank's code, 托管机构 or 专户开户行. */
  owner: text,
  /** Day from which its age counts. */
  since: date,
  dueOn: orNull(date),
  /** What is open, in fen: money in suspense that went out and a balance that is too low are negative. */
  amount: whole,
  message: text,
};
export type OpenItem = Readonly<RowOf<typeof OPEN_ITEM>>;

/** Open items on a day, by kind in the order above, then by day, number and transaction. */
export async function openItems(sql: Sql, asOf: IsoDate): Promise<OpenItem[]> {
  return ask(sql, OPEN_ITEM, OPEN_ITEMS, [asOf]);
}

/** 在途拨付: paid by a confirmation, not yet seen on a statement in full. */
const PAYMENTS = `
  SELECT 1 AS rank, '在途拨付' AS kind, c.business_no, '' AS txn_no, c.bank, '托管机构' AS owner, p.happened_on AS since,
         NULL::date AS due_on, p.amount - coalesce(s.seen, 0) AS amount,
         '确认文号' || p.document_no || ',账户流水尚未' || CASE WHEN s.seen > 0 THEN '全额' ELSE '' END || '出账' AS message
  FROM (SELECT DISTINCT ON (claim_id) * FROM payouts WHERE happened_on <= $1 ORDER BY claim_id, id DESC) AS p
  JOIN claims c ON c.id = p.claim_id
  LEFT JOIN (SELECT target_id, sum(amount) AS seen FROM allocations
             WHERE target = 'payment' AND happened_on <= $1 GROUP BY target_id) AS s ON s.target_id = p.claim_id
  WHERE NOT p.taken_back AND p.amount > coalesce(s.seen, 0)`;

/** 追偿待缴: asked for by a notice or recall that stands, not yet returned in full. */
const CLAWBACKS = `
  SELECT 2, '追偿待缴', r.business_no, '', r.bank, r.bank, r.noticed_on, r.due_on,
         r.asked - coalesce(s.received, 0), '应缴回金额尚未全额到账'
  FROM recoveries r
  LEFT JOIN (SELECT target_id, sum(amount) AS received FROM allocations
             WHERE target = 'clawback' AND happened_on <= $1 GROUP BY target_id) AS s ON s.target_id = r.id
  WHERE r.noticed_on <= $1 AND (r.undone_on IS NULL OR r.undone_on > $1) AND r.asked > coalesce(s.received, 0)`;

/** 待查款 by line on the day $1: what of it has gone nowhere; money out is negative. */
export const SUSPENSE_BY_LINE = `
  SELECT l.id, (l.amount - coalesce(sum(a.amount), 0)) * CASE l.direction WHEN '收' THEN 1 ELSE -1 END AS suspense
  FROM statement_lines l LEFT JOIN allocations a ON a.line_id = l.id AND a.happened_on <= $1
  WHERE l.received_on <= $1 GROUP BY l.id`;

/** 待查款: the part of a statement line that nothing of ours accounts for. */
const SUSPENSE = `
  SELECT 3, '待查款', l.business_no, l.txn_no, l.counterparty, '托管机构', l.booked_on, NULL::date, s.suspense,
         coalesce(e.message, '勾对撤销后尚未重新勾对')
  FROM (${SUSPENSE_BY_LINE}) AS s JOIN statement_lines l ON l.id = s.id
  LEFT JOIN exceptions e ON e.line_id = l.id AND e.code IN ('S-UNMATCHED', 'S-PAYMENT')
  WHERE s.suspense <> 0`;

/** 余额差异: where a statement line's balance does not follow from the line before. */
const BREAKS = `
  SELECT 4, '余额差异', '', l.txn_no, '', '专户开户行', l.booked_on, NULL::date, p.credit - p.debit,
         coalesce(e.message, '')
  FROM statement_lines l
  JOIN journal j ON j.entry_key = 'balance:' || l.id
  JOIN journal_lines p ON p.entry_id = j.id AND p.account = '余额差异'
  LEFT JOIN exceptions e ON e.line_id = l.id AND e.code = 'S-BALANCE'
  WHERE l.received_on <= $1`;

const OPEN_ITEMS = `
  SELECT kind, business_no, txn_no, bank, owner, since, due_on,
         amount, message
  FROM (${PAYMENTS} UNION ALL ${CLAWBACKS} UNION ALL ${SUSPENSE} UNION ALL ${BREAKS}) AS items
  ORDER BY rank, since, business_no COLLATE "C", txn_no COLLATE "C"`;
