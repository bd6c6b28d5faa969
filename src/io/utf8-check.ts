import { isUtf8 } from 'node:buffer';

/** Strict UTF-8 validity of bytes that come in pieces, wherever the pieces end. A byte order mark is allowed. */
export class Utf8Check {
  #valid = true;
  /** The beginning of a character whose rest is in the next piece, at most 3 bytes. */
  #pending: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): void {
    if (!this.#valid) return;
    const bytes = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    const border = lastBorder(bytes);
    this.#valid = isUtf8(bytes.subarray(0, border));
    this.#pending = Buffer.from(bytes.subarray(border));
  }

  /** Whether everything pushed was valid; a character cut off at the end is not. */
  end(): boolean {
    return this.#valid && this.#pending.length === 0;
  }
}

/** Where the last, incomplete character begins; the length if there is none. */
function lastBorder(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return lengthFrom(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** How many bytes a character has that begins with this one. */
function lengthFrom(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}
