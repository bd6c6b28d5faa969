import PDFDocument from 'pdfkit';
import { dateWords, type IsoDate } from '../../domain/dates.js';
import type { FileDigest } from '../hash-file.js';
import { writeWhole } from '../out.js';
import { fontBytes, printable, type Weight } from './fonts.js';
import { type Box, drawSignatures, SIGNATURE_HEIGHT } from './signatures.js';
import { type PaperColumn, TableDrawing } from './table.js';

/** What stands on every paper (文书). */
export interface PaperHead {
  readonly title: string;
  /** 文书编号: on the first page and at the foot of each. */
  readonly number: string;
  /** The date it bears, and so its file, whenever it is printed. */
  readonly date: IsoDate;
  readonly landscape?: boolean;
}

/** Points. */
const MARGIN = 48;
const FOOT = 30;
const SIZE = 10;
const TITLE = 17;

/**
 * A paper (文书) as PDF: A4, its text embedded so that it can be searched and copied, 第 x 页 / 共 y 页 at the foot of each
 * page. The same content is the same bytes: it bears its own date and no clock, and its streams stay unpacked, since
 * the system's zlib gives other bytes on other processors.
 */
export class Paper {
  readonly #head: PaperHead;
  readonly #doc: PDFKit.PDFDocument;

  constructor(head: PaperHead) {
    this.#head = head;
    this.#doc = new PDFDocument({
      size: 'A4',
      layout: head.landscape === true ? 'landscape' : 'portrait',
      margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN },
      bufferPages: true,
      compress: false,
      lang: 'zh-CN',
      displayTitle: true,
      info: {
        Title: `${head.title} ${head.number}`,
        Producer: 'riskpool',
        Creator: 'riskpool',
        CreationDate: new Date(`${head.date}T00:00:00Z`),
      },
    });
    let before = this.#doc.page;
    this.#doc.on('pageAdded', () => {
      pack(before);
      before = this.#doc.page;
    });
    for (const weight of ['regular', 'bold'] as const) this.#doc.registerFont(weight, fontBytes(weight));
    this.#line(head.title, 'bold', TITLE, 'center');
    this.#doc.moveDown(0.3);
    this.#line(`编号:${head.number}`, 'regular', SIZE - 1, 'right');
    this.#doc.moveDown(0.6);
  }

  /** Begins a new page where what comes next, of about so many points, would be broken. */
  together(height: number): void {
    const { top, bottom } = this.#box;
    if (height <= bottom - top) this.#room(height);
  }

  heading(text: string): void {
    this.#room(SIZE * 6);
    this.#doc.moveDown(0.4);
    this.#line(text, 'bold', SIZE + 1, 'left');
    this.#doc.moveDown(0.3);
  }

  /** A paragraph in the body's size; `small` for what explains. */
  paragraph(text: string, look: 'body' | 'small' = 'body'): void {
    if (text === '') return;
    this.#line(text, 'regular', look === 'small' ? SIZE - 2 : SIZE, 'left');
    this.#doc.moveDown(0.4);
  }

  /** Names and what they are, one a line. */
  facts(facts: readonly (readonly [string, string])[]): void {
    const doc = this.#doc;
    const width = 96;
    for (const [name, value] of facts) {
      const text = printable(value);
      doc.font('regular').fontSize(SIZE);
      const height = doc.heightOfString(text, { width: this.#box.width - width, lineGap: 2 });
      this.#room(height);
      const { y } = doc;
      doc.font('bold').text(printable(name), MARGIN, y, { lineBreak: false });
      doc.font('regular').text(text, MARGIN + width, y, { width: this.#box.width - width, lineGap: 2 });
      doc.x = MARGIN;
      doc.y = y + height + 2;
    }
    doc.moveDown(0.5);
  }

  /**
   * A table that goes on over as many pages as it needs, its header repeated on each.
   * @param total a last line in bold, with a cell for each column
   */
  table(
    columns: readonly PaperColumn[],
    rows: readonly (readonly string[])[],
    total?: readonly string[],
  ): void {
    const drawing = new TableDrawing(
      this.#doc,
      columns,
      this.#box,
      total === undefined ? rows : [...rows, total],
    );
    drawing.header();
    for (const [i, row] of rows.entries())
      drawing.row(row, 'regular', total !== undefined && i === rows.length - 1);
    if (total !== undefined) drawing.row(total, 'bold');
    this.#doc.x = MARGIN;
    this.#doc.moveDown(0.6);
  }

  /** Places to sign and to seal (盖章), side by side, on one page together. */
  signatures(places: readonly string[]): void {
    this.#room(SIGNATURE_HEIGHT);
    drawSignatures(this.#doc, this.#box, places.map(printable));
  }

  /** Writes the paper whole or not at all; gives back its digest. */
  async write(path: string): Promise<FileDigest> {
    const pieces: Buffer[] = [];
    const ended = new Promise<void>((resolve, reject) => {
      this.#doc.on('data', (piece: Buffer) => pieces.push(piece));
      this.#doc.on('end', resolve);
      this.#doc.on('error', reject);
    });
    this.#feet();
    this.#doc.end();
    await ended;
    return writeWhole(path, Buffer.concat(pieces));
  }

  /** The part of a page between its margins, its foot left free. */
  get #box(): Box {
    const { width, height } = this.#doc.page;
    return { left: MARGIN, top: MARGIN, width: width - 2 * MARGIN, bottom: height - MARGIN };
  }

  /** Begins a new page where this one has not so much height left. */
  #room(height: number): void {
    if (this.#doc.y + height > this.#box.bottom) this.#doc.addPage();
  }

  #line(text: string, weight: Weight, size: number, align: 'left' | 'center' | 'right'): void {
    const { left, width } = this.#box;
    this.#doc
      .font(weight)
      .fontSize(size)
      .text(printable(text), left, this.#doc.y, { width, align, lineGap: 2 });
  }

  #feet(): void {
    const doc = this.#doc;
    const { start, count } = doc.bufferedPageRange();
    for (let i = 0; i < count; i++) {
      doc.switchToPage(start + i);
      // Text below the margin would begin a new page.
      doc.page.margins.bottom = 0;
      const y = doc.page.height - FOOT;
      const { left, width } = this.#box;
      doc
        .font('regular')
        .fontSize(SIZE - 2)
        .fillColor('#444444');
      doc.text(`${this.#head.number}  ${dateWords(this.#head.date)}`, left, y, { lineBreak: false });
      doc.text(`第 ${i + 1} 页 / 共 ${count} 页`, left, y, { width, align: 'right', lineBreak: false });
      doc.fillColor('black');
    }
  }
}

/** A page that is full keeps its drawing in one piece: each stroke alone takes five times its size, over a thousand pages. */
function pack(page: PDFKit.PDFPage): void {
  const { content } = page as unknown as { readonly content: { buffer: Buffer[] } };
  content.buffer = [Buffer.concat(content.buffer)];
}
