import { expect, test } from 'vitest';
import { isDatabaseAway } from '../../src/db/db.js';
import { openDb } from '../../src/ledger/open.js';
import { freshDatabase } from '../support/database.js';
import { freePort } from '../support/programs.js';

const caught = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

test('a connection lost inside a transaction is an operating error, and the next transaction has a new one', async () => {
  const db = await openDb({ kind: 'postgres', url: await freshDatabase() });
  await db.execute('CREATE TABLE t (id int8)');
  const lost = db.transaction(async (tx) => {
    await tx.query('INSERT INTO t VALUES ($1)', [1]);
    await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
  });
  expect(isDatabaseAway(await caught(lost))).toBe(true);
  await db.transaction((tx) => tx.query('INSERT INTO t VALUES ($1)', [2]));
  expect(await db.query('SELECT id FROM t')).toEqual([{ id: 2n }]);
  await db.close();
});

test('no server is an operating error; a wrong statement is not', async () => {
  const nowhere = `postgres://riskpool@127.0.0.1:${await freePort()}/postgres`;
  expect(isDatabaseAway(await caught(openDb({ kind: 'postgres', url: nowhere })))).toBe(true);

  const db = await openDb({ kind: 'postgres', url: await freshDatabase() });
  const wrong = await caught(db.query('SELECT nonsense'));
  expect(wrong).toBeInstanceOf(Error);
  expect(isDatabaseAway(wrong)).toBe(false);
  await db.close();
});
