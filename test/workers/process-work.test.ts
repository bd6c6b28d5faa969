import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { archivePath } from '../../src/io/archive.js';
import { loadConfiguration } from '../../src/io/config/load.js';
import { openDb } from '../../src/ledger/open.js';
import { openBooks } from '../../src/ledger/records/books.js';
import { keepWorkConfiguration } from '../../src/ledger/work/service-facts.js';
import { LiveInbox } from '../../src/watch/look-live.js';
import { processWork, type WorkContext } from '../../src/workers/process-work.js';
import { put, temporaryFolder } from '../support/files.js';

test('a file that cannot be worked on is given up with its reason, and the one behind it goes on', async () => {
  const root = await temporaryFolder();
  const db = await openDb({ kind: 'memory' });
  const configuration = await loadConfiguration(undefined);
  const place = { db, configuration, out: join(root, 'out'), archive: join(root, 'archive') };
  await openBooks(db, configuration);
  await keepWorkConfiguration(db, configuration.reference.hash);
  await put(join(root, 'inbox'), 'BOB/claim-1.csv', 'first');
  await put(join(root, 'inbox'), 'BOB/claim-2.csv', 'second');
  await new LiveInbox(place, join(root, 'inbox')).look(Date.now() + 120_000);
  const damaged = archivePath(place.archive, createHash('sha256').update('first').digest('hex'));
  await rm(damaged);
  await writeFile(damaged, 'changed');
  const noted: string[] = [];
  const context: WorkContext = {
    place,
    name: 'test',
    stopping: () => false,
    observer: {
      stage: (_, __, run) => run(),
      taken: async () => {},
      failed: () => noted.push('failed'),
      gaveUp: () => noted.push('gave up'),
      away: () => {},
    },
  };
  const results = [];
  for (let i = 0; i < 3; i++) results.push(await processWork(context, 1n));
  expect(results).toEqual([{ again: 400 }, { again: 800 }, 'done']);
  expect(noted).toEqual(['failed', 'failed', 'failed', 'gave up']);
  expect(await processWork(context, 2n)).toBe('done');
  expect(await db.query('SELECT state, reason FROM work ORDER BY id')).toEqual([
    { state: 'failed', reason: '存档文件与收取时的SHA-256不符' },
    { state: 'published', reason: null },
  ]);
  await db.close();
});
