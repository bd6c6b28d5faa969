import { ask, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';

/** Something that must hold of the books does not: what, of which item, and the two values (fen or counts) as text. */
export interface Broken {
  readonly what: string;
  readonly where: string;
  readonly postings: string;
  readonly items: string;
}

/** Enough to see what is going on; the rest are of the same kind. */
const SHOWN = 20;

/** What must hold of the books at any time between two transactions; empty when it does. */
export async function brokenInvariants(sql: Sql): Promise<Broken[]> {
  const broken: Broken[] = [];
  for (const [what, query] of Object.entries(INVARIANTS)) {
    const rows = await ask(
      sql,
      { where: text, postings: text, items: text },
      `SELECT place AS where, postings::text, items::text FROM (${query}) AS b
       WHERE coalesce(postings::text, '') <> coalesce(items::text, '') ORDER BY place LIMIT ${SHOWN}`,
    );
    broken.push(...rows.map((row) => ({ what, where: row.where, postings: row.postings, items: row.items })));
  }
  return broken;
}

const POSTED = 'FROM journal j JOIN journal_lines l ON l.entry_id = j.id';
const LINES = 'FROM statement_lines';
const total = (account: string, sign: '' | '-' = ''): string =>
  `(SELECT ${sign}coalesce(sum(debit - credit), 0) FROM journal_lines WHERE account = '${account}')`;
const booked = (target: string): string =>
  `(SELECT coalesce(sum(amount), 0) FROM allocations WHERE target = '${target}')`;
const FIRST = `(SELECT coalesce(sum(l.credit), 0) ${POSTED} WHERE j.entry_key = 'paid-in' AND l.account = '基金本金')`;
const one = (place: string, postings: string, items: string): string =>
  `SELECT '${place}' AS place, ${postings}::numeric AS postings, ${items}::numeric AS items`;

/** Accounts whose balance belongs to single items: claims, clawbacks, write-offs. */
const BY_NUMBER = `
  SELECT business_no, bank, scheme, '补偿支出' AS account, amount AS owed FROM claims WHERE status IN ('建议补偿', '已拨付', '已核销')
  UNION ALL SELECT business_no, bank, scheme, '拟付补偿', -amount FROM claims WHERE status = '建议补偿'
  UNION ALL SELECT business_no, bank, scheme, '应付补偿', seen - amount FROM claims
    WHERE status IN ('已拨付', '已核销')
  UNION ALL SELECT business_no, bank, scheme, '应收追偿返还', asked - returned FROM recoveries
    WHERE treatment = 'noticed' AND undone_on IS NULL
  UNION ALL SELECT business_no, bank, scheme, '追偿返还', -returned FROM recoveries
    WHERE treatment = 'noticed' AND undone_on IS NULL
  UNION ALL SELECT business_no, bank, scheme, '核销备查', amount FROM writeoffs WHERE status = '已核销'`;

const AVAILABLE = `${FIRST} + ${booked('capital')} + ${booked('interest')} - ${booked('fee')}
  + ${booked('clawback')}
  - (SELECT coalesce(sum(amount), 0) FROM claims WHERE status IN ('建议补偿', '已拨付', '已核销'))`;

/** Items whose state follows from events, with the one they began with. */
const STATES = `
  SELECT id, business_no, status, '已受理' AS first FROM writeoffs
  ${['filings', 'claims', 'amendments']
    .map(
      (table) =>
        `UNION ALL SELECT id, business_no, status, CASE WHEN referred THEN '待核' ELSE '受理' END FROM ${table}`,
    )
    .join(' ')}`;

/** By name: a query of place, what the postings say, what the item tables say. */
const INVARIANTS: Readonly<Record<string, string>> = {
  分录借贷相等: `
    SELECT '分录' || j.id AS place, coalesce(sum(l.debit), 0) AS postings, coalesce(sum(l.credit), -1) AS items
    FROM journal j LEFT JOIN journal_lines l ON l.entry_id = j.id GROUP BY j.id`,
  分录与业务台账: `
    SELECT coalesce(p.business_no, i.business_no) || ' ' || coalesce(p.account, i.account) AS place,
           coalesce(p.balance, 0) AS postings, coalesce(i.owed, 0) AS items
    FROM (SELECT j.business_no, j.bank, j.scheme, l.account, sum(l.debit - l.credit) AS balance ${POSTED}
          WHERE l.account IN ('补偿支出', '拟付补偿', '应付补偿', '应收追偿返还', '追偿返还', '核销备查')
          GROUP BY j.business_no, j.bank, j.scheme, l.account) AS p
    FULL JOIN (SELECT business_no, bank, scheme, account, sum(owed) AS owed FROM (${BY_NUMBER}) AS o
               GROUP BY business_no, bank, scheme, account) AS i
      ON p.business_no = i.business_no AND p.bank = i.bank AND p.scheme = i.scheme AND p.account = i.account`,
  各行补偿净额: `
    SELECT coalesce(p.bank, i.bank) || ' ' || coalesce(p.scheme, i.scheme) AS place,
           coalesce(p.net, 0) AS postings, coalesce(i.net, 0) AS items
    FROM (SELECT j.bank, j.scheme, sum(l.debit - l.credit) AS net ${POSTED}
          WHERE l.account IN ('补偿支出', '追偿返还') GROUP BY j.bank, j.scheme) AS p
    FULL JOIN (SELECT bank, scheme, sum(CASE WHEN status IN ('建议补偿', '已拨付', '已核销') THEN amount ELSE 0 END)
                      - sum(returned) AS net FROM claims GROUP BY bank, scheme) AS i
      ON p.bank = i.bank AND p.scheme = i.scheme`,
  资金状况: [
    one(
      '可用余额',
      `-(${['基金本金', '利息收入', '管理费', '追偿返还', '补偿支出'].map((a) => total(a)).join(' + ')})`,
      `(${AVAILABLE})`,
    ),
    one('基金本金', total('基金本金', '-'), `(${FIRST} + ${booked('capital')})`),
    one('利息', total('利息收入', '-'), booked('interest')),
    one('管理费', total('管理费'), booked('fee')),
    one('定期存款', total('定期存款'), `(${booked('deposit-out')} - ${booked('deposit-back')})`),
    one('待查款', total('待查款', '-'), `(SELECT coalesce(sum(suspense), 0) ${LINES})`),
    one(
      '账户余额',
      total('专户存款'),
      `coalesce((SELECT balance ${LINES} ORDER BY id DESC LIMIT 1), ${FIRST})`,
    ),
    one('待收追偿返还', total('待收追偿返还', '-'), total('应收追偿返还')),
  ].join(' UNION ALL '),
  流水每分钱有去处: `
    SELECT s.txn_no AS place, coalesce(p.moved, 0) AS postings, CASE s.direction WHEN '收' THEN s.amount ELSE -s.amount END AS items
    FROM statement_lines s
    LEFT JOIN (SELECT split_part(j.entry_key, ':', 2)::bigint AS line_id, sum(l.debit - l.credit) AS moved ${POSTED}
               WHERE l.account = '专户存款' AND split_part(j.entry_key, ':', 1) IN ('line', 'received', 'money', 'suspense')
               GROUP BY 1) AS p ON p.line_id = s.id`,
  流水去向与待查款: `
    SELECT l.txn_no AS place, coalesce(a.gone, 0) + abs(l.suspense) AS postings, l.amount AS items
    FROM statement_lines l LEFT JOIN (SELECT line_id, sum(amount) AS gone FROM allocations GROUP BY line_id) AS a
      ON a.line_id = l.id`,
  去向撤销不超过原额: `
    SELECT row_id || '/' || part AS place, 0 AS postings, least(open, 0) AS items
    FROM (SELECT a.row_id, a.part, a.amount + coalesce(sum(u.amount), 0) AS open
          FROM allocations a LEFT JOIN allocations u ON u.undoes_row = a.row_id AND u.undoes_part = a.part
          WHERE a.amount > 0 GROUP BY a.row_id, a.part) AS p`,
  缴回到账: `
    SELECT r.business_no AS place, coalesce(s.received, 0) AS postings, r.returned AS items
    FROM recoveries r LEFT JOIN (SELECT target_id, sum(amount) AS received FROM allocations
                                 WHERE target = 'clawback' GROUP BY target_id) AS s ON s.target_id = r.id`,
  拨付出账: `
    SELECT c.business_no AS place, coalesce(s.seen, 0) AS postings, c.seen AS items
    FROM claims c LEFT JOIN (SELECT target_id, sum(amount) AS seen FROM allocations
                             WHERE target = 'payment' GROUP BY target_id) AS s ON s.target_id = c.id`,
  拨付与确认: `
    SELECT c.business_no AS place, coalesce(p.paid, 0) AS postings,
           CASE WHEN c.status IN ('已拨付', '已核销') THEN c.amount ELSE 0 END AS items
    FROM claims c LEFT JOIN (SELECT claim_id, sum(amount) AS paid FROM payouts GROUP BY claim_id) AS p
      ON p.claim_id = c.id`,
  补偿的缴回合计: `
    SELECT c.business_no AS place,
           coalesce(r.asked, 0) || '/' || coalesce(r.recalled, 0) || '/' || coalesce(r.recovered, 0) || '/' || coalesce(r.returned, 0)
             AS postings,
           c.asked || '/' || c.recalled || '/' || c.recovered || '/' || c.returned AS items
    FROM claims c LEFT JOIN (SELECT claim_id, sum(asked) AS asked, sum(asked) FILTER (WHERE recall) AS recalled,
                                    sum(amount) AS recovered, sum(returned) AS returned
                             FROM recoveries WHERE treatment = 'noticed' AND undone_on IS NULL GROUP BY claim_id) AS r
      ON r.claim_id = c.id`,
  状态由事件得出: `
    SELECT i.business_no || ' ' || i.id AS place,
           coalesce((SELECT e.to_status FROM events e WHERE e.item_id = i.id ORDER BY e.id DESC LIMIT 1), i.first) AS postings,
           i.status AS items
    FROM (${STATES}) AS i`,
  事件首尾相接: `
    SELECT e.business_no || ' ' || e.id AS place, e.from_status AS postings,
           coalesce(lag(e.to_status) OVER (PARTITION BY e.item_id ORDER BY e.id), i.first) AS items
    FROM events e JOIN (${STATES}) AS i ON i.id = e.item_id`,
  文件行数: `
    SELECT f.received_on || '/' || f.sender || '/' || f.name AS place, coalesce(r.held, 0) AS postings, f.row_count AS items
    FROM files f LEFT JOIN (SELECT file_id, count(*) AS held FROM file_rows GROUP BY file_id) AS r ON r.file_id = f.id`,
};
