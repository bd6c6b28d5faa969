import { GrowingBytes } from '../io/growing-bytes.js';
import type { CopyLines } from './chunks.js';

const ZERO = 0x30;
const FEED = 0x0a;

/** A whole number that is not negative, up to what a double holds exactly, written as digits. */
export class Digits {
  readonly bytes = new Uint8Array(16);
  start = 16;

  set(value: number): void {
    this.start = this.bytes.length;
    let rest = value;
    do {
      const tenth = Math.floor(rest / 10);
      this.start -= 1;
      this.bytes[this.start] = ZERO + (rest - tenth * 10);
      rest = tenth;
    } while (rest > 0);
  }
}

/** Lines written one behind the other, as texts or piece by piece. */
export class LineBuffer {
  readonly #bytes: GrowingBytes;
  readonly #ends: number[] = [];

  /** @param bytes that it will take, as far as that can be told */
  constructor(bytes?: number) {
    this.#bytes = new GrowingBytes(bytes);
  }

  /** A whole line, its end included. */
  push(line: string): void {
    this.#bytes.text(line);
    this.#ends.push(this.#bytes.length);
  }

  /** Makes room for so many bytes, which the pieces of a line may then take. */
  room(bytes: number): void {
    this.#bytes.room(bytes);
  }

  copy(from: Uint8Array, start: number, end: number): void {
    this.#bytes.copy(from, start, end);
  }

  piece(bytes: Uint8Array): void {
    this.#bytes.copy(bytes, 0, bytes.length);
  }

  digits(number: Digits): void {
    this.#bytes.copy(number.bytes, number.start, number.bytes.length);
  }

  /** Ends the line; its line feed too. */
  endLine(): void {
    this.#bytes.byte(FEED);
    this.#ends.push(this.#bytes.length);
  }

  done(): CopyLines {
    return { bytes: this.#bytes.done(), ends: Int32Array.from(this.#ends) };
  }
}

/** The lines but those left out (places in ascending order), as few pieces as can be. */
export function linesWithout({ bytes, ends }: CopyLines, leftOut: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let from = 0;
  const until = (to: number): void => {
    if (to > from) pieces.push(bytes.subarray(from, to));
  };
  for (const at of leftOut) {
    until(at === 0 ? 0 : (ends[at - 1] ?? 0));
    from = ends[at] ?? 0;
  }
  until(bytes.length);
  return pieces;
}
