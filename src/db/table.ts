import type { CopyValue, Sql, SqlValue } from './db.js';

export type ColumnType = 'bigint' | 'integer' | 'text' | 'text[]' | 'date' | 'boolean';

/** `receivedOn` → `received_on`. */
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * One table whose rows are plain objects: property `receivedOn` is column `received_on`, absent is NULL. Reading,
 * inserting and updating go by whole sets, never a statement a row. Rows are keyed by `id`.
 */
export class Table<T extends { readonly id: bigint }> {
  readonly name: string;
  readonly #properties: readonly (keyof T & string)[];
  readonly #columns: readonly string[];
  readonly #types: readonly ColumnType[];

  constructor(name: string, columns: Readonly<Record<keyof T & string, ColumnType>>) {
    this.name = name;
    this.#properties = Object.keys(columns) as (keyof T & string)[];
    this.#columns = this.#properties.map(snake);
    this.#types = this.#properties.map((property) => columns[property]);
  }

  /** Rows meeting `condition` (a clause over alias `t`, ordered and limited as it says). */
  async select(sql: Sql, condition: string, params: readonly SqlValue[] = []): Promise<T[]> {
    const list = this.#columns.map((column) => `t.${column}`).join(', ');
    const rows = await sql.query<Record<string, unknown>>(
      `SELECT ${list} FROM ${this.name} t ${condition}`,
      params,
    );
    return rows.map((row) => this.#fromRow(row));
  }

  async insert(sql: Sql, rows: readonly T[]): Promise<void> {
    if (rows.length === 0) return;
    const cells = rows.map((row) => this.#properties.map((property) => (row[property] ?? null) as CopyValue));
    await sql.copyIn(this.name, this.#columns, cells);
  }

  /** Writes every column of these rows, found by id. */
  async update(sql: Sql, rows: readonly T[]): Promise<void> {
    if (rows.length === 0) return;
    const sets = this.#columns.filter((column) => column !== 'id').map((column) => `${column} = u.${column}`);
    const shape = this.#columns.map((column, i) => `${column} ${this.#types[i] ?? 'text'}`);
    const text =
      `UPDATE ${this.name} t SET ${sets.join(', ')} ` +
      `FROM jsonb_to_recordset($1::jsonb) AS u(${shape.join(', ')}) WHERE t.id = u.id`;
    await sql.query(text, [JSON.stringify(rows.map((row) => this.#toRecord(row)))]);
  }

  #toRecord(row: T): Record<string, unknown> {
    const record: Record<string, unknown> = {};
    this.#properties.forEach((property, i) => {
      const value = row[property];
      record[this.#columns[i] ?? ''] = typeof value === 'bigint' ? value.toString() : value;
    });
    return record;
  }

  #fromRow(row: Record<string, unknown>): T {
    const item: Record<string, unknown> = {};
    this.#properties.forEach((property, i) => {
      const value = row[this.#columns[i] ?? ''];
      item[property] = value === null ? undefined : value;
    });
    return item as T;
  }
}
