import { type Fen, percent, type Ratio, yuan } from '../domain/money.js';
import { type OutColumn, openCsv } from '../io/out.js';

/** Text column: a cell from outside, made safe for spreadsheets. */
export const text = (header: string): OutColumn => ({ header, kind: 'text' });
/** Number column: amounts, ratios, counts — never escaped. */
export const number = (header: string): OutColumn => ({ header, kind: 'number' });
/** The sender's own cells, given back as they came. */
export const raw = (header: string): OutColumn => ({ header, kind: 'raw' });

type Rows = readonly (readonly string[])[];

/** Writes one CSV output from rows or pages of rows; whole or not at all. */
export async function writeSheet(
  path: string,
  columns: readonly OutColumn[],
  rows: Rows | AsyncIterable<Rows>,
): Promise<void> {
  const out = openCsv(path, columns);
  try {
    if (Symbol.asyncIterator in rows) for await (const page of rows) await out.rows(page);
    else await out.rows(rows);
  } catch (error) {
    await out.abort();
    throw error;
  }
  await out.close();
}

/** Pages of records as pages of cells. */
export async function* cells<T>(
  pages: AsyncIterable<readonly T[]>,
  row: (record: T) => readonly string[],
): AsyncGenerator<Rows> {
  for await (const page of pages) yield page.map(row);
}

/** Yuan with 2 decimals; empty where there is no sum yet. */
export const sum = (fen: Fen | null | undefined): string =>
  fen === null || fen === undefined ? '' : yuan(fen);
/** Per cent with 2 decimals. */
export const ratio = (value: Ratio): string => percent(value, 2);
export const maybe = (value: string | number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);
