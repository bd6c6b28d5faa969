import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDirectory, openInMemory } from './engine-pglite.js';
import { openPostgres } from './engine-postgres.js';
import { hasSchema, type Migration, migrate } from './migrate.js';
import type { Db } from './sql.js';
import { ensureTemplate } from './template.js';

export { BooksInUseError, lockDirectory } from './embedded-lock.js';
export { SchemaChangedError, SchemaTooNewError } from './migrate.js';
export type { CopyRows, CopyValue, Db, Sql, SqlValue } from './sql.js';
export { isDatabaseAway, SqlError, TransactionAbortedError } from './sql-error.js';

export type Where =
  | { readonly kind: 'memory' }
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** Opens a database where it is kept and brings it to the schema of these migrations. */
export async function openDatabase(where: Where, migrations: readonly Migration[]): Promise<Db> {
  const db = await open(where, migrations);
  try {
    await migrate(db, migrations);
  } catch (error) {
    await db.close();
    throw error;
  }
  return db;
}

/** Whether a database with a schema of ours is there. Makes none and changes none. */
export async function databaseThere(where: Where): Promise<boolean> {
  if (where.kind === 'memory') return false;
  if (where.kind === 'directory') return existsSync(join(where.path, 'pgdata'));
  const db = await openPostgres(where.url);
  try {
    return await hasSchema(db);
  } finally {
    await db.close();
  }
}

function open(where: Where, migrations: readonly Migration[]): Promise<Db> {
  switch (where.kind) {
    case 'memory':
      return ensureTemplate(migrations).then(openInMemory);
    case 'directory':
      return openDirectory(where.path, () => ensureTemplate(migrations));
    case 'postgres':
      return openPostgres(where.url);
  }
}
