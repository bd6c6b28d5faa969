import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { archivedRows } from '../ledger/views/archive.js';
import { rowMeter } from './row-meter.js';

/** Tells a terminal how far the archive is taken again: rows, rows a second and the time left. */
export interface AgainMeter {
  /** What `rederive` tells of each file. */
  progress(file: bigint, rows: number): void;
  end(): void;
}

/** @param until the last day that is taken again; all where it is left out */
export async function againMeter(books: Sql, until?: IsoDate): Promise<AgainMeter> {
  const all = await archivedRows(books, until);
  const meter = rowMeter();
  let rows = 0;
  return {
    progress: (_, of) => {
      rows += of;
      meter.rows(rows, all + 1);
    },
    end: meter.end,
  };
}
