/**
 * A number for each key of millions, by the key's hash: two keys with one hash share their number, so it may only be
 * used where a sum that is too large does no harm. Open addressing in two flat arrays: 16 bytes a place, no object a key.
 */
export class KeyTable {
  #keys = new Float64Array(1 << 12);
  #values = new Float64Array(1 << 12);
  #size = 0;

  has(key: number): boolean {
    return this.#keys[this.#place(key)] === key;
  }

  /** 0 for a key that was never added. */
  get(key: number): number {
    return this.#values[this.#place(key)] ?? 0;
  }

  add(key: number, value: number): void {
    const at = this.#place(key);
    this.#values[at] = (this.#values[at] ?? 0) + value;
    if (this.#keys[at] === key) return;
    this.#keys[at] = key;
    this.#size += 1;
    if (this.#size * 2 > this.#keys.length) this.#grow();
  }

  #place(key: number): number {
    const mask = this.#keys.length - 1;
    let at = (key ^ (key / 0x4000000)) & mask;
    while (this.#keys[at] !== 0 && this.#keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Float64Array(keys.length * 4);
    this.#values = new Float64Array(keys.length * 4);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] ?? 0;
      if (key === 0) continue;
      const at = this.#place(key);
      this.#keys[at] = key;
      this.#values[at] = values[i] ?? 0;
    }
  }
}
