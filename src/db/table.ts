import { ask, type Column, type Columns, type RowOf, snake } from './column.js';
import { copyLine } from './copy-text.js';
import type { CopyRows, CopyValue, Sql, SqlValue } from './db.js';

/** Inserts plain objects, by COPY: property `receivedOn` is column `received_on`, absent is NULL, jsonb its text. */
export async function insertRows<C extends Columns>(
  sql: Sql,
  table: string,
  columns: C,
  rows: readonly Readonly<RowOf<C>>[],
): Promise<void> {
  if (rows.length === 0) return;
  const parts = Object.entries(columns);
  const cells = rows.map((row) =>
    parts.map(([property, { sqlType }]) => {
      const value: unknown = row[property];
      return (sqlType === 'jsonb' ? JSON.stringify(value) : (value ?? null)) as CopyValue;
    }),
  );
  await sql.copyIn(
    table,
    parts.map(([property]) => snake(property)),
    cells,
  );
}

/**
 * One table whose rows are plain objects: property `receivedOn` is column `received_on`, absent is NULL. Reading,
 * inserting and updating go by whole sets, never a statement a row. Rows are keyed by `id`. What is read is checked.
 */
export class Table<C extends Columns & { readonly id: Column<bigint> }> {
  readonly name: string;
  readonly columns: C;
  /** The columns' properties, in the order of `copy`'s lines. */
  readonly properties: readonly (keyof C & string)[];
  readonly #names: readonly string[];
  /** Rows in hand as the database has them, so that only what was changed is written. */
  readonly #stored = new WeakMap<RowOf<C>, RowOf<C>>();

  constructor(name: string, columns: C) {
    this.name = name;
    this.columns = columns;
    this.properties = Object.keys(columns);
    this.#names = this.properties.map(snake);
  }

  /** Rows meeting `condition` (a clause over alias `t`, ordered and limited as it says). */
  async select(sql: Sql, condition: string, params: readonly SqlValue[] = []): Promise<RowOf<C>[]> {
    const list = this.#names.map((name) => `t.${name}`).join(', ');
    const rows = await ask(sql, this.columns, `SELECT ${list} FROM ${this.name} t ${condition}`, params);
    return rows.map((row) => this.#remembered(row));
  }

  async insert(sql: Sql, rows: readonly RowOf<C>[]): Promise<void> {
    if (rows.length > 0)
      await this.copy(
        sql,
        rows.map((row) => this.#cells(row)),
      );
  }

  /** Inserts rows that stand in COPY's text format. */
  async copy(sql: Sql, rows: CopyRows): Promise<void> {
    await sql.copyIn(this.name, this.#names, rows);
  }

  /** A row in COPY's text format, as `copy` takes it: made wherever there is time for it. */
  line(row: RowOf<C>): string {
    return copyLine(this.#cells(row));
  }

  /** A property's value as COPY takes it. */
  cell(value: RowOf<C>[keyof C]): CopyValue {
    return (value ?? null) as CopyValue;
  }

  #cells(row: RowOf<C>): CopyValue[] {
    return this.properties.map((property) => this.cell(row[property]));
  }

  /** Writes what has changed of these rows since they were read: of all of them the columns that differ in any. */
  async update(sql: Sql, rows: readonly RowOf<C>[]): Promise<void> {
    const differing = new Set<keyof C & string>();
    const changed = rows.filter((row) => this.#note(row, differing));
    if (changed.length === 0) return;
    const written = this.properties.filter((property) => property === 'id' || differing.has(property));
    const sets = written.map(snake).filter((name) => name !== 'id');
    const shape = written.map((property) => `${snake(property)} ${this.columns[property]?.sqlType ?? ''}`);
    const query =
      `UPDATE ${this.name} t SET ${sets.map((name) => `${name} = u.${name}`).join(', ')} ` +
      `FROM jsonb_to_recordset($1::jsonb) AS u(${shape.join(', ')}) WHERE t.id = u.id`;
    await sql.query(query, [JSON.stringify(changed.map((row) => toRecord(row, written)))]);
    for (const row of changed) this.#remembered(row);
  }

  #remembered(row: RowOf<C>): RowOf<C> {
    this.#stored.set(row, { ...row });
    return row;
  }

  /** Notes in which columns a row differs from what was read; one that was not read from here differs in all. */
  #note(row: RowOf<C>, differing: Set<keyof C & string>): boolean {
    const stored = this.#stored.get(row);
    let differs = false;
    for (const property of this.properties) {
      if (stored !== undefined && isSame(stored[property], row[property])) continue;
      differing.add(property);
      differs = true;
    }
    return differs;
  }
}

const isSame = (before: unknown, now: unknown): boolean =>
  before === now ||
  (Array.isArray(before) &&
    Array.isArray(now) &&
    before.length === now.length &&
    before.every((one, i) => one === now[i]));

function toRecord(
  row: Readonly<Record<string, unknown>>,
  properties: readonly string[],
): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const property of properties) {
    const value = row[property];
    record[snake(property)] = typeof value === 'bigint' ? value.toString() : value;
  }
  return record;
}
