import { parseCell } from './cells.js';
import { COLUMNS } from './columns.js';

/** 更正值 read like the item's own filing column; undefined where it is no such value, or the row corrects nothing. */
export function correctedValue(row: {
  readonly change: string;
  readonly item: string | undefined;
  readonly value: string | undefined;
}): string | undefined {
  const column = COLUMNS.filing.find((one) => one.header === row.item);
  if (row.change !== '更正' || column === undefined || row.value === undefined) return undefined;
  return parseCell(column, row.value);
}
