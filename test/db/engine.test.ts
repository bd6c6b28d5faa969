import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Db, type Sql, SqlError, type SqlValue, TransactionAbortedError } from '../../src/db/db.js';
import { TransactionMisuseError } from '../../src/db/transaction-scope.js';
import { rowsOf } from '../support/query.js';
import { ENGINES } from './engines.js';

const AWKWARD = [
  '制表\t符',
  '换\n行',
  '回\r车',
  'back\\slash',
  '\\N',
  '\\.',
  '',
  'NULL',
  '"',
  ' 　',
  '𠮷',
  "a'b",
  '{,}',
];

describe.each(ENGINES)('$engine', ({ engine, open }) => {
  let db: Db;

  beforeAll(async () => {
    db = await open();
    await db.execute(
      'CREATE TABLE t (id int8 PRIMARY KEY, a text COLLATE "C", tags text[], ok boolean, n numeric)',
    );
  });
  beforeEach(() => db.execute('TRUNCATE t'));
  afterAll(() => db.close());

  const one = async (text: string, params: readonly SqlValue[] = []): Promise<unknown> => {
    const rows = await rowsOf<{ v: unknown }>(db, `SELECT ${text} AS v`, params);
    return rows[0]?.v;
  };
  const ids = async (sql: Sql = db): Promise<bigint[]> =>
    (await rowsOf<{ id: bigint }>(sql, 'SELECT id FROM t ORDER BY id')).map((row) => row.id);

  test('says which engine it is', () => {
    expect(db.engine).toBe(engine);
  });

  test.each<[string, unknown]>([
    ["'9007199254740993'::int8", 9007199254740993n],
    ['1::int8', 1n],
    ['2::int4', 2],
    ['3::int2', 3],
    ['1.5::float8', 1.5],
    ["'1234567890.1200'::numeric", '1234567890.1200'],
    ["'2026-01-01'::date", '2026-01-01'],
    ["'2026-01-01T00:00:00Z'::timestamptz", '2026-01-01 08:00:00+08'],
    ['true', true],
    ['NULL::text', null],
    [`'{a,"b,\\"c\\"",NULL,"NULL",""}'::text[]`, ['a', 'b,"c"', null, 'NULL', '']],
    ["'{}'::text[]", []],
    ["'{9007199254740993,2}'::int8[]", [9007199254740993n, 2n]],
    ["'{1,2}'::int4[]", [1, 2]],
    ["'{2026-01-01}'::date[]", ['2026-01-01']],
    [`'{"a":[1,"二"]}'::jsonb`, { a: [1, '二'] }],
    ["'\\x00ff10'::bytea", new Uint8Array([0, 255, 16])],
  ])('%s comes back as the value it is', async (text, expected) => {
    expect(await one(text)).toStrictEqual(expected);
  });

  test.each<[string, SqlValue]>([
    ['text', '汉字 \\ " \' \n'],
    ['int8', 9223372036854775807n],
    ['int4', -5],
    ['float8', 0.1],
    ['boolean', false],
    ['text', null],
    ['text[]', AWKWARD],
    ['int8[]', [1n, -9223372036854775808n]],
    ['int4[]', [1, 2]],
    ['text[]', []],
    ['bytea', new Uint8Array([0, 1, 254, 92])],
    ['date', '2024-02-29'],
    ['numeric', '0.10'],
  ])('a parameter of type %s comes back as it went: %o', async (type, value) => {
    expect(await one(`$1::${type}`, [value])).toStrictEqual(value);
    const again = await one(`$1::${type}`, [value]);
    expect(again).toStrictEqual(value);
  });

  test('NaN is no number to store', async () => {
    await expect(one('$1::numeric', [Number.NaN])).rejects.toThrow(RangeError);
  });

  test('COPY brings every character and NULL through', async () => {
    const rows = [...AWKWARD, null].map((a, i) => [BigInt(i), a, AWKWARD, i % 2 === 0, `${i}.50`]);
    await db.copyIn('t', ['id', 'a', 'tags', 'ok', 'n'], rows);
    const back = await rowsOf<Record<string, unknown>>(db, 'SELECT * FROM t ORDER BY id');
    expect(back.map((row) => [row['id'], row['a'], row['tags'], row['ok'], row['n']])).toStrictEqual(rows);
  });

  test('COPY of no rows is no error', async () => {
    await db.copyIn('t', ['id'], []);
    expect(await ids()).toEqual([]);
  });

  test('a COPY that fails late writes nothing and leaves the connection usable', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [BigInt(i === 19_999 ? 0 : i), '字'.repeat(20)]);
    await expect(db.copyIn('t', ['id', 'a'], rows)).rejects.toMatchObject({
      code: '23505',
      constraint: 't_pkey',
    });
    await expect(db.copyIn('t', ['id', 'n'], [[1n, 'x'], ...rows.slice(0, 9000)])).rejects.toThrow(SqlError);
    expect(await ids()).toEqual([]);
  });

  test('text sorts by code point', async () => {
    await db.copyIn(
      't',
      ['id', 'a'],
      ['b', 'a', 'B', '_', '中', 'é', '𠮷', '\uffee'].map((a, i) => [i, a]),
    );
    const rows = await rowsOf<{ a: string }>(db, 'SELECT a FROM t ORDER BY a');
    expect(rows.map((row) => row.a)).toEqual(['B', '_', 'a', 'b', 'é', '中', '\uffee', '𠮷']);
  });

  test('one query is one statement, execute takes several', async () => {
    await expect(db.query('SELECT 1; SELECT 2')).rejects.toMatchObject({ code: '42601' });
    await db.execute('INSERT INTO t (id) VALUES (1); INSERT INTO t (id) VALUES (2)');
    expect(await ids()).toEqual([1n, 2n]);
  });

  test('errors carry the code, the constraint and the statement', async () => {
    await db.query('INSERT INTO t (id) VALUES ($1)', [1]);
    const again = db.query('INSERT INTO t (id) VALUES ($1)', [1]);
    await expect(again).rejects.toBeInstanceOf(SqlError);
    await expect(again).rejects.toMatchObject({ code: '23505', constraint: 't_pkey' });
    await expect(again).rejects.toThrow(/\(id\)=\(1\).*INSERT INTO t/);
  });

  test('the same text works after its table changed', async () => {
    await db.execute('CREATE TABLE changing (a text)');
    const read = (): Promise<unknown[]> => db.query('SELECT * FROM changing WHERE a = $1', ['x']);
    expect(await read()).toEqual([]);
    await db.execute("ALTER TABLE changing ADD b int4 DEFAULT 7; INSERT INTO changing VALUES ('x')");
    expect(await read()).toEqual([{ a: 'x', b: 7 }]);
  });

  describe('transaction', () => {
    const insert = (sql: Sql, id: number): Promise<unknown> =>
      sql.query('INSERT INTO t (id) VALUES ($1)', [id]);

    test('commits what it did and returns what work returned', async () => {
      const seen = await db.transaction(async (tx) => {
        await insert(tx, 1);
        await tx.copyIn('t', ['id'], [[2n]]);
        return ids(tx);
      });
      expect(seen).toEqual([1n, 2n]);
      expect(await ids()).toEqual([1n, 2n]);
    });

    test('undoes everything when work throws', async () => {
      const work = db.transaction(async (tx) => {
        await insert(tx, 1);
        await tx.copyIn('t', ['id'], [[2n]]);
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      expect(await ids()).toEqual([]);
    });

    test('does not pass over a failed statement', async () => {
      const work = db.transaction(async (tx) => {
        await insert(tx, 1);
        await insert(tx, 1).catch(() => {});
      });
      await expect(work).rejects.toBeInstanceOf(TransactionAbortedError);
      expect(await ids()).toEqual([]);
    });

    test('nobody sees half of it', async () => {
      let outside: Promise<bigint[]> = Promise.resolve([]);
      const started = new Promise<void>((resolve) => {
        outside = db.transaction(async (tx) => {
          await insert(tx, 1);
          resolve();
          await new Promise((wake) => setTimeout(wake, 50));
          await insert(tx, 2);
          return [];
        });
      });
      await started;
      const seen = await ids();
      await outside;
      expect(seen).toEqual(engine === 'pglite' ? [1n, 2n] : []);
      expect(await ids()).toEqual([1n, 2n]);
    });

    test('many at once keep apart', async () => {
      const turns = Array.from({ length: 20 }, (_, i) =>
        db.transaction(async (tx) => {
          await Promise.all([insert(tx, i), insert(tx, 100 + i)]);
          if (i % 2 === 1) throw new Error('odd');
        }),
      );
      await Promise.allSettled(turns);
      expect(await ids()).toEqual(
        [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]
          .flatMap((i) => [i, 100 + i])
          .sort((a, b) => a - b)
          .map(BigInt),
      );
    });

    test('the database inside its own transaction is refused, and a transaction after its end', async () => {
      await expect(db.transaction(() => ids(db))).rejects.toBeInstanceOf(TransactionMisuseError);
      await expect(db.transaction(() => db.transaction(async () => {}))).rejects.toBeInstanceOf(
        TransactionMisuseError,
      );
      const kept = await db.transaction(async (tx) => ({ tx }));
      await expect(ids(kept.tx)).rejects.toBeInstanceOf(TransactionMisuseError);
    });
  });

  test('long work leaves timers their turn', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 10);
    await db.transaction(async (tx) => {
      for (const end = performance.now() + 400; performance.now() < end; )
        await tx.query('SELECT $1::int4', [1]);
    });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(3);
  });
});
