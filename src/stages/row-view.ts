import type { RowCells } from '../io/row-cells.js';
import type { FilingRow } from '../rules/filing/filing.js';
import { FILING_FIELDS } from './filing-row.js';
import type { Values } from './row-values.js';

/**
 * A filing row as rules see it, made from the cells as far as it is looked at; it notes which cells were. The same object
 * is every row in turn. Columns that hold nothing are undefined, where `filingRow` has no such value at all.
 */
export class RowView {
  readonly row: FilingRow;
  readonly values: Values;
  /** Positions of the columns looked at since `begin`, in the order of the first look. */
  #asked: number[] = [];

  constructor(cells: RowCells, keys: readonly (string | undefined)[]) {
    const values = {};
    for (const [position, key] of keys.entries()) {
      if (key === undefined) continue;
      const get = (): string | undefined => {
        if (!this.#asked.includes(position)) this.#asked.push(position);
        return cells.text(position);
      };
      Object.defineProperty(values, key, { get, enumerable: true });
    }
    const row = { values };
    for (const [name, field] of Object.entries(FILING_FIELDS))
      Object.defineProperty(row, name, { get: () => field(values), enumerable: true });
    this.values = values;
    this.row = row as unknown as FilingRow;
  }

  begin(): void {
    this.#asked = [];
  }

  get asked(): readonly number[] {
    return this.#asked;
  }
}
