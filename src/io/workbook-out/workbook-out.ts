import type { FileDigest } from '../hash-file.js';
import { columnName } from '../workbook/sheet-reader.js';
import { commentsXml, drawingXml } from './comments.js';
import type { OutCell, OutSheet, SheetExtras } from './layout.js';
import { partsOf } from './parts.js';
import { sheetEnd, sheetStart } from './sheet-xml.js';
import { isWrapped, styleNumber } from './styles.js';
import { xmlText } from './xml-text.js';
import { ZipOut } from './zip-out.js';

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
    await this.#zip.begin(`xl/worksheets/sheet${this.#index + 1}.xml`);
    await this.#zip.write(sheetStart(sheet));
  }

  async rows(rows: readonly (readonly OutCell[])[]): Promise<void> {
    for (const cells of rows) {
      this.#row += 1;
      await this.#zip.write(rowXml(this.#row, cells, this.#sheets[this.#index]));
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

const LINE_POINTS = 15;
/** Lines that a row shows at most; more of them are read in the cell itself. */
const MOST_LINES = 12;

function rowXml(row: number, cells: readonly OutCell[], sheet: OutSheet | undefined): string {
  const lines = Math.max(1, ...cells.map((cell, i) => linesOf(cell, sheet?.columns[i]?.width ?? 0)));
  // Spreadsheet programs do not all make a row as high as its text when they open a file.
  const height = lines === 1 ? '' : ` ht="${Math.min(lines, MOST_LINES) * LINE_POINTS}" customHeight="1"`;
  let xml = `<row r="${row}"${height}>`;
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (cell !== undefined) xml += cellXml(`${columnName(i)}${row}`, cell);
  }
  return `${xml}</row>`;
}

/** Lines that a text takes in a column, where it is broken to fit; a Chinese character is as wide as two Latin ones. */
function linesOf({ style, text = '' }: OutCell, width: number): number {
  if (text.length * 2 <= width || !isWrapped(style)) return 1;
  const wide = (piece: string): number => piece.length + (piece.match(/[^\0-\xff]/g)?.length ?? 0);
  return text
    .split('\n')
    .reduce((lines, piece) => lines + Math.max(1, Math.ceil(wide(piece) / (width - 1))), 0);
}

function cellXml(place: string, { style, text, number, formula }: OutCell): string {
  const head = `<c r="${place}" s="${styleNumber(style)}"`;
  if (formula !== undefined) return `${head}><f>${xmlText(formula)}</f><v>${number ?? 0}</v></c>`;
  if (number !== undefined) return `${head}><v>${number}</v></c>`;
  if (text === undefined || text === '') return `${head}/>`;
  return `${head} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}
