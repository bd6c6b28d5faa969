import { openDirectory, openInMemory } from './engine-pglite.js';
import { openPostgres } from './engine-postgres.js';
import { migrate } from './migrate.js';
import type { Db } from './sql.js';
import { ensureTemplate } from './template.js';

export { BooksInUseError } from './embedded-lock.js';
export { SchemaChangedError, SchemaTooNewError } from './migrate.js';
export type { CopyValue, Db, Sql, SqlValue } from './sql.js';
export { isDatabaseAway, SqlError, TransactionAbortedError } from './sql-error.js';

export type Where =
  | { readonly kind: 'memory' }
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/**
 * Opens the books where they are kept and brings them to this program's schema.
 *
 * Text is to sort by code point on both engines, and a database's own collation differs from server to server: every
 * text column of the schema that is compared or ordered says COLLATE "C". SQL is written for PostgreSQL 15; PGlite is 18.
 * A PGlite directory survives kill -9 but is never fsynced: against power loss, keep the books in PostgreSQL.
 */
export async function openDb(where: Where): Promise<Db> {
  const db = await open(where);
  try {
    await migrate(db);
  } catch (error) {
    await db.close();
    throw error;
  }
  return db;
}

function open(where: Where): Promise<Db> {
  switch (where.kind) {
    case 'memory':
      return ensureTemplate().then(openInMemory);
    case 'directory':
      return openDirectory(where.path, ensureTemplate);
    case 'postgres':
      return openPostgres(where.url);
  }
}
