/** A part of a page, in points. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly bottom: number;
}

/** What the places to sign take of a page, in points. */
export const SIGNATURE_HEIGHT = 132;
const SIZE = 9.5;
const LINE = 24;
/** A seal (公章) is 42 mm across. */
const SEAL = 60;

/** A place for each of those who sign: 经办人, 复核人, the seal, the day. */
export function drawSignatures(doc: PDFKit.PDFDocument, box: Box, places: readonly string[]): void {
  const width = box.width / places.length;
  const top = doc.y + 10;
  for (const [i, place] of places.entries()) {
    const x = box.left + i * width;
    doc
      .font('bold')
      .fontSize(SIZE)
      .text(place, x, top, { width: width - 12 });
    doc.font('regular').fontSize(SIZE);
    for (const [n, words] of ['经办人:', '复核人:'].entries())
      doc.text(words, x, top + LINE * (n + 1), { lineBreak: false });
    doc.text('(盖章)', x + width - 12 - SEAL, top + LINE * 2, { lineBreak: false });
    doc.text('    年    月    日', x, top + LINE * 3, { lineBreak: false });
  }
  doc.x = box.left;
  doc.y = top + LINE * 4;
}
