import type { Sql } from '../db/db.js';
import { byBank } from '../domain/by-bank.js';
import type { IsoDate } from '../domain/dates.js';
import type { Fen, Ratio } from '../domain/money.js';

/**
 * Outputs as data: a sheet (表) is declared once, with its name, its title, its columns and where its rows come from.
 * Values stay what the books have until a renderer writes them.
 */

/**
 * What a column holds. text: words, ours or from outside · list: several texts of one row (codes, messages) · raw: the
 * sender's own cell, given back as it came · date · money: fen · ratio: a fraction, written in per cent · count: a whole
 * number.
 */
export type ColumnType = 'text' | 'list' | 'raw' | 'date' | 'money' | 'ratio' | 'count';

/** A cell as the books have it; null where there is nothing. Money and counts are `bigint`, the column tells which. */
export type Value = string | bigint | Ratio | readonly string[] | null;

export interface ColumnHead {
  readonly header: string;
  readonly type: ColumnType;
  /** Decimals of a ratio in per cent; 2 where nothing is said. */
  readonly decimals?: number;
  /** Whether a sum over the rows means something (合计). */
  readonly total?: boolean;
}

export interface Column<Row> extends ColumnHead {
  readonly value: (row: Row) => Value;
}

type From<Row, T> = (row: Row) => T | null | undefined;

const column =
  <T extends Value>(type: ColumnType) =>
  <Row>(header: string, value: From<Row, T>): Column<Row> => ({
    header,
    type,
    value: (row) => value(row) ?? null,
  });

export const text = column<string>('text');
export const list = column<readonly string[]>('list');
export const raw = column<string>('raw');
export const date = column<IsoDate>('date');
export const money = column<Fen>('money');
/** Money whose sum over the rows means something. */
export const summed = <Row>(header: string, value: From<Row, Fen>): Column<Row> => ({
  ...money(header, value),
  total: true,
});

/** A ratio in per cent; one over nothing is an empty cell. */
export const ratio = <Row>(header: string, value: From<Row, Ratio>, decimals = 2): Column<Row> => ({
  ...column<Ratio>('ratio')(header, value),
  decimals,
});

export const count = <Row>(header: string, value: From<Row, number | bigint>): Column<Row> =>
  column<bigint>('count')(header, (row: Row) => {
    const n = value(row);
    return n === null || n === undefined ? null : BigInt(n);
  });

/** Rows of cells, in the order of the columns. */
export type Cells = readonly (readonly Value[])[];

/** The cells of one file of a sheet, in pages; `folder` is below the date's, empty where there is none. */
export interface Part {
  readonly folder: string;
  readonly pages: AsyncIterable<Cells> | Iterable<Cells>;
}

/** A sheet of one date (or of the registers' date), whatever its rows are. `Of` is what it is filled for. */
export interface Sheet<Of> {
  /** File name without ending. */
  readonly name: (of: Of) => string;
  readonly title: string;
  readonly columns: readonly ColumnHead[];
  readonly parts: (sql: Sql, of: Of) => Promise<readonly Part[]>;
}

interface Declared<Row, Of> {
  readonly name: string | ((of: Of) => string);
  readonly title: string;
  readonly columns: readonly Column<Row>[];
}

/** One file, its rows at once or in pages. */
export function sheet<Row, Of>(
  declared: Declared<Row, Of> & {
    readonly folder?: string;
    readonly rows: (sql: Sql, of: Of) => Promise<readonly Row[]> | AsyncIterable<readonly Row[]>;
  },
): Sheet<Of> {
  const { columns, folder = '' } = declared;
  return {
    ...headOf(declared),
    parts: async (sql, of) => {
      const rows = await declared.rows(sql, of);
      const pages = Symbol.asyncIterator in rows ? pagesOf(columns, rows) : [cellsOf(columns, rows)];
      return [{ folder, pages }];
    },
  };
}

/** A file for each bank that has a row, in the folder of that bank. */
export function sheetPerBank<Row extends { readonly bank: string }, Of>(
  declared: Declared<Row, Of> & { readonly rows: (sql: Sql, of: Of) => Promise<readonly Row[]> },
): Sheet<Of> {
  return {
    ...headOf(declared),
    parts: async (sql, of) =>
      [...byBank(await declared.rows(sql, of))].map(([bank, rows]) => ({
        folder: bank,
        pages: [cellsOf(declared.columns, rows)],
      })),
  };
}

function headOf<Row, Of>({ name, title, columns }: Declared<Row, Of>): Omit<Sheet<Of>, 'parts'> {
  return { name: typeof name === 'string' ? () => name : name, title, columns };
}

export const cellsOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Cells =>
  rows.map((row) => columns.map(({ value }) => value(row)));

async function* pagesOf<Row>(
  columns: readonly Column<Row>[],
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<Cells> {
  for await (const page of pages) yield cellsOf(columns, page);
}
