import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { openDb } from '../ledger/open.js';
import { calendarOf } from '../ledger/records/books.js';
import { kept } from '../ledger/records/kept.js';
import { rederive } from '../verify/rederive.js';
import { againMeter } from './again-meter.js';
import { CommandError, WordsError } from './exit.js';
import { archiveOf, type PlaceOptions } from './place.js';

/** The day that books are looked at as of, and the newest day they have. */
export interface LookedAt {
  readonly asOf: IsoDate;
  readonly last: IsoDate;
}

/**
 * The day that the words name, or the newest one.
 * @throws CommandError for empty books, WordsError for a day before the first
 */
export async function lookedAt(db: Db, on: IsoDate | undefined): Promise<LookedAt> {
  const { first, last } = await calendarOf(db);
  if (last === undefined || first === undefined) throw new CommandError('账簿是空的,还没有收过文件。');
  const asOf = on ?? last;
  if (asOf < first) throw new WordsError(`账簿从${first}开始,没有${asOf}的情况。`);
  return { asOf, last };
}

/**
 * Books as they stood at the end of a day that has passed: the archived files and the runs until then are done again on
 * books of their own, which are gone afterwards.
 * @param work gets those books and a folder for what it writes
 */
export async function withPastBooks<T>(
  db: Db,
  asOf: IsoDate,
  out: string | undefined,
  options: PlaceOptions,
  work: (past: Db, folder: string) => Promise<T>,
): Promise<T> {
  const facts = await kept(db);
  const folder = await mkdtemp(join(tmpdir(), 'riskpool-past-'));
  const archive = archiveOf(facts, facts.out ?? out ?? folder, options);
  const past = await openDb({ kind: 'memory' });
  try {
    const meter = await againMeter(db, asOf);
    const fresh = { db: past, out: folder, registersOut: folder };
    await rederive(db, archive, fresh, meter.progress, { until: asOf }).finally(meter.end);
    return await work(past, folder);
  } finally {
    await past.close();
    await rm(folder, { recursive: true, force: true });
  }
}
