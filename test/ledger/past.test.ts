import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, bigint, date, maybe, text } from '../../src/db/column.js';
import type { Sql } from '../../src/db/db.js';
import type { IsoDate } from '../../src/domain/dates.js';
import { booksAt } from '../../src/ledger/views/past.js';
import { replay, type Workplace } from '../../src/pipeline.js';
import type { Before } from '../../src/publish/report/make.js';
import { figuresBefore } from '../../src/publish/report/make.js';
import { fromRoot, openReplay, SAMPLES, SILENT } from '../replay/replays.js';
import { temporaryFolder } from '../support/files.js';

/** Books of today looked at as of a day say what the books of that day said: kept as they went by, and asked afterwards. */

const DAYS: readonly IsoDate[] = [
  '2026-02-11', // between a confirmation and its correction
  '2026-03-31', // after a run
  '2026-08-11', // a confirmation taken back
  '2026-08-27', // corrected, not yet matched
  '2026-09-30',
];

let place: Workplace;
const then = new Map<IsoDate, string>();
beforeAll(async () => {
  place = await openReplay(SAMPLES.config, await temporaryFolder());
  for (const day of DAYS) {
    await replay(place, fromRoot(SAMPLES.inbox), day, SILENT);
    then.set(day, plain({ tables: await tables(place.db, day), rows: await rows(place.db) }));
  }
}, 180_000);
afterAll(() => place.db.close());

test.each(DAYS)('%s', async (day) => {
  const now = await booksAt(place.db, day, async (past) => ({
    tables: await tables(past, day),
    rows: await rows(past),
  }));
  expect(plain(now)).toBe(then.get(day));
});

test('nothing is left of a look back', async () => {
  const all = () =>
    place.db.query("SELECT relname FROM pg_class WHERE relname IN ('claims', 'filings', 'events')");
  expect(await all()).toHaveLength(3);
  await expect(booksAt(place.db, '2026-03-31', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await all()).toHaveLength(3);
});

const tables = (db: Sql, on: IsoDate): Promise<Before> =>
  figuresBefore({
    db,
    scope: { kind: 'annual', from: `${on.slice(0, 4)}-01-01`, on },
    fund: place.configuration.reference.fund,
    feeLimit: () => undefined,
  });

const ITEM = { businessNo: text, status: text };
const rows = async (sql: Sql) => ({
  filings: await ask(
    sql,
    { ...ITEM, uscc: text, principalFen: maybe(bigint) },
    'SELECT business_no, status, uscc, principal_fen FROM filings ORDER BY id',
  ),
  claims: await ask(
    sql,
    {
      ...ITEM,
      base: maybe(bigint),
      amount: maybe(bigint),
      paidOn: maybe(date),
      asked: bigint,
      returned: bigint,
    },
    'SELECT business_no, status, base, amount, paid_on, asked, returned FROM claims ORDER BY id',
  ),
  recoveries: await ask(
    sql,
    { businessNo: text, returned: bigint, undoneOn: maybe(date) },
    'SELECT business_no, returned, undone_on FROM recoveries ORDER BY id',
  ),
  writeoffs: await ask(sql, ITEM, 'SELECT business_no, status FROM writeoffs ORDER BY id'),
  lines: await ask(
    sql,
    { txnNo: text, suspense: bigint },
    'SELECT txn_no, suspense FROM statement_lines ORDER BY id',
  ),
});

const plain = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? `${v}` : v), 1);
