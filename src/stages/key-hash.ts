/** Hash of a key's parts, made part by part from texts or, of ASCII, from their bytes: 52 bits in a double, never 0. */
export class KeyHash {
  #high = 0;
  #low = 0;

  begin(): this {
    this.#high = 0x811c9dc5 | 0;
    this.#low = 0x2545f491;
    return this;
  }

  text(part: string): this {
    for (let i = 0; i < part.length; i++) this.#add(part.charCodeAt(i));
    this.#end();
    return this;
  }

  ascii(bytes: Uint8Array, from: number, to: number): this {
    for (let i = from; i < to; i++) this.#add(bytes[i] ?? 0);
    this.#end();
    return this;
  }

  #add(unit: number): void {
    this.#high = Math.imul(this.#high ^ unit, 0x01000193);
    this.#low = Math.imul(this.#low + unit, 0x9e3779b1) ^ (this.#low >>> 15);
  }

  #end(): void {
    this.#add(0x1f);
  }

  get value(): number {
    return (this.#high >>> 6) * 0x4000000 + (this.#low >>> 6) + 1;
  }
}
