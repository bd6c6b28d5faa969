import { beforeAll, expect, test } from 'vitest';
import { ask, text } from '../../src/db/column.js';
import type { Db } from '../../src/db/db.js';
import { listPage } from '../../src/ledger/console/list-page.js';
import { FILINGS } from '../../src/ledger/console/lists/register-sources.js';
import { openConsoleTables } from '../../src/ledger/console/open.js';
import type { ListFilter } from '../../src/ledger/console/page.js';
import { freshPlace } from '../support/place.js';

/** However many rows there are and whatever is asked for, a page is what looking at every row would give. */

/** Half of them begin with LN0, and are the oldest: no page that begins with the newest comes upon them. */
const ROWS = 21_000;

let db: Db;
beforeAll(async () => {
  db = (await freshPlace()).db;
  await openConsoleTables(db);
  await db.execute(`
    INSERT INTO files (id, received_on, sender, name, stem, kind, sha256, bytes, encoding, status, row_count, accepted,
                       rejected, referred, config_hash)
    SELECT i, '2026-01-01'::date + i, 'B1', 'filing-' || i || '.csv', 'filing-' || i, 'filing', i::text, 1, 'UTF-8',
           'processed', 1, 1, 0, 0, 'x' FROM generate_series(1, 2) AS i;
    INSERT INTO filings (id, business_no, bank, scheme, iou_no, enterprise_name, uscc, loan_type, currency, principal,
                         principal_fen, disbursed_on, matures_on, qualified, first_loan, received_on, file_name, row_no,
                         referred, codes, messages, status, filed_name, filed_uscc, filed_principal, filed_matures_on)
    SELECT (1 + n / 10500)::int8 * 1000000000 + n % 10500 + 2, 'F-' || b || '-XW-' || iou, b, 'XW', iou, name, 'U' || n, '信用',
           'CNY', n, (n * 7919) % 21001, '2025-01-01'::date + n / 1000, '2026-01-01'::date + n / 1000, false, false,
           '2026-01-02'::date + n / 10500, 'filing.csv', n % 10500 + 2, false, '{}', '{}', '受理', name, 'U' || n, n,
           '2026-01-01'::date
    FROM (SELECT n, 'B' || n % 3 AS b, CASE WHEN n < 10500 THEN 'LN0' ELSE 'LN1' END || lpad(n::text, 6, '0') AS iou,
                 CASE WHEN n % 7000 = 3 THEN '北京孤例公司' ELSE '北京某某公司' END AS name
          FROM generate_series(0, ${ROWS - 1}) AS n) AS f;
    ANALYZE filings`);
}, 60_000);

/** Looks at every row. */
async function all(filter: ListFilter, condition: string, order: string): Promise<string[]> {
  const { bank, limit } = filter;
  const rows = await ask(
    db,
    { no: text },
    `SELECT business_no AS no FROM filings
     WHERE (${condition}) AND ($1::text IS NULL OR bank = $1) ORDER BY ${order} LIMIT $2::int8`,
    [bank ?? null, limit + 1],
  );
  return rows.map(({ no }) => no);
}

const filter: ListFilter = { status: [], sort: 'received_on', descending: true, limit: 50 };

test.each<[string, Partial<ListFilter>, string, string]>([
  ['the oldest half by how it begins', { q: 'LN0' }, "iou_no LIKE 'LN0%'", 'id DESC'],
  ['it in another order', { q: 'LN0', sort: 'matures_on' }, "iou_no LIKE 'LN0%'", 'matures_on DESC, id DESC'],
  [
    'it of one bank',
    { q: 'LN0', sort: 'principal', bank: 'B1' },
    "iou_no LIKE 'LN0%'",
    'principal_fen DESC, id DESC',
  ],
  ['a bank’s numbers', { q: 'F-B2-XW-', sort: 'disbursed_on' }, "bank = 'B2'", 'disbursed_on DESC, id DESC'],
  [
    'a rare name',
    { q: '孤例', sort: 'business_no' },
    "enterprise_name LIKE '%孤例%'",
    'business_no DESC, id DESC',
  ],
  ['a name that all have', { q: '公司', descending: false }, 'true', 'id'],
  ['a span of days', { q: 'LN0', from: '2026-01-03' }, 'false', 'id'],
  ['what is nowhere', { q: '无此企业' }, 'false', 'id'],
])('%s', async (_, asked, condition, order) => {
  const whole = { ...filter, ...asked };
  const expected = await all(whole, condition, order);
  const page = await listPage(db, FILINGS, 'all', whole);
  expect(page.map((row) => row['business_no'])).toEqual(expected);
  if (expected.length <= whole.limit) return;
  // The page after it goes on where it ended.
  const last = page[whole.limit - 1];
  const next = await listPage(db, FILINGS, 'all', { ...whole, after: [last?._key ?? '', last?._id ?? ''] });
  expect(next[0]?.['business_no']).toBe(expected[whole.limit]);
});
