import type { Db, Sql } from '../../db/db.js';
import { type IsoDate, isDate } from '../../domain/dates.js';

/**
 * The books as they stood at the end of a day (截至某日): under the tables' own names stand views of what had come by then,
 * in the state that later events found. A temporary view hides the table of its name, so every query reads the past
 * without knowing it; a view has only the columns that reports ask for, any other is an error. One snapshot for all.
 * @throws what `work` throws
 */
export async function booksAt<T>(db: Db, on: IsoDate, work: (past: Sql) => Promise<T>): Promise<T> {
  if (!isDate(on)) throw new Error(`no day: ${on}`);
  return db.transaction(async (tx) => {
    await tx.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    // An inner name means the table, or the view of it that stands already: the order matters.
    for (const [name, query] of VIEWS)
      await tx.execute(`CREATE TEMPORARY VIEW ${name} AS ${query.replaceAll('$ON', `'${on}'::date`)}`);
    const done = await work(tx);
    await tx.execute(`DROP VIEW ${VIEWS.map(([name]) => `pg_temp.${name}`).join(', ')} CASCADE`);
    return done;
  });
}

/** State of an item before the first event after the day; none where nothing happened since. */
const laterState = (kind: string): string => `
  (SELECT item_id, (array_agg(from_status ORDER BY id))[1] AS status FROM events
   WHERE kind = '${kind}' AND happened_on > $ON GROUP BY item_id)`;

/** Value of a thing (项目) before the first event after the day that changed it. */
const laterChange = (kind: string, item: string, cause = ''): string => `
  (SELECT DISTINCT ON (e.item_id) e.item_id, e.source_id, c.change->>'from' AS before
   FROM events e CROSS JOIN LATERAL jsonb_array_elements(e.changes) AS c(change)
   WHERE e.kind = '${kind}' AND e.happened_on > $ON AND c.change->>'item' = '${item}'${cause}
   ORDER BY e.item_id, e.id)`;
const byDecision = ` AND e.cause = 'decision'`;

/** Yuan as an event tells them, in fen; empty text is none. */
const fen = (yuan: string): string => `(nullif(${yuan}, '')::numeric * 100)::bigint`;

const FILINGS = `
  SELECT f.id, f.business_no, f.bank, f.scheme, f.iou_no, coalesce(n.before, f.enterprise_name) AS enterprise_name, f.loan_type, f.received_on, f.qualification,
         f.enterprise_size, f.disbursed_on, coalesce(s.status, f.status) COLLATE "C" AS status,
         coalesce(u.before, f.uscc) COLLATE "C" AS uscc,
         CASE WHEN p.item_id IS NULL THEN f.principal_fen ELSE ${fen('p.before')} END AS principal_fen
  FROM filings f
  LEFT JOIN ${laterState('filing')} AS s ON s.item_id = f.id
  LEFT JOIN ${laterChange('filing', '贷款本金')} AS p ON p.item_id = f.id
  LEFT JOIN ${laterChange('filing', '企业名称')} AS n ON n.item_id = f.id
  LEFT JOIN ${laterChange('filing', '统一社会信用代码')} AS u ON u.item_id = f.id
  WHERE f.received_on <= $ON`;

const RECOVERIES = `
  SELECT r.id, r.business_no, r.bank, r.scheme, r.iou_no, r.recall, r.claim_id, r.received_on, r.amount, r.principal_part,
         CASE WHEN r.noticed_on > $ON THEN 'kept' ELSE r.treatment END AS treatment,
         CASE WHEN r.noticed_on <= $ON THEN r.noticed_on END AS noticed_on, r.asked, r.due_on, r.notice_late,
         coalesce(a.returned, 0)::bigint AS returned, CASE WHEN r.undone_on <= $ON THEN r.undone_on END AS undone_on
  FROM recoveries r
  LEFT JOIN (SELECT target_id, sum(amount) AS returned FROM allocations WHERE target = 'clawback' GROUP BY target_id) AS a
    ON a.target_id = r.id
  WHERE r.received_on <= $ON`;

const OFF = 'coalesce(sum(coalesce(r.principal_part, r.amount)), 0)::bigint';
/** What recoveries that stand have taken off a claim's base by the end of the day, and before a row that came later. */
const LOWERED = `(SELECT ${OFF} FROM recoveries r WHERE r.claim_id = c.id AND r.treatment = 'lowered' AND r.undone_on IS NULL)`;
const loweredBefore = (row: string): string => `
  (SELECT ${OFF} FROM all_recoveries r WHERE r.claim_id = c.id AND r.treatment = 'lowered' AND r.id < ${row}
     AND (r.undone_by IS NULL OR r.undone_by > ${row}))`;

/**
 * The base is the full one less what recoveries took off it; the full one and the ratio change by decisions (审核决定) alone.
 * The amount is what the next decision found, where nothing was taken off between, else base × ratio, half-up.
 */
const CLAIMS = `
  SELECT x.*, CASE WHEN x.amount_before IS NOT NULL AND x.lowered = x.lowered_before THEN ${fen('x.amount_before')}
                   ELSE div(x.base::numeric * x.ratio_num * 2 + x.ratio_den, x.ratio_den * 2)::bigint END AS amount
  FROM (
    SELECT c.id, c.business_no, c.bank, c.scheme, c.iou_no, c.filing_id, c.received_on, c.classified_on, c.document_no,
           coalesce(s.status, c.status) COLLATE "C" AS status, p.paid_on, l.lowered, l.lowered_before,
           CASE WHEN l.full_base > l.lowered THEN l.full_base - l.lowered WHEN l.full_base IS NOT NULL THEN 0 END AS base,
           CASE WHEN q.item_id IS NULL THEN c.ratio_num
                ELSE (nullif(rtrim(q.before, '%'), '')::numeric * 100)::bigint END AS ratio_num,
           CASE WHEN q.item_id IS NULL THEN c.ratio_den ELSE 10000 END AS ratio_den, a.before AS amount_before,
           coalesce(n.recovered, 0)::bigint AS recovered, coalesce(n.asked, 0)::bigint AS asked,
           coalesce(n.returned, 0)::bigint AS returned
    FROM claims c
    LEFT JOIN ${laterState('claim')} AS s ON s.item_id = c.id
    LEFT JOIN ${laterChange('claim', '不良本金余额', byDecision)} AS b ON b.item_id = c.id
    LEFT JOIN ${laterChange('claim', '补偿比例', byDecision)} AS q ON q.item_id = c.id
    LEFT JOIN ${laterChange('claim', '补偿金额', byDecision)} AS a ON a.item_id = c.id
    CROSS JOIN LATERAL (SELECT ${LOWERED} AS lowered, ${loweredBefore('a.source_id')} AS lowered_before,
                               CASE WHEN b.item_id IS NULL THEN c.full_base
                                    ELSE ${fen('b.before')} + ${loweredBefore('b.source_id')} END AS full_base) AS l
    LEFT JOIN (SELECT claim_id, sum(amount) AS recovered, sum(asked) AS asked, sum(returned) AS returned FROM recoveries
               WHERE treatment = 'noticed' AND undone_on IS NULL GROUP BY claim_id) AS n ON n.claim_id = c.id
    LEFT JOIN (SELECT DISTINCT ON (claim_id) claim_id, CASE WHEN NOT taken_back THEN happened_on END AS paid_on
               FROM payouts ORDER BY claim_id, id DESC) AS p ON p.claim_id = c.id
    WHERE c.received_on <= $ON
  ) AS x`;

const LINES = `
  SELECT l.id, l.txn_no, l.booked_on, l.received_on, l.file_name, l.direction, l.amount, l.counterparty, l.business_no,
         l.purpose, l.balance, l.fee_year,
         (CASE WHEN l.direction = '收' THEN 1 ELSE -1 END * (l.amount - coalesce(a.gone, 0)))::bigint AS suspense
  FROM statement_lines l
  LEFT JOIN (SELECT line_id, sum(amount) AS gone FROM allocations GROUP BY line_id) AS a ON a.line_id = l.id
  WHERE l.received_on <= $ON`;

const upTo = (table: string, day: string): [string, string] => [
  table,
  `SELECT * FROM ${table} WHERE ${day} <= $ON`,
];

const VIEWS: readonly (readonly [string, string])[] = [
  ['all_recoveries', 'SELECT * FROM recoveries'],
  upTo('allocations', 'happened_on'),
  upTo('payouts', 'happened_on'),
  upTo('corrections', 'received_on'),
  upTo('standings', 'received_on'),
  upTo('matchings', 'received_on'),
  upTo('bank_state_changes', 'run_on'),
  [
    'bank_states',
    'SELECT DISTINCT ON (bank, scheme) bank, scheme, state FROM bank_state_changes ORDER BY bank, scheme, run_on DESC',
  ],
  [
    'journal_lines',
    'SELECT l.* FROM journal_lines l JOIN journal j ON j.id = l.entry_id WHERE j.posted_on <= $ON',
  ],
  ['recoveries', RECOVERIES],
  ['claims', CLAIMS],
  ['filings', FILINGS],
  [
    'writeoffs',
    `SELECT w.id, w.business_no, w.bank, w.scheme, w.iou_no, w.claim_id, w.received_on, w.amount,
            coalesce(s.status, w.status) COLLATE "C" AS status, CASE WHEN w.confirmed_on <= $ON THEN w.confirmed_on END AS confirmed_on
     FROM writeoffs w LEFT JOIN ${laterState('writeoff')} AS s ON s.item_id = w.id WHERE w.received_on <= $ON`,
  ],
  ['statement_lines', LINES],
  ['exceptions', 'SELECT e.* FROM exceptions e JOIN statement_lines l ON l.id = e.line_id'],
  upTo('events', 'happened_on'),
];
