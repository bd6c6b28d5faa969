import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, isDatabaseAway } from '../db/db.js';
import type { ChainHead } from '../ledger/journal/journal-chain.js';
import { openDb } from '../ledger/open.js';
import { kept } from '../ledger/records/kept.js';
import { type Difference, firstOf, shown } from './difference.js';
import { checkFacts, checkRecordedOutputs, checkWork } from './facts.js';
import { checkInvariants, checkJournal } from './journal.js';
import { checkArchive, checkConfigurations, strayArchived } from './kept-files.js';
import { compareDates, compareFolder, strayOutputs } from './outputs.js';
import { type Milestone, rederive } from './rederive.js';
import { type Seal, SealCheck } from './seal.js';
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
 * @param seals what the books are known to have come to earlier
 */
export async function verify(
  books: Db,
  places: Places,
  progress: (file: bigint) => void,
  seals: readonly Seal[] = [],
): Promise<Verdict> {
  const facts = await kept(books);
  const archive = places.archive ?? facts.archive;
  const out = places.out ?? facts.out;
  const registersOut = facts.registersOut === facts.out ? out : facts.registersOut;
  const chain = await checkJournal(books);
  const head = 'entries' in chain ? chain : undefined;
  const early = await firstOf([
    () => checkConfigurations(books),
    () => checkFacts(books),
    async () => (archive === undefined ? undefined : checkArchive(books, archive)),
    async () => (archive === undefined ? undefined : strayArchived(books, archive)),
    async () => ('entries' in chain ? undefined : chain),
    () => checkWork(books),
  ]);
  if (early !== undefined) return { difference: early, head, out };
  const difference = await late(books, { archive: archive ?? '', out, registersOut }, progress, seals);
  return { difference, head, out };
}

interface Where {
  readonly archive: string;
  readonly out: string | undefined;
  readonly registersOut: string | undefined;
}

/** The checks that lay the books and the outputs beside what is derived again. */
async function late(
  books: Db,
  { archive, out, registersOut }: Where,
  progress: (file: bigint) => void,
  seals: readonly Seal[],
): Promise<Difference | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'riskpool-verify-'));
  const freshOut = join(folder, 'out');
  const freshRegisters = registersOut === out ? freshOut : join(folder, 'registers');
  const db = await openDb({ kind: 'memory' });
  const sealed = new SealCheck(seals, db, freshOut);
  try {
    const fresh = { db, out: freshOut, registersOut: freshRegisters };
    const broken = await derived(books, archive, fresh, progress, sealed.milestones);
    return await firstOf([
      async () => broken,
      () => compareTables(books, db),
      async () => sealed.difference,
      () => checkRecordedOutputs(books, db),
      async () => (out === undefined ? undefined : compareDates(out, freshOut)),
      async () =>
        registersOut === undefined ? undefined : compareFolder(registersOut, freshRegisters, 'registers'),
      async () => (out === undefined ? undefined : strayOutputs(out, archive)),
      () => checkInvariants(books),
      () => checkStates(books),
    ]);
  } finally {
    await db.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Derives everything again; damaged books may make that impossible, which is a finding and not an error of the program. */
async function derived(
  books: Db,
  archive: string,
  fresh: Parameters<typeof rederive>[2],
  progress: (file: bigint) => void,
  milestones: readonly Milestone[],
): Promise<Difference | undefined> {
  let last = 0n;
  const note = (file: bigint): void => {
    last = file;
    progress(file);
  };
  try {
    await rederive(books, archive, fresh, note, { milestones });
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (isDatabaseAway(error) || code === 'ENOSPC' || code === 'EMFILE') throw error;
    const reason = error instanceof Error ? error.message : String(error);
    return {
      what: '从存档重算到此中断,账簿已损坏',
      where: `files(${last})之后的文件或初审`,
      kept: shown(reason),
      computed: '能重算',
    };
  }
}
