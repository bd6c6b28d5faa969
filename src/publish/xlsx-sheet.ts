import { dayNumber, type IsoDate } from '../domain/dates.js';
import { Exact, percent, yuan } from '../domain/money.js';
import type { FileDigest } from '../io/hash-file.js';
import { columnName } from '../io/workbook/sheet-reader.js';
import type { OutCell } from '../io/workbook-out/layout.js';
import type { StyleName } from '../io/workbook-out/styles.js';
import { WorkbookOut } from '../io/workbook-out/workbook-out.js';
import type { Cells, ColumnHead, ColumnType, Value } from './sheet.js';
import { displayWidth } from './text-table.js';

/**
 * A sheet as a workbook: texts typed as text, amounts as numbers with separators, dates as dates, the header in view and
 * with a filter, and under columns of sums a 合计 that follows the filter.
 */
export class XlsxSheet {
  readonly #path: string;
  readonly #title: string;
  readonly #columns: readonly ColumnHead[];
  readonly #sums: bigint[];
  #out: WorkbookOut | undefined;

  constructor(path: string, title: string, columns: readonly ColumnHead[]) {
    this.#path = path;
    this.#title = title;
    this.#columns = columns;
    this.#sums = columns.map(() => 0n);
  }

  async rows(cells: Cells): Promise<void> {
    const out = await this.#begun(cells);
    await out.rows(cells.map((row) => row.map((value, i) => this.#cell(value, i))));
  }

  /** The file is there when this returns. */
  async close(): Promise<FileDigest> {
    const out = await this.#begun([]);
    const filterTo = out.row;
    if (filterTo > 1 && this.#columns.some(({ total }) => total === true))
      await out.rows([this.#totals(filterTo)]);
    await out.end({ filterTo });
    return out.close();
  }

  /** Gives up: nothing of the file remains. */
  async abort(): Promise<void> {
    await this.#out?.abort();
  }

  /** Columns are as wide as the first page of rows needs. */
  async #begun(first: Cells): Promise<WorkbookOut> {
    if (this.#out !== undefined) return this.#out;
    const columns = this.#columns.map((column, i) => ({ width: widthOf(column, i, first) }));
    this.#out = new WorkbookOut(this.#path, [{ name: this.#title, title: this.#title, columns }]);
    await this.#out.begin();
    await this.#out.rows([this.#columns.map(({ header }): OutCell => ({ style: 'header', text: header }))]);
    return this.#out;
  }

  #cell(value: Value, i: number): OutCell {
    const column = this.#columns[i];
    if (column === undefined) throw new Error(`${this.#path}: a row of more cells than columns`);
    if (column.total === true && typeof value === 'bigint') this.#sums[i] = (this.#sums[i] ?? 0n) + value;
    return cellOf(value, column);
  }

  #totals(last: number): OutCell[] {
    return this.#columns.map(({ total }, i): OutCell => {
      if (total !== true) return i === 0 ? { style: 'total', text: '合计' } : { style: 'total' };
      const name = columnName(i);
      // 109: rows that the filter hides do not count.
      return {
        style: 'totalMoney',
        formula: `SUBTOTAL(109,${name}2:${name}${last})`,
        number: yuan(this.#sums[i] ?? 0n),
      };
    });
  }
}

const STYLES: Readonly<Record<ColumnType, StyleName>> = {
  text: 'text',
  list: 'longText',
  raw: 'text',
  date: 'date',
  money: 'money',
  ratio: 'ratio',
  count: 'count',
};

export function cellOf(value: Value, { type, decimals = 2 }: ColumnHead): OutCell {
  const style = type === 'ratio' && decimals > 2 ? 'ratio4' : STYLES[type];
  if (value === null) return { style };
  if (typeof value === 'bigint') return { style, number: type === 'money' ? yuan(value) : value.toString() };
  if (typeof value === 'string')
    return type === 'date' ? { style, number: serialOf(value) } : { style, text: value };
  if (!('num' in value)) return { style, text: value.join(';') };
  const shown = percent(value, decimals);
  return shown === '' ? { style } : { style, number: new Exact(shown).div(100).toFixed() };
}

/** A date as spreadsheets count: 1 is 1900-01-01, and a day too many from March 1900 on. */
const serialOf = (date: IsoDate): string => String(dayNumber(date) - dayNumber('1899-12-30'));

export const NARROW: Readonly<Record<ColumnType, number>> = {
  text: 8,
  list: 20,
  raw: 8,
  date: 11,
  money: 15,
  ratio: 9,
  count: 7,
};
const WIDEST = 60;

export function widthOf(column: ColumnHead, i: number, first: Cells): number {
  // The filter's arrow stands beside the header.
  let width = Math.max(NARROW[column.type], displayWidth(column.header) + 3);
  for (const row of first) {
    const value = row[i];
    const text = typeof value === 'string' ? value : Array.isArray(value) ? value.join(';') : '';
    width = Math.max(width, displayWidth(text) + 1);
  }
  return Math.min(width, WIDEST);
}
