import { isUsccBytes } from '../domain/uscc.js';
import { readCell } from './row-form.js';
import type { Column } from './column.js';

/** Cells that are, byte for byte (UTF-8), the canonical text of what they say: known without making a text of them. */

const BLANK = 0x20;
const TILDE = 0x7e;
const BACKSLASH = 0x5c;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/** Whether the cell is its own canonical text and has nothing that COPY would escape. Not empty. */
export function isPlain(column: Column, bytes: Uint8Array, from: number, to: number): boolean {
  switch (column.type) {
    case 'text':
      return isPlainText(bytes, from, to);
    case 'iou_no':
      return isPlainNumber(bytes, from, to);
    case 'uscc':
      return isUsccBytes(bytes, from, to);
    case 'amount_positive':
      return plainFen(bytes, from, to) > 0;
    case 'amount_not_negative':
      return plainFen(bytes, from, to) >= 0;
    default: {
      const text = textOf(bytes, from, to);
      return readCell(column, text) === text && !text.includes('\\');
    }
  }
}

export const textOf = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString();

/**
 * Visible ASCII, blanks inside, and CJK ideographs (U+4000 to U+9FFF) or the full-width brackets: none of them is white space at an end
 * or read as another character. Texts with anything else are read in full.
 */
function isPlainText(bytes: Uint8Array, from: number, to: number): boolean {
  if (bytes[from] === BLANK || bytes[to - 1] === BLANK) return false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= BLANK && byte <= TILDE && byte !== BACKSLASH) continue;
    if (byte >= 0xe4 && byte <= 0xe9) at += 2;
    else if (byte === 0xef && bytes[at + 1] === 0xbc && ((bytes[at + 2] ?? 0) & 0xfe) === 0x88) at += 2;
    else return false;
  }
  return true;
}

/** What `iou_no` allows: letters, digits, `_ / . -`, 64 of them at most. */
function isPlainNumber(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > 64) return false;
  for (let at = from; at < to; at++) if (IN_NUMBERS[bytes[at] ?? 0] === 0) return false;
  return true;
}

const IN_NUMBERS = new Uint8Array(256).map((_, code) =>
  /[A-Za-z0-9_/.-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** 13 whole digits of yuan: in fen still exact in a double. */
const MOST_DIGITS = 13;

/** Fen of an amount written as digits with two decimals at most; NaN for anything else. */
export function plainFen(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  let at = from;
  for (; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < ZERO || byte > NINE) break;
    value = value * 10 + (byte - ZERO);
  }
  if (at === from || at - from > MOST_DIGITS) return Number.NaN;
  if (at === to) return value * 100;
  const decimals = to - at - 1;
  if (bytes[at] !== POINT || decimals < 1 || decimals > 2) return Number.NaN;
  for (at += 1; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < ZERO || byte > NINE) return Number.NaN;
    value = value * 10 + (byte - ZERO);
  }
  return decimals === 1 ? value * 10 : value;
}
