import { join } from 'node:path';
import type { Db, Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import type { Reference } from '../domain/reference.js';
import { calendarOf, tryLockRegisters } from '../ledger/records/books.js';
import { keep, kept, progressOf, wantsWorkbooks } from '../ledger/records/kept.js';
import { isLiveWorkPublished } from '../ledger/work/work-progress.js';
import { lastManifest, publishRegistersManifest } from './registers-manifest.js';
import type { Sheet } from './sheet.js';
import { AMENDMENTS } from './sheets/amendments.js';
import type { AsOf } from './sheets/as-of.js';
import { EXCEPTIONS, FUND, JOURNAL, MATCHES, POSITIONS } from './sheets/fund-registers.js';
import { OPEN_ITEMS } from './sheets/open-items.js';
import { CLAIMS, CLAWBACKS, FILINGS, WRITEOFFS } from './sheets/registers.js';
import { writeSheets } from './write-sheet.js';

/** Every register (台账), in the order in which they are written. */
const REGISTERS: readonly Sheet<AsOf>[] = [
  FILINGS,
  AMENDMENTS,
  CLAIMS,
  CLAWBACKS,
  WRITEOFFS,
  POSITIONS,
  FUND,
  EXCEPTIONS,
  MATCHES,
  JOURNAL,
  OPEN_ITEMS,
];

/** Writes all registers as they stand. `asOf` is the date they bear, the reference counts working days. */
export async function publishRegisters(
  sql: Sql,
  out: string,
  asOf: IsoDate,
  reference: Pick<Reference, 'calendar' | 'hash'>,
): Promise<void> {
  const { calendar, hash } = reference;
  const previous = await lastManifest(sql, out);
  const written = await writeSheets(sql, join(out, 'registers'), REGISTERS, { asOf, calendar });
  await publishRegistersManifest(sql, out, asOf, written, previous);
  await keep(sql, {
    registersOut: out,
    registersAsOf: asOf,
    registersConfig: hash,
    registersAfter: await progressOf(sql),
    registersWorkbooks: (await wantsWorkbooks(sql)) ? 'yes' : 'no',
  });
}

/**
 * Writes all registers beside work that goes on, all of one moment (REPEATABLE READ): where live work changed the books since
 * they were last written, and the outputs of all that is in the books are written, so that what the registers follow is
 * there. Holds up nobody on PostgreSQL. Gives back the date they bear; undefined where nothing was to be written now.
 */
export async function publishLiveRegisters(
  db: Db,
  out: string,
  reference: Pick<Reference, 'calendar' | 'hash'>,
): Promise<IsoDate | undefined> {
  if (await isCurrent(db, out)) return undefined;
  const before = await lastManifest(db, out);
  return db.transaction(async (tx) => {
    await tx.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    if (!(await tryLockRegisters(tx)) || !(await isLiveWorkPublished(tx))) return undefined;
    const { last } = await calendarOf(tx);
    if (last === undefined || (await isCurrent(tx, out))) return undefined;
    // The same before this moment and after it: no later file's outputs have come between.
    const now = await lastManifest(tx, out);
    if (now?.date !== before?.date || now?.sha256 !== before?.sha256) return undefined;
    await publishRegisters(tx, out, last, reference);
    return last;
  });
}

/** Whether the registers that were last written here know all that the books do. */
async function isCurrent(sql: Sql, out: string): Promise<boolean> {
  const { registersOut, registersAfter } = await kept(sql);
  return registersOut === out && registersAfter === (await progressOf(sql));
}
