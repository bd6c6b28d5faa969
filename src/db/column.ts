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
/** A bigint that is counted with as a number: bytes, rows. */
export const count: Column<number> = {
  sqlType: 'bigint',
  read: (value) => {
    if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value);
    throw new Error(`not a count: ${String(value)}`);
  },
};
export const text = column('text', (value) => typeof value === 'string');
export const boolean = column('boolean', (value) => typeof value === 'boolean');
/** `YYYY-MM-DD`. */
export const date = column(
  'date',
  (value): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
);
export const texts = column(
  'text[]',
  (value): value is readonly string[] =>
    Array.isArray(value) && value.every((one) => typeof one === 'string'),
);

export const bytes = column('bytea', (value) => value instanceof Uint8Array);

/** A whole number of any size: PostgreSQL adds bigint up to numeric, which comes as text. */
export const whole: Column<bigint> = {
  sqlType: 'numeric',
  read: (value) => {
    if (typeof value === 'bigint') return value;
    if (typeof value === 'string' && /^-?\d+$/.test(value)) return BigInt(value);
    throw new Error(`not a whole number: ${String(value)}`);
  },
};

/** A text that is one of these words. */
export function oneOf<const T extends string>(...words: readonly T[]): Column<T> {
  const known: ReadonlySet<unknown> = new Set(words);
  return column('text', (value): value is T => known.has(value));
}

/** A column that may be empty: undefined, as an absent property of a record is. */
export function maybe<T>(one: Column<T>): Column<T | undefined> {
  return { sqlType: one.sqlType, read: (value) => (value === null ? undefined : one.read(value)) };
}

/** A column that may be empty: null, as answers and outputs show it. */
export function orNull<T>(one: Column<T>): Column<T | null> {
  return { sqlType: one.sqlType, read: (value) => (value === null ? null : one.read(value)) };
}

/** A jsonb column whose parsed value a check accepts. */
export function json<T>(what: string, is: (value: unknown) => value is T): Column<T> {
  return {
    sqlType: 'jsonb',
    read: (value) => {
      if (is(value)) return value;
      throw new Error(`not ${what}: ${JSON.stringify(value)}`);
    },
  };
}

/** The check of a list by the check of its items. */
export const listOf =
  <T>(is: (value: unknown) => value is T) =>
  (value: unknown): value is readonly T[] =>
    Array.isArray(value) && value.every(is);

/** `receivedOn` → `received_on`. */
export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * How rows of the database (by column name) become the objects that the columns declare, each value checked. Made once
 * for all rows of an answer: names are not worked out a row at a time. @throws Error naming the column
 */
export function rowReader<C extends Columns>(columns: C): (row: unknown) => RowOf<C> {
  const parts = Object.entries(columns).map(([property, one]) => ({ property, one, name: snake(property) }));
  return (row) => {
    const item: Record<string, unknown> = {};
    let at = '';
    try {
      for (const { property, one, name } of parts) {
        at = name;
        item[property] = one.read((row as Record<string, unknown>)[name]);
      }
    } catch (error) {
      throw new Error(`column ${at}: ${String(error)}`, { cause: error });
    }
    return item as RowOf<C>;
  };
}

/** Asks for rows whose columns are named as declared (`received_on` for `receivedOn`), and checks what comes. */
export async function ask<C extends Columns>(
  sql: Sql,
  columns: C,
  query: string,
  params: readonly SqlValue[] = [],
): Promise<RowOf<C>[]> {
  const rows = await sql.query(query, params);
  return rows.map(rowReader(columns));
}
