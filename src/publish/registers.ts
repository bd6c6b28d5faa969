import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import type { Reference } from '../domain/reference.js';
import { keep, progressOf, wantsWorkbooks } from '../ledger/records/kept.js';
import { publishRegistersManifest } from './registers-manifest.js';
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
  const written = await writeSheets(sql, join(out, 'registers'), REGISTERS, { asOf, calendar });
  await publishRegistersManifest(sql, out, asOf, written);
  await keep(sql, {
    registersOut: out,
    registersAsOf: asOf,
    registersConfig: hash,
    registersAfter: await progressOf(sql),
    registersWorkbooks: (await wantsWorkbooks(sql)) ? 'yes' : 'no',
  });
}
