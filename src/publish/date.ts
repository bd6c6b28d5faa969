import type { Db, Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { lockOutputs } from '../ledger/records/books.js';
import { runOf } from '../ledger/views/dates.js';
import { publishClose } from './close.js';
import { publishDay } from './day.js';
import { publishManifest } from './manifest.js';
import { publishSettlement } from './settlement.js';

/**
 * Everything that a business date gives besides receipts, and last the manifest that lists it all. One process at a
 * time, in whatever number they work.
 * @param fresh ids of the files whose receipts were just written
 */
export async function publishDate(
  db: Db,
  out: string,
  on: IsoDate,
  fresh: 'all' | ReadonlySet<bigint>,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockOutputs(tx);
    await publishInto(tx, out, on, fresh);
  });
}

/** The same for whoever holds the outputs' lock (lockOutputs) in a transaction of its own. */
export async function publishInto(
  tx: Sql,
  out: string,
  on: IsoDate,
  fresh: 'all' | ReadonlySet<bigint>,
): Promise<void> {
  const names = await publishDay(tx, out, on);
  if ((await runOf(tx, on)) !== undefined) {
    names.push(...(await publishSettlement(tx, out, on)), ...(await publishClose(tx, out, on)));
  }
  await publishManifest(tx, out, on, names, fresh);
}
