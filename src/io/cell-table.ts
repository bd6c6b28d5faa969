import type { Column } from './column.js';
import { isPlain, textOf } from './plain-cell.js';
import { EMPTY, readCell, WRONG } from './row-form.js';

/** Texts of one column that are kept: of numbers, names and amounts, which mostly come once, and of everything else. */
const MOST_ONCE = 1_000;
const MOST = 16_000;
const ONCE: ReadonlySet<Column['type']> = new Set([
  'text',
  'iou_no',
  'uscc',
  'amount_positive',
  'amount_not_negative',
]);

/** Numbers of a cell's reading that are none of a kept text. */
export const NOTHING = 0;
/** It is its own canonical text, which is not kept. */
export const OWN_TEXT = -1;
/** No value of the column, or none that is sure: the whole row is to be read in full. */
export const UNSURE = -2;

/** The cells of one column of a file: each text is read once and has a number from then on. */
export class CellTable {
  readonly #column: Column;
  readonly #most: number;
  #slots = new Int32Array(256);
  #arena = new Uint8Array(4096);
  #arenaEnd = 0;
  readonly #starts: number[] = [0];
  readonly #ends: number[] = [0];
  readonly #hashes: number[] = [0];
  readonly #numbers: number[] = [NOTHING];
  /** Canonical texts by number; undefined for cells that hold nothing. */
  readonly texts: (string | undefined)[] = [undefined];
  /** Whether the kept text came in its canonical form, with nothing in it that COPY escapes. */
  readonly plain: boolean[] = [true];
  #hits = 0;
  #closed = false;

  constructor(column: Column) {
    this.#column = column;
    this.#most = ONCE.has(column.type) ? MOST_ONCE : MOST;
  }

  /** The number of the cell's text, or one of the above. The cell has at least one byte. */
  read(bytes: Uint8Array, from: number, to: number, hash: number): number {
    if (this.#closed) return this.#ownText(bytes, from, to);
    const mask = this.#slots.length - 1;
    let at = hash & mask;
    for (let entry = this.#slots[at] ?? 0; entry !== 0; entry = this.#slots[at] ?? 0) {
      if (this.#hashes[entry] === hash && this.#holds(entry, bytes, from, to)) {
        this.#hits += 1;
        return this.#numbers[entry] ?? UNSURE;
      }
      at = (at + 1) & mask;
    }
    if (this.#starts.length <= this.#most) return this.#add(bytes, from, to, hash, at);
    if (this.#hits < this.#most) this.#closed = true;
    return this.#ownText(bytes, from, to);
  }

  #ownText(bytes: Uint8Array, from: number, to: number): number {
    return isPlain(this.#column, bytes, from, to) ? OWN_TEXT : UNSURE;
  }

  #holds(entry: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#starts[entry] ?? 0;
    if ((this.#ends[entry] ?? 0) - start !== to - from) return false;
    for (let i = 0; i < to - from; i++) if (this.#arena[start + i] !== bytes[from + i]) return false;
    return true;
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const entry = this.#starts.length;
    const text = textOf(bytes, from, to);
    const reading = readCell(this.#column, text);
    const number = reading === WRONG ? UNSURE : reading === EMPTY ? NOTHING : entry;
    if (this.#arenaEnd + to - from > this.#arena.length) this.#growArena(to - from);
    this.#arena.set(bytes.subarray(from, to), this.#arenaEnd);
    this.#starts.push(this.#arenaEnd);
    this.#arenaEnd += to - from;
    this.#ends.push(this.#arenaEnd);
    this.#hashes.push(hash);
    this.#numbers.push(number);
    this.texts.push(typeof reading === 'string' ? reading : undefined);
    this.plain.push(reading === text && !text.includes('\\'));
    this.#slots[slot] = entry;
    if (entry * 2 > this.#slots.length) this.#rehash();
    return number;
  }

  #growArena(by: number): void {
    const arena = new Uint8Array(Math.max(this.#arena.length * 2, this.#arenaEnd + by));
    arena.set(this.#arena);
    this.#arena = arena;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 4);
    const mask = this.#slots.length - 1;
    for (let entry = 1; entry < this.#starts.length; entry++) {
      let at = (this.#hashes[entry] ?? 0) & mask;
      while (this.#slots[at] !== 0) at = (at + 1) & mask;
      this.#slots[at] = entry;
    }
  }
}
