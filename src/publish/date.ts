import { join } from 'node:path';
import type { Db, Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { lockOutputs } from '../ledger/records/books.js';
import { recordOutputs } from '../ledger/records/outputs.js';
import { runOf } from '../ledger/views/dates.js';
import { contentsOf } from '../ledger/views/day.js';
import { publishManifest } from './manifest.js';
import { DAY_SHEETS } from './sheets/day.js';
import { MONTH_SHEETS } from './sheets/month.js';
import { writeSheets } from './write-sheet.js';

/**
 * Everything that a business date gives besides receipts, and last the manifest that lists it all. One process at a
 * time, in whatever number they work.
 */
export async function publishDate(db: Db, out: string, on: IsoDate): Promise<void> {
  await db.transaction(async (tx) => {
    await lockOutputs(tx);
    await publishInto(tx, out, on);
  });
}

/** The same for whoever holds the outputs' lock (lockOutputs) in a transaction of its own. */
export async function publishInto(tx: Sql, out: string, on: IsoDate): Promise<void> {
  const has = await contentsOf(tx, on);
  const sheets = DAY_SHEETS.filter(({ when }) => has[when]).map(({ sheet }) => sheet);
  if ((await runOf(tx, on)) !== undefined) sheets.push(...MONTH_SHEETS);
  const written = await writeSheets(tx, join(out, on), sheets, on);
  await recordOutputs(tx, on, written);
  await publishManifest(tx, out, on, [...written.keys()]);
}
