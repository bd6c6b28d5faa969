import { CellTable, NOTHING, OWN_TEXT, UNSURE } from './cell-table.js';
import type { Header } from './header.js';
import { textOf } from './plain-cell.js';

const COMMA = 0x2c;
const QUOTE = 0x22;
const BLANK = 0x20;
const HASH_SEED = 0x811c9dc5 | 0;
const HASH_PRIME = 0x01000193;

/**
 * The cells of one row at a time, found in the bytes of a line (UTF-8) that has no quote. Each is known by the number of
 * its text, so that what follows from texts need not be found again for every row.
 */
export class RowCells {
  readonly #header: Header;
  readonly #tables: readonly (CellTable | undefined)[];
  readonly #required: readonly boolean[];
  /** By position: the number of the cell's text in its column, NOTHING or OWN_TEXT. */
  readonly numbers: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  bytes: Uint8Array = new Uint8Array(0);

  constructor(header: Header) {
    this.#header = header;
    this.#tables = header.columns.map((column) => column && new CellTable(column));
    this.#required = header.columns.map((column) => column?.need === 'R');
    this.numbers = new Int32Array(header.width);
    this.starts = new Int32Array(header.width);
    this.ends = new Int32Array(header.width);
  }

  /** Reads a line, its end not included. False where a cell is wrong or missing, or must be read in full to know. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    this.bytes = bytes;
    let position = 0;
    let start = from;
    let hash = HASH_SEED;
    for (let at = from; at < to; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === COMMA) {
        if (!this.#cell(position, start, at, hash)) return false;
        position += 1;
        start = at + 1;
        hash = HASH_SEED;
      } else if (byte < BLANK || byte === QUOTE) return false;
      else hash = Math.imul(hash ^ byte, HASH_PRIME);
    }
    return position === this.#header.width - 1 && this.#cell(position, start, to, hash);
  }

  #cell(position: number, start: number, end: number, hash: number): boolean {
    if (position >= this.#header.width) return false;
    const table = this.#tables[position];
    // Mixed: the low bits of the product alone do not depend on all of a byte.
    const mixed = hash ^ (hash >>> 15);
    const number = start === end || table === undefined ? NOTHING : table.read(this.bytes, start, end, mixed);
    this.numbers[position] = number;
    this.starts[position] = start;
    this.ends[position] = end;
    return (
      number > NOTHING || number === OWN_TEXT || (number !== UNSURE && this.#required[position] === false)
    );
  }

  /** The canonical text of a cell; undefined where it holds nothing. */
  text(position: number): string | undefined {
    const number = this.numbers[position] ?? NOTHING;
    if (number !== OWN_TEXT) return this.#tables[position]?.texts[number];
    return textOf(this.bytes, this.starts[position] ?? 0, this.ends[position] ?? 0);
  }

  /** Whether the cell's bytes are its canonical text, with nothing in them that COPY escapes. */
  isPlain(position: number): boolean {
    const number = this.numbers[position] ?? NOTHING;
    return number === OWN_TEXT || this.#tables[position]?.plain[number] === true;
  }
}
