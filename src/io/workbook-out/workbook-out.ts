import type { FileDigest } from '../hash-file.js';
import { columnName } from '../workbook/sheet-reader.js';
import { type CellComment, commentsXml, drawingXml } from './comments.js';
import { partsOf } from './parts.js';
import { type ListRange, sheetEnd, sheetStart } from './sheet-xml.js';
import { type StyleName, styleNumber } from './styles.js';
import { xmlText } from './xml-text.js';
import { ZipOut } from './zip-out.js';

/** A sheet as it is laid out, apart from its rows. The first row is the header: it stays in view and on every page. */
export interface OutSheet {
  /** On its tab: at most 31 characters, none of \ / ? * [ ] : */
  readonly name: string;
  /** Printed above each page. */
  readonly title: string;
  readonly columns: readonly { readonly width: number; readonly style?: StyleName }[];
  /** Only cells of an open style can be written into. */
  readonly locked?: boolean;
}

/** A cell: text, a number (as decimal text), a formula with its value, or nothing but its style. */
export interface OutCell {
  readonly style: StyleName;
  readonly text?: string;
  readonly number?: string;
  readonly formula?: string;
}

/** What belongs to a sheet and is known when its rows are written. */
export interface SheetExtras {
  /** Last row of the filter; none where it is absent. */
  readonly filterTo?: number;
  readonly lists?: readonly ListRange[];
  readonly comments?: readonly CellComment[];
}

/** A workbook written row by row, sheet after sheet: in bounded memory, and the same rows are the same bytes. */
export class WorkbookOut {
  readonly #zip: ZipOut;
  readonly #sheets: readonly OutSheet[];
  #index = -1;
  #row = 0;
  /** Sheets with comments, by index. */
  readonly #commented: number[] = [];

  constructor(path: string, sheets: readonly OutSheet[]) {
    this.#zip = new ZipOut(path);
    this.#sheets = sheets;
  }

  /** Rows written to the sheet so far, the header included. */
  get row(): number {
    return this.#row;
  }

  /** Begins the next sheet. */
  async begin(): Promise<void> {
    this.#index += 1;
    this.#row = 0;
    const sheet = this.#sheets[this.#index];
    if (sheet === undefined) throw new Error('more sheets than were declared');
    await this.#zip.part(`xl/worksheets/sheet${this.#index + 1}.xml`, sheetStart(sheet));
  }

  async rows(rows: readonly (readonly OutCell[])[]): Promise<void> {
    for (const cells of rows) {
      this.#row += 1;
      await this.#zip.write(rowXml(this.#row, cells));
    }
  }

  async end(extras: SheetExtras = {}): Promise<void> {
    const sheet = this.#sheets[this.#index];
    const { comments = [] } = extras;
    if (sheet !== undefined) await this.#zip.write(sheetEnd(sheet, extras));
    if (comments.length === 0) return;
    this.#commented.push(this.#index);
    const n = this.#index + 1;
    await this.#zip.begin(`xl/comments${n}.xml`);
    for (const piece of commentsXml(comments)) await this.#zip.write(piece);
    await this.#zip.begin(`xl/drawings/vmlDrawing${n}.vml`);
    for (const piece of drawingXml(comments)) await this.#zip.write(piece);
  }

  /** The file is there when this returns. */
  async close(): Promise<FileDigest> {
    for (const [name, text] of partsOf(this.#sheets, this.#commented)) await this.#zip.part(name, text);
    return this.#zip.close();
  }

  /** Gives up: nothing of the file remains. */
  abort(): Promise<void> {
    return this.#zip.abort();
  }
}

function rowXml(row: number, cells: readonly OutCell[]): string {
  let xml = `<row r="${row}">`;
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (cell !== undefined) xml += cellXml(`${columnName(i)}${row}`, cell);
  }
  return `${xml}</row>`;
}

function cellXml(place: string, { style, text, number, formula }: OutCell): string {
  const head = `<c r="${place}" s="${styleNumber(style)}"`;
  if (formula !== undefined) return `${head}><f>${xmlText(formula)}</f><v>${number ?? 0}</v></c>`;
  if (number !== undefined) return `${head}><v>${number}</v></c>`;
  if (text === undefined || text === '') return `${head}/>`;
  return `${head} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}
