import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SessionLock } from '../../src/db/session-lock.js';
import { openDb } from '../../src/ledger/open.js';
import { lockInbox, SecondWatcherError } from '../../src/services/watcher-lock.js';
import { freshDatabase } from '../support/database.js';
import { temporaryFolder } from '../support/files.js';
import { withClient } from '../support/postgres-server.js';
import { rowsOf } from '../support/query.js';

test('a second watcher on an inbox of this machine is refused until the first has ended', async () => {
  const inbox = await temporaryFolder();
  const db = await openDb({ kind: 'memory' });
  const first = await lockInbox(inbox, db, undefined);
  await expect(lockInbox(inbox, db, undefined)).rejects.toThrow(SecondWatcherError);
  await first.release();
  await (await lockInbox(inbox, db, undefined)).release();
  await db.close();
});

test('one on another machine that shares the books is refused by the database', async () => {
  const url = await freshDatabase();
  const db = await openDb({ kind: 'postgres', url });
  const inbox = join(await temporaryFolder(), 'inbox');
  mkdirSync(inbox);
  const first = await lockInbox(inbox, db, url);
  // The lock of this machine is by the folder itself: with another folder of the same number only the database knows.
  const [held] = await rowsOf<{ key: string }>(
    db,
    `SELECT ((classid::bigint << 32) | objid::bigint)::text AS key FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  const other = new SessionLock(url, BigInt(held?.key ?? 0));
  expect(await other.hold()).toBe(false);
  await withClient(url, (client) =>
    client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'riskpool-lock'`,
    ),
  );
  await expect.poll(() => other.hold()).toBe(true);
  await expect(first.check()).rejects.toThrow(SecondWatcherError);
  await other.release();
  await expect.poll(() => first.check().then(() => 'ours')).toBe('ours');
  await first.release();
  rmSync(inbox, { recursive: true });
  await db.close();
});
