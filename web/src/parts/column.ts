import type { ReactNode } from 'react';

/** A value as the API gives it. */
export type Value = string | number | boolean | null | undefined | readonly string[];
export type Row = Readonly<Record<string, Value>>;

/** How a column looks: what it holds decides alignment and whether it may wrap. */
export type Look =
  | 'text'
  | 'short'
  | 'kind'
  | 'number'
  | 'amount'
  | 'count'
  | 'percent'
  | 'state'
  | 'moment'
  | 'long'
  | 'file';

export interface Column<T = Row> {
  readonly key: string;
  readonly title: string;
  readonly look: Look;
  /** The list can be put in this column's order. */
  readonly sort?: boolean;
  /** Not shown until it is chosen. */
  readonly hidden?: boolean;
  readonly draw?: (row: T) => ReactNode;
}
