import type { Db } from '../../src/db/db.js';
import { openDb } from '../../src/ledger/open.js';
import { freshDatabase } from '../support/database.js';

/** The engines every suite on the ledger runs on. */
export const ENGINES: readonly { readonly engine: Db['engine']; readonly open: () => Promise<Db> }[] = [
  { engine: 'pglite', open: () => openDb({ kind: 'memory' }) },
  { engine: 'postgres', open: async () => openDb({ kind: 'postgres', url: await freshDatabase() }) },
];
