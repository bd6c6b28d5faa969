/** Bytes of a short piece are copied one by one: below some dozens a call of `set` costs more. */
const SHORT = 48;

/** Bytes written one behind the other into one buffer that grows. */
export class GrowingBytes {
  #bytes: Buffer;
  #length = 0;

  /** @param bytes that it will take, as far as that can be told */
  constructor(bytes = 1 << 16) {
    this.#bytes = Buffer.allocUnsafeSlow(bytes);
  }

  get length(): number {
    return this.#length;
  }

  text(text: string): void {
    // A UTF-16 unit takes at most three bytes.
    this.room(text.length * 3);
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** Makes room for so many bytes, which `byte` and `copy` may then take. */
  room(bytes: number): void {
    const most = this.#length + bytes;
    if (most <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(most, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }

  byte(byte: number): void {
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }

  copy(from: Uint8Array, start: number, end: number): void {
    if (end - start > SHORT) this.#bytes.set(from.subarray(start, end), this.#length);
    else for (let i = start; i < end; i++) this.#bytes[this.#length + i - start] = from[i] ?? 0;
    this.#length += end - start;
  }

  /** Begins anew in the same buffer: what `done` gave is written over. */
  clear(): void {
    this.#length = 0;
  }

  /** What was written, without a copy. */
  done(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}
