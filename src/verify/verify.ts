import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, isDatabaseAway } from '../db/db.js';
import type { ChainHead } from '../ledger/journal/journal-chain.js';
import { openDb } from '../ledger/open.js';
import { kept } from '../ledger/records/kept.js';
import { type Difference, firstOf, shown } from './difference.js';
import { checkFacts, checkOrders, checkRecordedOutputs, checkWork } from './facts.js';
import { checkInvariants, checkJournal } from './journal.js';
import { checkArchive, checkConfigurations, strayArchived } from './kept-files.js';
import { compareDates, compareFolder, strayOutputs } from './outputs.js';
import { type Fresh, type Milestone, rederive } from './rederive.js';
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
  progress: (file: bigint, rows: number) => void,
  seals: readonly Seal[] = [],
): Promise<Verdict> {
  const where = await whereOf(books, places);
  const { out } = where;
  const { head, difference } = await checkByItself(books, where);
  if (difference !== undefined) return { difference, head, out };
  const folder = await mkdtemp(join(tmpdir(), 'riskpool-verify-'));
  const fresh = { db: await openDb({ kind: 'memory' }), ...foldersFor(where, folder) };
  const sealed = new SealCheck(seals, fresh.db, fresh.out);
  try {
    const broken = await derived(books, where.archive ?? '', fresh, progress, sealed.milestones);
    const checks = [async () => broken, async () => sealed.difference];
    return { difference: await firstOf([...checks, () => checkAgainst(books, where, fresh)]), head, out };
  } finally {
    await fresh.db.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The folders that are compared; undefined where none was ever written. */
export interface Where {
  readonly archive: string | undefined;
  readonly out: string | undefined;
  readonly registersOut: string | undefined;
}

/** The folders as the books know them, or as they are given. */
export async function whereOf(books: Db, places: Places): Promise<Where> {
  const facts = await kept(books);
  const out = places.out ?? facts.out;
  const registersOut = facts.registersOut === facts.out ? out : facts.registersOut;
  return { archive: places.archive ?? facts.archive, out, registersOut };
}

/** Folders for what is derived again: one for both, or two where registers were written elsewhere. */
function foldersFor({ out, registersOut }: Where, folder: string): Omit<Fresh, 'db'> {
  const freshOut = join(folder, 'out');
  return { out: freshOut, registersOut: registersOut === out ? freshOut : join(folder, 'registers') };
}

/** The checks that need nothing derived: what the books and the archive say of themselves. */
export async function checkByItself(
  books: Db,
  { archive }: Where,
): Promise<Pick<Verdict, 'difference' | 'head'>> {
  const chain = await checkJournal(books);
  const difference = await firstOf([
    () => checkConfigurations(books),
    () => checkFacts(books),
    async () => (archive === undefined ? undefined : checkArchive(books, archive)),
    async () => (archive === undefined ? undefined : strayArchived(books, archive)),
    async () => ('entries' in chain ? undefined : chain),
    () => checkWork(books),
    () => checkOrders(books),
  ]);
  return { difference, head: 'entries' in chain ? chain : undefined };
}

/** The checks that lay the books and the outputs beside what was derived again. */
export function checkAgainst(
  books: Db,
  { archive = '', out, registersOut }: Where,
  fresh: Fresh,
): Promise<Difference | undefined> {
  return firstOf([
    () => compareTables(books, fresh.db),
    () => checkRecordedOutputs(books, fresh.db),
    async () => (out === undefined ? undefined : compareDates(out, fresh.out)),
    async () =>
      registersOut === undefined ? undefined : compareFolder(registersOut, fresh.registersOut, 'registers'),
    async () => (out === undefined ? undefined : strayOutputs(out, archive)),
    () => checkInvariants(books),
    () => checkStates(books),
  ]);
}

/** Derives everything again; damaged books may make that impossible, which is a finding and not an error of the program. */
async function derived(
  books: Db,
  archive: string,
  fresh: Fresh,
  progress: (file: bigint, rows: number) => void,
  milestones: readonly Milestone[],
): Promise<Difference | undefined> {
  let last = 0n;
  const note = (file: bigint, rows: number): void => {
    last = file;
    progress(file, rows);
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
