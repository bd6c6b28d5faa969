import type { Sql, SqlValue } from './sql.js';

/** What a column holds: its SQL type, and the check that a value which the database gave back is of it. */
export interface Column<T> {
  readonly sqlType: string;
  /** The value; undefined where a column that may be empty is. @throws Error for anything else */
  read(value: unknown): T;
}

/** Columns by the property that holds them. */
export type Columns = Readonly<Record<string, Column<unknown>>>;

/** The plain object that these columns make. */
export type RowOf<C extends Columns> = {
  -readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never;
};

function column<T>(sqlType: string, is: (value: unknown) => value is T): Column<T> {
  return {
    sqlType,
    read: (value) => {
      if (is(value)) return value;
      throw new Error(`not of type ${sqlType}: ${String(value)}`);
    },
  };
}

export const bigint = column('bigint', (value) => typeof value === 'bigint');
export const integer = column('integer', (value): value is number => Number.isSafeInteger(value));
export const text = column('text', (value) => typeof value === 'string');
export const boolean = column('boolean', (value) => typeof value === 'boolean');
/** `YYYY-MM-DD`. */
export const date = column(
  'date',
  (value): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
);
export const texts = column(
  'text[]',
  (value): value is string[] => Array.isArray(value) && value.every((one) => typeof one === 'string'),
);

/** A text that is one of these words. */
export function oneOf<const T extends string>(...words: readonly T[]): Column<T> {
  return column('text', (value): value is T => words.some((word) => word === value));
}

/** A column that may be empty. */
export function maybe<T>(one: Column<T>): Column<T | undefined> {
  return { sqlType: one.sqlType, read: (value) => (value === null ? undefined : one.read(value)) };
}

/** `receivedOn` → `received_on`. */
export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A row of the database (by column name) as the object that the columns declare. @throws Error naming the column */
export function readRow<C extends Columns>(columns: C, row: Readonly<Record<string, unknown>>): RowOf<C> {
  const item: Record<string, unknown> = {};
  for (const [property, one] of Object.entries(columns)) {
    const name = snake(property);
    try {
      item[property] = one.read(row[name]);
    } catch (error) {
      throw new Error(`column ${name}: ${String(error)}`, { cause: error });
    }
  }
  return item as RowOf<C>;
}

/** Asks for rows whose columns are named as declared (`received_on` for `receivedOn`), and checks what comes. */
export async function ask<C extends Columns>(
  sql: Sql,
  columns: C,
  query: string,
  params: readonly SqlValue[] = [],
): Promise<RowOf<C>[]> {
  const rows = await sql.query<Record<string, unknown>>(query, params);
  return rows.map((row) => readRow(columns, row));
}
