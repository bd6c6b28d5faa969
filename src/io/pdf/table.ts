import { printable, type Weight } from './fonts.js';
import type { Box } from './signatures.js';

/** A column of a paper's table. */
export interface PaperColumn {
  readonly header: string;
  /** Its part of the table's width, against the other columns'. */
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
  /** Its cells are never broken (figures, dates): as wide as the widest, at a smaller size where the page is too narrow. */
  readonly whole?: boolean;
}

/** Points. */
const SIZES = [8.5, 8, 7.5, 7, 6.5, 6, 5.5] as const;
const SMALLER = 0.5;
/** Of a column that may be broken, at least. */
const LEAST = 52;
const GAP = 3;
const RULE = 0.5;

/** A table as it is drawn, row under row; a row that has no room left begins a new page under the header again. */
export class TableDrawing {
  readonly #doc: PDFKit.PDFDocument;
  readonly #columns: readonly PaperColumn[];
  readonly #box: Box;
  readonly #size: number;
  readonly #widths: readonly number[];

  /** @param rows what will be drawn below the header */
  constructor(
    doc: PDFKit.PDFDocument,
    columns: readonly PaperColumn[],
    box: Box,
    rows: readonly (readonly string[])[],
  ) {
    this.#doc = doc;
    this.#columns = columns;
    this.#box = box;
    const longest = columns.map((_, i) => longestOf(rows.map((row) => printable(row[i] ?? ''))));
    const fits = SIZES.map((size) => ({ size, widths: this.#widthsAt(size, longest) }));
    const chosen = fits.find(({ widths }) => widths !== undefined) ?? fits.at(-1);
    this.#size = chosen?.size ?? SIZES[0];
    this.#widths = chosen?.widths ?? shared(columns, box.width);
  }

  /** Whole columns as wide as they need, the others share what is left; undefined where too little is. */
  #widthsAt(size: number, longest: readonly (readonly string[])[]): number[] | undefined {
    this.#doc.font('bold').fontSize(size);
    const wide = (text: string): number => this.#doc.widthOfString(text);
    const whole = this.#columns.map((column, i) => {
      if (column.whole !== true) return 0;
      // A header goes over two lines.
      const header = wide(printable(column.header)) / 2 + size / 2;
      return Math.max(header, ...(longest[i] ?? []).map(wide)) + 2 * GAP + 1;
    });
    const loose = this.#columns.filter((column) => column.whole !== true);
    if (loose.length === this.#columns.length) return shared(this.#columns, this.#box.width);
    const left = this.#box.width - whole.reduce((sum, width) => sum + width, 0);
    if (left < loose.length * LEAST) return undefined;
    if (loose.length === 0) return whole.map((width) => width + left / whole.length);
    const all = loose.reduce((sum, { width }) => sum + width, 0);
    return this.#columns.map(({ width }, i) =>
      whole[i] === 0 ? LEAST + ((left - loose.length * LEAST) * width) / all : (whole[i] ?? 0),
    );
  }

  /** With its first row below it, or on the next page. */
  header(): void {
    const texts = this.#columns.map(({ header }) => printable(header));
    const height = this.#height(texts, 'bold', this.#size - SMALLER);
    if (this.#doc.y + 2 * height > this.#box.bottom) this.#doc.addPage();
    const { y } = this.#doc;
    this.#doc.rect(this.#box.left, y, this.#box.width, height).fill('#e8edf4').fillColor('black');
    this.#draw(texts, 'bold', this.#size - SMALLER, height, 'center');
  }

  /**
   * @param last whether the table's 合计 comes next, which does not stand alone on a page
   * @throws where there is not a cell for each column
   */
  row(cells: readonly string[], weight: Weight, last = false): void {
    if (cells.length !== this.#columns.length)
      throw new Error(`a row of ${cells.length} cells under ${this.#columns.length} columns`);
    const texts = cells.map(printable);
    const height = this.#height(texts, weight, this.#size);
    if (this.#doc.y + (last ? 2 * height : height) > this.#box.bottom) {
      this.#doc.addPage();
      this.header();
    }
    this.#draw(texts, weight, this.#size, height);
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

const shared = (columns: readonly PaperColumn[], width: number): number[] => {
  const all = columns.reduce((sum, column) => sum + column.width, 0);
  return columns.map((column) => (width * column.width) / all);
};

/** The texts that may be the widest: figures of one length differ by their digits, letters more. */
function longestOf(texts: readonly string[]): string[] {
  const most = texts.reduce((length, text) => Math.max(length, text.length), 0);
  const near = texts.filter((text) => text.length >= most - 1);
  return [...new Set(near)].slice(0, MEASURED);
}

const MEASURED = 40;
