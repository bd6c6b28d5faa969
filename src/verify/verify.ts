import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../db/db.js';
import type { ChainHead } from '../ledger/journal/journal-chain.js';
import { openDb } from '../ledger/open.js';
import { kept } from '../ledger/records/kept.js';
import { type Difference, firstOf } from './difference.js';
import { checkInvariants, checkJournal } from './journal.js';
import { checkArchive, checkConfigurations } from './kept-files.js';
import { compareDates, compareFolder } from './outputs.js';
import { rederive } from './rederive.js';
import { checkStates } from './states.js';
import { compareTables } from './tables.js';

/** Where the archive and the outputs are; an absent one is where the books say. */
export interface Places {
  readonly archive: string | undefined;
  readonly out: string | undefined;
}

export interface Verdict {
  /** Undefined when everything agrees. */
  readonly difference: Difference | undefined;
  readonly head: ChainHead | undefined;
  /** Where outputs were compared; undefined where none was ever written. */
  readonly out: string | undefined;
}

/**
 * Derives everything again from the archived files and compares it with the books and the outputs, up to the first
 * difference. Cheap checks come first; nothing is changed.
 */
export async function verify(books: Db, places: Places, progress: (file: bigint) => void): Promise<Verdict> {
  const facts = await kept(books);
  const archive = places.archive ?? facts.archive;
  const out = places.out ?? facts.out;
  const registersOut = facts.registersOut === facts.out ? out : facts.registersOut;
  const chain = await checkJournal(books);
  const head = 'entries' in chain ? chain : undefined;
  const early = await firstOf([
    () => checkConfigurations(books),
    async () => (archive === undefined ? undefined : checkArchive(books, archive)),
    async () => ('entries' in chain ? undefined : chain),
  ]);
  if (early !== undefined) return { difference: early, head, out };
  const folder = await mkdtemp(join(tmpdir(), 'riskpool-verify-'));
  const freshOut = join(folder, 'out');
  const freshRegisters = registersOut === out ? freshOut : join(folder, 'registers');
  const db = await openDb({ kind: 'memory' });
  try {
    await rederive(books, archive ?? '', { db, out: freshOut, registersOut: freshRegisters }, progress);
    const difference = await firstOf([
      () => compareTables(books, db),
      async () => (out === undefined ? undefined : compareDates(out, freshOut)),
      async () =>
        registersOut === undefined ? undefined : compareFolder(registersOut, freshRegisters, 'registers'),
      () => checkInvariants(books),
      () => checkStates(books),
    ]);
    return { difference, head, out };
  } finally {
    await db.close();
    await rm(folder, { recursive: true, force: true });
  }
}
