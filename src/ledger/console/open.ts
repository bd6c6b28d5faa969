import type { Db } from '../../db/db.js';
import { migrate, readMigrations } from '../../db/migrate.js';

const SCHEMA = 'console';

/** Brings the console's own tables beside open books to this program's schema; only the console needs them. */
export const openConsoleTables = (db: Db): Promise<void> =>
  migrate(db, readMigrations(new URL('migrations/', import.meta.url)), SCHEMA);
