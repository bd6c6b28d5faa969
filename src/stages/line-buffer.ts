import type { CopyLines } from './chunks.js';

const ZERO = 0x30;
const FEED = 0x0a;
/** Bytes of a short piece are copied one by one: below some dozens a call of `set` costs more. */
const SHORT = 48;

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

/** Lines written one behind the other into one growing buffer, as texts or piece by piece. */
export class LineBuffer {
  #bytes: Uint8Array;
  #length = 0;
  readonly #ends: number[] = [];

  /** @param bytes that it will take, as far as that can be told */
  constructor(bytes = 1 << 16) {
    this.#bytes = Buffer.allocUnsafeSlow(bytes);
  }

  /** A whole line, its end included. */
  push(line: string): void {
    // A UTF-16 unit takes at most three bytes.
    this.room(line.length * 3);
    this.#length += Buffer.from(this.#bytes.buffer).write(line, this.#length);
    this.#ends.push(this.#length);
  }

  /** Makes room for so many bytes, which the pieces of a line may then take. */
  room(bytes: number): void {
    const most = this.#length + bytes;
    if (most <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(most, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }

  copy(from: Uint8Array, start: number, end: number): void {
    if (end - start > SHORT) this.#bytes.set(from.subarray(start, end), this.#length);
    else for (let i = start; i < end; i++) this.#bytes[this.#length + i - start] = from[i] ?? 0;
    this.#length += end - start;
  }

  piece(bytes: Uint8Array): void {
    this.copy(bytes, 0, bytes.length);
  }

  digits(number: Digits): void {
    this.copy(number.bytes, number.start, number.bytes.length);
  }

  /** Ends the line; its line feed too. */
  endLine(): void {
    this.#bytes[this.#length] = FEED;
    this.#length += 1;
    this.#ends.push(this.#length);
  }

  done(): CopyLines {
    return { bytes: this.#bytes.subarray(0, this.#length), ends: Int32Array.from(this.#ends) };
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
