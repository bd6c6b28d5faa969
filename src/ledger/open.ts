import { type Db, databaseThere, openDatabase, type Where } from '../db/db.js';
import { type Migration, readMigrations } from '../db/migrate.js';

/** The schema of the books: migrations/001-books.sql first, numbered without a gap. */
export const booksMigrations = (): readonly Migration[] =>
  readMigrations(new URL('migrations/', import.meta.url));

/**
 * Opens the books where they are kept and brings them to this program's schema.
 *
 * Text is to sort by code point on both engines, and a database's own collation differs from server to server: every
 * text column of the schema that is compared or ordered says COLLATE "C". SQL is written for PostgreSQL 15; PGlite is 18.
 * A PGlite directory survives kill -9 but is never fsynced: against power loss, keep the books in PostgreSQL.
 */
export const openDb = (where: Where): Promise<Db> => openDatabase(where, booksMigrations());

/** Whether there are books already, of this or an earlier version. Makes none. */
export const booksThere = (where: Where): Promise<boolean> => databaseThere(where);
