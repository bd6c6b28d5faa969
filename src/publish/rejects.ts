import { REJECT_COLUMNS } from '../io/columns.js';
import { normaliseCell } from '../io/normalise.js';
import type { StoredRow } from '../ledger/records/file-rows.js';
import { type Column, list, raw } from './sheet.js';

/** Where the sender's own columns stand: a reject file that comes back brings those of the last time with it. */
export function ownPositions(header: readonly string[]): number[] {
  return header.map((_, i) => i).filter((i) => !isRejectColumn(header[i] ?? ''));
}

/** 退回文件: the sender's own columns in their order, then what was wrong. */
export function rejectColumns(header: readonly string[]): Column<StoredRow>[] {
  const own = ownPositions(header);
  const [code, reason, article] = REJECT_COLUMNS;
  return [
    ...own.map((i) =>
      raw<StoredRow>(header[i] ?? '', (row) => ownCell(row.cells ?? [], header.length, i, own.at(-1))),
    ),
    list(code, (row) => row.codes),
    list(reason, (row) => row.messages),
    list(article, (row) => row.articles),
  ];
}

const isRejectColumn = (cell: string): boolean => REJECT_COLUMNS.some((name) => name === normaliseCell(cell));

/** One of the row's own cells: empty where the row has too few; surplus ones go into the last own, joined by commas. */
function ownCell(given: readonly string[], width: number, i: number, last: number | undefined): string {
  const cell = given[i] ?? '';
  return i === last && given.length > width ? [cell, ...given.slice(width)].join(',') : cell;
}
