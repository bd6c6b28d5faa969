/** What a parameter may be. Dates travel as 'YYYY-MM-DD' strings, amounts as bigint. */
export type SqlValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly string[]
  | readonly bigint[]
  | readonly number[]
  | Uint8Array;

/** What a cell of a COPY may be; an array becomes an array literal. */
export type CopyValue = string | number | bigint | boolean | null | readonly string[];

/** What a COPY writes: rows of cells, or rows that stand in COPY's text format already, whole lines each. */
export type CopyRows = readonly (readonly CopyValue[])[] | { readonly lines: readonly Uint8Array[] };

/**
 * One conversation with the database, inside or outside a transaction. Values come back alike from both engines: int8 as
 * bigint, int4 as number, numeric as string, date as 'YYYY-MM-DD', text[] as string[], int8[] as bigint[], jsonb
 * parsed, bytea as Uint8Array.
 */
export interface Sql {
  readonly engine: 'pglite' | 'postgres';
  /** One statement. Rows of unknown shape: whoever reads them asks with declared columns (`ask`), which checks them. */
  query(text: string, params?: readonly SqlValue[]): Promise<unknown[]>;
  /** One or more statements without parameters. */
  execute(text: string): Promise<void>;
  /** COPY ... FROM STDIN: the way to write many rows. All of them or, on an error, none. */
  copyIn(table: string, columns: readonly string[], rows: CopyRows): Promise<void>;
}

export interface Db extends Sql {
  /** Commits what `work` did, or undoes all of it when `work` throws. On PGlite everyone else waits meanwhile. */
  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
