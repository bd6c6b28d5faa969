import type { Sql, SqlValue } from '../../src/db/db.js';

/** Rows of a statement that a test wrote itself, of the shape that it says: what it expects of them follows anyway. */
export const rowsOf = <T>(sql: Sql, query: string, params: readonly SqlValue[] = []): Promise<T[]> =>
  sql.query(query, params) as Promise<T[]>;
