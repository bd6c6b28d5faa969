import type { Db, Sql } from '../../src/db/db.js';
import { rowsOf } from './query.js';

/** Changes one cell of the books, as somebody would who is allowed everything, and takes the change back. */

export interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

/** Every column of every table of the books, in their order. */
export async function columnsOfBooks(db: Sql): Promise<Column[]> {
  return rowsOf(
    db,
    `SELECT c.relname::text AS table, a.attname::text AS name, format_type(a.atttypid, NULL) AS type
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
       AND a.attidentity = ''
     ORDER BY 1, a.attnum`,
  );
}

/** The database's own guards would stop most changes: they are what a person with every right takes away first. */
export async function withoutGuards(db: Db): Promise<void> {
  const constraints = await rowsOf<{ table: string; name: string }>(
    db,
    `SELECT conrelid::regclass::text AS table, conname::text AS name FROM pg_constraint
     WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of constraints)
    await db.execute(`ALTER TABLE ${table} DROP CONSTRAINT "${name}"`);
  const triggers = await rowsOf<{ table: string; name: string }>(
    db,
    `SELECT tgrelid::regclass::text AS table, tgname::text AS name FROM pg_trigger WHERE NOT tgisinternal`,
  );
  for (const { table, name } of triggers) await db.execute(`DROP TRIGGER "${name}" ON ${table}`);
}

const OTHER: readonly (readonly [RegExp, (column: string) => string, string])[] = [
  [/\[\]$/, (c) => `array_append(${c}, NULL)`, "'{}'"],
  [/^(bigint|integer|smallint|numeric)/, (c) => `${c} + 1000003`, '1'],
  [/^date/, (c) => `${c} + 1`, "'2026-01-01'"],
  [/^timestamp/, (c) => `${c} + interval '1 day'`, "'2026-01-01'"],
  [/^boolean/, (c) => `NOT ${c}`, 'true'],
  [/^jsonb?/, () => `'{"x": 1}'::jsonb`, `'{"x": 1}'::jsonb`],
  [/^bytea/, (c) => `${c} || '\\x00'`, "'x'"],
  [/./, (c) => `${c} || 'x'`, "'x'"],
];

class TakenBack extends Error {}

/**
 * Changes the cell of the last row that has a value there (or gives one to the last row), looks, and takes it back.
 * @returns what `look` found; undefined where the table is empty
 */
export async function changed<T>(
  db: Db,
  column: Column,
  look: (tx: Sql) => Promise<T>,
): Promise<T | undefined> {
  const [, other, value] = OTHER.find(([type]) => type.test(column.type)) ?? [/./, (c: string) => c, "'x'"];
  const name = `"${column.name}"`;
  let found: T | undefined;
  try {
    await db.transaction(async (tx) => {
      const rows = await tx.query(
        `UPDATE ${column.table} SET ${name} = CASE WHEN ${name} IS NULL THEN ${value} ELSE ${other(name)} END
         WHERE ctid = (SELECT ctid FROM ${column.table} ORDER BY (${name} IS NOT NULL) DESC, ctid DESC LIMIT 1) RETURNING 1 AS one`,
      );
      if (rows.length > 0) found = await look(tx);
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return found;
}
