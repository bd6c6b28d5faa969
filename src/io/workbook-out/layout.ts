import type { CellComment } from './comments.js';
import type { StyleName } from './styles.js';

/** A sheet as it is laid out, apart from its rows. Its header stays in view, with what is above it, and on every page. */
export interface OutSheet {
  /** On its tab: at most 31 characters, none of \ / ? * [ ] : */
  readonly name: string;
  /** Printed above each page. */
  readonly title: string;
  readonly columns: readonly { readonly width: number; readonly style?: StyleName }[];
  /** Row of the header; the first where nothing is said. */
  readonly headerRow?: number;
  /** Only cells of an open style can be written into. */
  readonly locked?: boolean;
}

/** A cell: text, a number (as decimal text), a formula with its value, or nothing but its style. */
export interface OutCell {
  readonly style: StyleName;
  readonly text?: string;
  readonly number?: string;
  readonly formula?: string;
}

/** What belongs to a sheet and is known when its rows are written. */
export interface SheetExtras {
  /** Last row of the filter; none where it is absent. */
  readonly filterTo?: number;
  readonly lists?: readonly ListRange[];
  readonly comments?: readonly CellComment[];
}

/** Cells that are chosen from a list: a column from 0, rows from 1, both inclusive. */
export interface ListRange {
  readonly column: number;
  readonly from: number;
  readonly to: number;
  readonly values: readonly string[];
}
