import type { GivenValues, Row } from './table.js';

/** What a case says that the books hold; every word of it must have been looked at in the end. */
export class Given {
  readonly #values: GivenValues;
  readonly #seen = new Set<string>();

  constructor(values: GivenValues) {
    this.#values = values;
  }

  text(key: string): string | undefined {
    this.#seen.add(key);
    const value = this.#values[key];
    if (value !== undefined && typeof value !== 'string') throw new Error(`${key}应为一个值`);
    return value;
  }

  yes(key: string): boolean {
    return this.text(key) === '是';
  }

  rows(key: string): readonly Row[] | undefined {
    this.#seen.add(key);
    const value = this.#values[key];
    if (value !== undefined && typeof value === 'string') throw new Error(`${key}应为若干项`);
    return value === undefined || Array.isArray(value) ? value : [value as Row];
  }

  /** One item, with nothing in it but these keys. */
  item(key: string, keys: readonly string[]): Row | undefined {
    const [row] = this.rows(key) ?? [];
    const strange = Object.keys(row ?? {}).find((name) => !keys.includes(name));
    if (strange !== undefined) throw new Error(`${key}没有"${strange}"这一项,应为${keys.join('、')}`);
    return row;
  }

  done(): void {
    const strange = Object.keys(this.#values).find((key) => !this.#seen.has(key));
    if (strange !== undefined) throw new Error(`given没有"${strange}"这一项`);
  }
}
