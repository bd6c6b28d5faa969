import { join } from 'node:path';
import { afterAll } from 'vitest';
import { loadConfiguration } from '../../src/io/config/load.js';
import { openDb } from '../../src/ledger/open.js';
import { openBooks } from '../../src/ledger/records/books.js';
import type { Workplace } from '../../src/pipeline.js';
import { temporaryFolder } from './files.js';

/** Fresh books in memory with their own output folder, opened with the shipped configuration (or that of `config`). */
export async function freshPlace(config?: string): Promise<Workplace> {
  const out = await temporaryFolder();
  const configuration = await loadConfiguration(config);
  const db = await openDb({ kind: 'memory' });
  afterAll(() => db.close());
  await openBooks(db, configuration);
  return { db, configuration, out, archive: join(out, 'archive') };
}
