import { percent, yuan } from '../domain/money.js';
import type { FileDigest } from '../io/hash-file.js';
import { CsvOut, csvHead, csvRows, type OutColumn } from '../io/out.js';
import type { Cells, ColumnHead, ColumnType, Value } from './sheet.js';

/** A sheet as CSV (files.md §4): yuan with 2 decimals, per cent, several texts of a cell joined by `;`. */
export class CsvSheet {
  readonly #columns: readonly ColumnHead[];
  readonly #out: CsvOut;

  constructor(path: string, columns: readonly ColumnHead[]) {
    this.#columns = columns;
    this.#out = new CsvOut(path, columns.map(outColumn));
  }

  async rows(cells: Cells): Promise<void> {
    await this.#out.rows(
      cells.map((row) => row.map((value, i) => cellText(value, this.#columns[i] ?? NO_COLUMN))),
    );
  }

  /** The file is there when this returns. */
  close(): Promise<FileDigest> {
    return this.#out.close();
  }

  /** Gives up: nothing of the file remains. */
  abort(): Promise<void> {
    return this.#out.abort();
  }
}

/** Rows as they stand in such a file. */
export const csvLines = (columns: readonly ColumnHead[], cells: Cells): string =>
  csvRows(
    columns.map(outColumn),
    cells.map((row) => row.map((value, i) => cellText(value, columns[i] ?? NO_COLUMN))),
  );

/** The file's first line, its mark included. */
export const csvSheetHead = (columns: readonly ColumnHead[]): string => csvHead(columns.map(outColumn));

/** A cell too many: the writer refuses the row by its width. */
const NO_COLUMN: ColumnHead = { header: '', type: 'text' };

const KINDS: Readonly<Record<ColumnType, OutColumn['kind']>> = {
  text: 'text',
  list: 'text',
  date: 'text',
  raw: 'raw',
  money: 'number',
  ratio: 'number',
  count: 'number',
};

const outColumn = ({ header, type }: ColumnHead): OutColumn => ({ header, kind: KINDS[type] });

function cellText(value: Value, { type, decimals = 2 }: ColumnHead): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint') return type === 'money' ? yuan(value) : value.toString();
  return 'num' in value ? percent(value, decimals) : value.join(';');
}
