import { GrowingBytes } from '../io/growing-bytes.js';
import type { JudgedRow, StoredRow } from '../ledger/records/file-rows.js';
import { csvLines } from './csv-sheet.js';
import { type Column, cellsOf, count, list, text } from './sheet.js';

type ReceiptRow = Omit<StoredRow, 'cells'>;

/** 回执: a line per data row. */
export const RECEIPT_COLUMNS: readonly Column<ReceiptRow>[] = [
  count('行号', (row) => row.rowNo),
  text('业务编号', (row) => row.businessNo),
  text('借据编号', (row) => row.iouNo),
  text('结果', (row) => row.outcome),
  list('代码', (row) => row.codes),
  list('说明', (row) => row.messages),
  list('依据条款', (row) => row.articles),
];

const lineOf = (row: ReceiptRow): string => csvLines(RECEIPT_COLUMNS, cellsOf(RECEIPT_COLUMNS, [row]));

const [TAB, FEED, ZERO, COMMA] = [0x09, 0x0a, 0x30, 0x2c];

/** Bytes of numbers that stand in a CSV cell as they are, at its beginning and further on. */
const FIRST = plainBytes(/[A-Za-z0-9_/.]/);
const FURTHER = plainBytes(/[A-Za-z0-9_/.-]/);

function plainBytes(form: RegExp): Uint8Array {
  return new Uint8Array(256).map((_, code) => (form.test(String.fromCharCode(code)) ? 1 : 0));
}

/** What stands behind the numbers in the line of a row that was accepted without a word. */
function acceptedTail(): Buffer {
  const line = lineOf(acceptedRow(1, 'B', 'I'));
  if (!line.startsWith('1,B,I,')) throw new Error('a receipt line begins otherwise than is written here');
  return Buffer.from(line.slice('1,B,I'.length));
}

/** Makes lines of the receipt from lines of COPY and from judged rows, by row number. */
export class ReceiptLines {
  readonly #tail = acceptedTail();
  readonly #out = new GrowingBytes();

  of(accepted: readonly Uint8Array[], judged: readonly JudgedRow[]): Uint8Array {
    const out = this.#out;
    out.clear();
    let told = 0;
    for (const lines of accepted) {
      for (let at = 0; at < lines.length; ) {
        const row = lines.indexOf(TAB, at) + 1;
        const rowEnd = lines.indexOf(TAB, row);
        const rowNo = numberOf(lines, row, rowEnd);
        for (let one = judged[told]; one !== undefined && one.rowNo < rowNo; one = judged[told]) {
          out.text(lineOf(one));
          told += 1;
        }
        const number = lines.indexOf(TAB, rowEnd + 1) + 1;
        const numberEnd = lines.indexOf(TAB, number);
        const iouEnd = lines.indexOf(TAB, numberEnd + 1);
        if (!isPlain(lines, number, numberEnd) || !isPlain(lines, numberEnd + 1, iouEnd)) {
          const [businessNo, iouNo] = [
            textOf(lines, number, numberEnd),
            textOf(lines, numberEnd + 1, iouEnd),
          ];
          out.text(lineOf(acceptedRow(rowNo, businessNo, iouNo)));
        } else {
          out.room(iouEnd - row + this.#tail.length);
          out.copy(lines, row, rowEnd);
          out.byte(COMMA);
          out.copy(lines, number, numberEnd);
          out.byte(COMMA);
          out.copy(lines, numberEnd + 1, iouEnd);
          out.copy(this.#tail, 0, this.#tail.length);
        }
        at = lines.indexOf(FEED, iouEnd) + 1;
      }
    }
    for (const one of judged.slice(told)) out.text(lineOf(one));
    return out.done();
  }
}

function acceptedRow(rowNo: number, businessNo: string, iouNo: string): ReceiptRow {
  return { rowNo, businessNo, iouNo, outcome: '受理', codes: [], messages: [], articles: [] };
}

/** A cell of COPY as it reads. @throws Error for one that is escaped, which no number is */
function textOf(bytes: Uint8Array, from: number, to: number): string {
  const text = Buffer.from(bytes.subarray(from, to)).toString();
  if (text.includes('\\')) throw new Error(`a number that is escaped: ${text}`);
  return text;
}

function numberOf(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + (bytes[at] ?? 0) - ZERO;
  return value;
}

function isPlain(bytes: Uint8Array, from: number, to: number): boolean {
  if (FIRST[bytes[from] ?? 0] === 0) return false;
  for (let at = from + 1; at < to; at++) if (FURTHER[bytes[at] ?? 0] === 0) return false;
  return true;
}
