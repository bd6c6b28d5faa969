import type { Sql } from '../../src/db/db.js';
import { brokenInvariants } from '../../src/ledger/journal/invariants.js';
import { rowsOf } from '../support/query.js';

/** What must hold of the books after every file and every run, asked of the tables themselves. */

interface Invariant {
  readonly words: string;
  /** Gives a row for every fault. */
  readonly faults: string;
}

const INVARIANTS: readonly Invariant[] = [
  {
    words: 'debits equal credits in each entry, and an entry has both',
    faults: `SELECT j.entry_key AS fault FROM journal j LEFT JOIN journal_lines l ON l.entry_id = j.id
             GROUP BY j.entry_key HAVING coalesce(sum(l.debit), -1) <> coalesce(sum(l.credit), -2) OR count(*) < 2`,
  },
  {
    words: 'each row of a processed file has exactly one outcome, and its counts add up',
    faults: `SELECT f.name AS fault FROM files f LEFT JOIN file_rows r ON r.file_id = f.id
             GROUP BY f.id HAVING count(r.row_no) <> f.row_count
               OR f.row_count <> f.accepted + f.rejected + f.referred
               OR count(*) FILTER (WHERE r.result = '受理') <> f.accepted
               OR count(*) FILTER (WHERE r.result = '退回') <> f.rejected
               OR count(*) FILTER (WHERE r.result = '待核') <> f.referred`,
  },
  {
    words: 'a rejected row has no number, and a code; an accepted one has a number',
    faults: `SELECT file_id || '/' || row_no AS fault FROM file_rows
             WHERE (result = '退回') <> (business_no = '') OR (result <> '受理' AND cardinality(codes) = 0)`,
  },
  {
    words: 'each accepted statement row is one line of the books',
    faults: `SELECT f.name AS fault FROM files f WHERE f.kind = 'statement' AND f.accepted <>
               (SELECT count(*) FROM statement_lines l WHERE l.id / 1000000000 = f.id)`,
  },
  {
    words: 'every fen of a statement line is settled, booked by its purpose, or in suspense, and once',
    faults: `SELECT l.txn_no AS fault FROM statement_lines l
             WHERE l.amount <> abs(l.suspense) + coalesce((SELECT sum(amount) FROM allocations a WHERE a.line_id = l.id), 0)
               OR l.suspense * CASE l.direction WHEN '收' THEN 1 ELSE -1 END < 0`,
  },
  {
    words: 'a statement line moves the account by its amount, its own difference of balance apart',
    faults: `SELECT l.txn_no AS fault FROM statement_lines l
             JOIN journal j ON j.entry_key IN ('line:' || l.id, 'suspense:' || l.id) OR j.entry_key LIKE 'money:' || l.id || ':%'
             JOIN journal_lines p ON p.entry_id = j.id AND p.account = '专户存款'
             GROUP BY l.id HAVING sum(p.debit - p.credit) <> CASE l.direction WHEN '收' THEN l.amount ELSE -l.amount END`,
  },
  {
    words: 'the account in the books is the last balance of the statement',
    faults: `SELECT 'balance' AS fault FROM journal_lines
             WHERE account = '专户存款' AND EXISTS (SELECT 1 FROM statement_lines)
             HAVING sum(debit) - sum(credit) <> (SELECT balance FROM statement_lines ORDER BY id DESC LIMIT 1)`,
  },
  {
    words: 'what a claim was asked for and has returned is what its notices say',
    faults: `SELECT c.business_no AS fault FROM claims c LEFT JOIN recoveries r ON r.claim_id = c.id
               AND r.treatment = 'noticed' AND r.undone_on IS NULL
             GROUP BY c.id HAVING c.asked <> coalesce(sum(r.asked), 0) OR c.returned <> coalesce(sum(r.returned), 0)
               OR c.asked > coalesce(c.amount, 0)`,
  },
  {
    words: 'a clawback has received what statement lines settled of it, and never more than it asked for',
    faults: `SELECT r.business_no AS fault FROM recoveries r
             LEFT JOIN allocations s ON s.target = 'clawback' AND s.target_id = r.id
             GROUP BY r.id HAVING r.returned <> coalesce(sum(s.amount), 0) OR r.returned > coalesce(r.asked, 0)
               OR (r.treatment = 'noticed' AND r.undone_on IS NULL AND (r.settled_on IS NOT NULL) <> (r.returned = r.asked))`,
  },
  {
    words:
      'a claim is paid once: what lines show of its payment is what is kept, and never more than its amount',
    faults: `SELECT c.business_no AS fault FROM claims c
             LEFT JOIN allocations a ON a.target = 'payment' AND a.target_id = c.id
             GROUP BY c.id HAVING c.seen <> coalesce(sum(a.amount), 0) OR c.seen > coalesce(c.amount, 0)
               OR (c.credited_on IS NOT NULL) <> (c.seen > 0 AND c.seen = c.amount)`,
  },
  {
    words: 'a run recommends no more than is available',
    faults: `SELECT business_no AS fault FROM opinions WHERE opinion = '建议补偿' AND amount > available`,
  },
  {
    words: 'recommended, payable and spent compensation are the claims in those states',
    faults: `SELECT 'compensation' AS fault FROM journal_lines
             HAVING coalesce(sum(credit - debit) FILTER (WHERE account = '拟付补偿'), 0)
                 <> (SELECT coalesce(sum(amount), 0) FROM claims WHERE status = '建议补偿')
               OR coalesce(sum(debit - credit) FILTER (WHERE account = '补偿支出'), 0)
                 <> (SELECT coalesce(sum(amount), 0) FROM claims WHERE status IN ('建议补偿', '已拨付', '已核销'))
               OR coalesce(sum(credit - debit) FILTER (WHERE account = '应付补偿'), 0)
                 <> (SELECT coalesce(sum(amount - seen), 0) FROM claims WHERE status IN ('已拨付', '已核销'))`,
  },
  {
    words: 'the net of a bank and scheme is in its postings',
    faults: `SELECT bank || '/' || scheme AS fault FROM (
               SELECT bank, scheme, sum(amount) FILTER (WHERE status IN ('建议补偿', '已拨付', '已核销')) AS paid,
                      sum(returned) AS returned, 0 AS posted FROM claims GROUP BY bank, scheme
               UNION ALL
               SELECT j.bank, j.scheme, 0, 0, sum(l.debit - l.credit) FROM journal j JOIN journal_lines l ON l.entry_id = j.id
               WHERE l.account IN ('补偿支出', '追偿返还') GROUP BY j.bank, j.scheme) AS sides
             GROUP BY bank, scheme HAVING coalesce(sum(paid), 0) - sum(returned) <> sum(posted)`,
  },
  {
    words: 'the open amount of a clawback is in its postings',
    faults: `SELECT r.business_no AS fault FROM (SELECT DISTINCT business_no FROM recoveries WHERE treatment = 'noticed') AS r
             LEFT JOIN journal j ON j.business_no = r.business_no
             LEFT JOIN journal_lines l ON l.entry_id = j.id AND l.account = '应收追偿返还'
             GROUP BY r.business_no
             HAVING coalesce(sum(l.debit - l.credit), 0)
               <> (SELECT coalesce(sum(o.asked - o.returned), 0) FROM recoveries o
                   WHERE o.business_no = r.business_no AND o.treatment = 'noticed' AND o.undone_on IS NULL)`,
  },
];

/** Every fault of the books, each named by what does not hold. */
export async function faultsOf(sql: Sql): Promise<string[]> {
  const found: string[] = [];
  for (const { words, faults } of INVARIANTS) {
    const rows = await rowsOf<{ fault: string }>(sql, faults);
    found.push(...rows.map(({ fault }) => `${words}: ${fault}`));
  }
  // The program's own watch over itself must find nothing either.
  const own = await brokenInvariants(sql);
  return [
    ...found,
    ...own.map(({ what, where, postings, items }) => `${what} ${where}: ${postings} / ${items}`),
  ];
}
