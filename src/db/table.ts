import { ask, type Column, type Columns, type RowOf, snake } from './column.js';
import { copyLine } from './copy-text.js';
import type { CopyRows, CopyValue, Sql, SqlValue } from './db.js';

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

  constructor(name: string, columns: C) {
    this.name = name;
    this.columns = columns;
    this.properties = Object.keys(columns);
    this.#names = this.properties.map(snake);
  }

  /** Rows meeting `condition` (a clause over alias `t`, ordered and limited as it says). */
  async select(sql: Sql, condition: string, params: readonly SqlValue[] = []): Promise<RowOf<C>[]> {
    const list = this.#names.map((name) => `t.${name}`).join(', ');
    return ask(sql, this.columns, `SELECT ${list} FROM ${this.name} t ${condition}`, params);
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

  /** Writes every column of these rows, found by id. */
  async update(sql: Sql, rows: readonly RowOf<C>[]): Promise<void> {
    if (rows.length === 0) return;
    const sets = this.#names.filter((name) => name !== 'id').map((name) => `${name} = u.${name}`);
    const shape = this.properties.map(
      (property, i) => `${this.#names[i] ?? ''} ${this.columns[property]?.sqlType ?? ''}`,
    );
    const query =
      `UPDATE ${this.name} t SET ${sets.join(', ')} ` +
      `FROM jsonb_to_recordset($1::jsonb) AS u(${shape.join(', ')}) WHERE t.id = u.id`;
    await sql.query(query, [JSON.stringify(rows.map((row) => this.#toRecord(row)))]);
  }

  #toRecord(row: RowOf<C>): Record<string, unknown> {
    const record: Record<string, unknown> = {};
    this.properties.forEach((property, i) => {
      const value = row[property];
      record[this.#names[i] ?? ''] = typeof value === 'bigint' ? value.toString() : value;
    });
    return record;
  }
}
