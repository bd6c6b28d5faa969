import { printable, type Weight } from './fonts.js';
import type { Box } from './signatures.js';

/** A column of a paper's table. */
export interface PaperColumn {
  readonly header: string;
  /** Its part of the table's width, against the other columns'. */
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
}

/** Points. */
const SIZE = 8.5;
const SMALL = 8;
const GAP = 3;
const RULE = 0.5;

/** A table as it is drawn, row under row; a row that has no room left begins a new page under the header again. */
export class TableDrawing {
  readonly #doc: PDFKit.PDFDocument;
  readonly #columns: readonly PaperColumn[];
  readonly #box: Box;
  readonly #widths: readonly number[];

  constructor(doc: PDFKit.PDFDocument, columns: readonly PaperColumn[], box: Box) {
    this.#doc = doc;
    this.#columns = columns;
    this.#box = box;
    const all = columns.reduce((sum, { width }) => sum + width, 0);
    this.#widths = columns.map(({ width }) => (box.width * width) / all);
  }

  /** With its first row below it, or on the next page. */
  header(): void {
    const texts = this.#columns.map(({ header }) => printable(header));
    const height = this.#height(texts, 'bold', SMALL);
    if (this.#doc.y + 2 * height > this.#box.bottom) this.#doc.addPage();
    const { y } = this.#doc;
    this.#doc.rect(this.#box.left, y, this.#box.width, height).fill('#e8edf4').fillColor('black');
    this.#draw(texts, 'bold', SMALL, height, 'center');
  }

  /** @throws where there is not a cell for each column */
  row(cells: readonly string[], weight: Weight): void {
    if (cells.length !== this.#columns.length)
      throw new Error(`a row of ${cells.length} cells under ${this.#columns.length} columns`);
    const texts = cells.map(printable);
    const height = this.#height(texts, weight, SIZE);
    if (this.#doc.y + height > this.#box.bottom) {
      this.#doc.addPage();
      this.header();
    }
    this.#draw(texts, weight, SIZE, height);
  }

  #height(texts: readonly string[], weight: Weight, size: number): number {
    this.#doc.font(weight).fontSize(size);
    const heights = texts.map((text, i) => this.#doc.heightOfString(text === '' ? ' ' : text, this.#fit(i)));
    return Math.max(...heights) + 2 * GAP;
  }

  #fit(i: number): { width: number } {
    return { width: (this.#widths[i] ?? 0) - 2 * GAP };
  }

  #draw(texts: readonly string[], weight: Weight, size: number, height: number, align?: 'center'): void {
    const doc = this.#doc;
    const { y } = doc;
    let x = this.#box.left;
    doc.font(weight).fontSize(size).lineWidth(RULE).strokeColor('#888888');
    for (const [i, text] of texts.entries()) {
      const width = this.#widths[i] ?? 0;
      doc.rect(x, y, width, height).stroke();
      const place = { ...this.#fit(i), align: align ?? this.#columns[i]?.align ?? 'left' };
      if (text !== '') doc.text(text, x + GAP, y + GAP, place);
      x += width;
    }
    doc.y = y + height;
  }
}
