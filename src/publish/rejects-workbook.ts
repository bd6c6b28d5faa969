import { KIND_ALIAS, type Kind } from '../domain/kinds.js';
import type { Policies } from '../domain/policy.js';
import { type Column, wordsOf } from '../io/column.js';
import type { FileDigest } from '../io/hash-file.js';
import { type Header, readHeader } from '../io/header.js';
import { faultyColumns } from '../io/row-form.js';
import type { CellComment } from '../io/workbook-out/comments.js';
import type { OutCell } from '../io/workbook-out/layout.js';
import { WorkbookOut } from '../io/workbook-out/workbook-out.js';
import type { StoredRow } from '../ledger/records/file-rows.js';
import { COLUMNS_TO_MEND } from './mend.js';
import { cellsOf, type Column as SheetColumn } from './sheet.js';
import { displayWidth } from './text-table.js';

/** Rows whose findings also stand as comments: with more of them spreadsheet programs become slow. */
const MOST_COMMENTED = 2_000;

/**
 * 退回文件 as a workbook: the rows and columns of rejects.csv, every cell text. Only the cells to mend are open and
 * coloured, the finding stands as a comment on them, and cells with fixed values have a list to choose from. Mended, it
 * is dropped as it is.
 */
export class RejectsWorkbook {
  readonly #out: WorkbookOut;
  readonly #columns: readonly SheetColumn<StoredRow>[];
  /** The position in the file of each of the sender's own columns. */
  readonly #own: readonly number[];
  readonly #header: Header | undefined;
  readonly #comments: CellComment[] = [];
  #begun = false;

  constructor(
    path: string,
    kind: Kind | undefined,
    policies: Policies,
    header: readonly string[],
    own: readonly number[],
    columns: readonly SheetColumn<StoredRow>[],
  ) {
    const name = `${kind === undefined ? '' : KIND_ALIAS[kind]}退回`;
    const widths = columns.map(({ header: text, type }) => ({
      width: type === 'list' ? 40 : Math.min(40, Math.max(14, displayWidth(text) + 3)),
    }));
    this.#out = new WorkbookOut(path, [{ name, title: name, columns: widths, locked: true }]);
    this.#columns = columns;
    this.#own = own;
    const read = kind === undefined ? undefined : readHeader(kind, [...header], policies);
    this.#header = read === undefined || 'problem' in read ? undefined : read;
  }

  async rows(rows: readonly StoredRow[]): Promise<void> {
    await this.#begin();
    for (const row of rows) await this.#out.rows([this.#row(row)]);
  }

  async close(): Promise<FileDigest> {
    await this.#begin();
    const to = Math.max(2, this.#out.row);
    const lists = this.#own.flatMap((position, column) => {
      const values = this.#header?.columns[position]?.values;
      return values === undefined ? [] : [{ column, from: 2, to, values: wordsOf(values) }];
    });
    await this.#out.end({ filterTo: this.#out.row, lists, comments: this.#comments });
    return this.#out.close();
  }

  abort(): Promise<void> {
    return this.#out.abort();
  }

  async #begin(): Promise<void> {
    if (this.#begun) return;
    this.#begun = true;
    await this.#out.begin();
    await this.#out.rows([this.#columns.map(({ header }): OutCell => ({ style: 'header', text: header }))]);
  }

  #row(row: StoredRow): OutCell[] {
    const marks = this.#marksOf(row);
    if (this.#out.row < MOST_COMMENTED) this.#comment(row, marks);
    const [values = []] = cellsOf(this.#columns, [row]);
    return values.map((value, i): OutCell => {
      const text = typeof value === 'string' ? value : Array.isArray(value) ? value.join(';') : '';
      const own = i < this.#own.length;
      return { style: own ? (marks.some((mark) => mark.has(i)) ? 'mend' : 'text') : 'longText', text };
    });
  }

  /** For each finding of the row, the columns of the sheet whose cells it is about. */
  #marksOf(row: StoredRow): ReadonlySet<number>[] {
    const columns = this.#own.map((position) => this.#header?.columns[position]);
    const faulty = (): readonly Column[] =>
      this.#header === undefined ? [] : faultyColumns(this.#header, row.cells ?? []);
    return row.codes.map((code) => {
      const about = code.startsWith('FMT-') ? faultyKeys(faulty()) : COLUMNS_TO_MEND[code];
      const all = about === undefined;
      return new Set(
        columns.flatMap((column, i) => (all || (column && about.includes(column.key)) ? [i] : [])),
      );
    });
  }

  /** The finding on its first cell; where no cell of the row mends it, on the row's first. */
  #comment(row: StoredRow, marks: readonly ReadonlySet<number>[]): void {
    const texts = new Map<number, string[]>();
    for (const [i, mark] of marks.entries()) {
      const column = Math.min(...(mark.size === 0 || mark.size === this.#own.length ? [0] : mark));
      texts.set(column, [...(texts.get(column) ?? []), `${row.codes[i]} ${row.messages[i]}`]);
    }
    for (const [column, said] of [...texts].sort(([a], [b]) => a - b))
      this.#comments.push({ column, row: this.#out.row + 1, text: said.join('\n') });
  }
}

/** Where the form gives no column (too many cells, a number that lost its digits) any cell may be the cause. */
const faultyKeys = (faulty: readonly Column[]): string[] | undefined =>
  faulty.length === 0 ? undefined : faulty.map(({ key }) => key);
