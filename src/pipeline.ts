import type { Db } from './db/db.js';
import { addDays, type IsoDate, isMonthEnd } from './domain/dates.js';
import { compareCodePoints } from './domain/order.js';
import type { FileLimits, Reference } from './domain/reference.js';
import type { Configuration } from './io/config/load.js';
import { parseFileName } from './io/filename.js';
import { type DroppedFile, listDay, listDays } from './io/inbox.js';
import { openBooks, ranOn, recordRun } from './ledger/records/books.js';
import { type FileRecord, lockBooks } from './ledger/records/files.js';
import { keep } from './ledger/records/kept.js';
import { publishDate } from './publish/date.js';
import type { AsideReceipt } from './publish/aside-receipt.js';
import { publishReceipt, receiptAside } from './publish/receipt.js';
import { publishRegisters } from './publish/registers.js';
import { schemesOfRun } from './rules/opinion.js';
import { type Arrival, type Inspected, inspect, receiveFile } from './stages/receive.js';
import { runReview } from './stages/review.js';
import { kindRank } from './stages/take-rows.js';

/** Where a pipeline works: the books, the configuration in force, the outputs and the archive. */
export interface Workplace {
  readonly db: Db;
  readonly configuration: Configuration;
  readonly out: string;
  readonly archive: string;
}

/** What a replay tells while it runs. */
export interface Progress {
  /** Entries of the inbox that are no business date and are left where they lie. */
  ignored(names: readonly string[]): void;
  day(on: IsoDate, index: number, days: number): void;
  file(file: FileRecord): void;
}

/**
 * The story: receive → read → judge → record → review → settle → publish, day by day. Every step that changes the
 * books is one transaction and safe to repeat; publishing only reads them.
 */
export async function replay(
  place: Workplace,
  inbox: string,
  until: IsoDate | undefined,
  progress: Progress,
): Promise<{ lastDay: IsoDate; refused: number }> {
  const { days, others } = await listDays(inbox);
  progress.ignored(others);
  const first = days[0];
  if (first === undefined) throw new Error(`收件目录${inbox}下没有日期文件夹`);
  const lastDay = until ?? days.at(-1) ?? first;
  const folders = new Set(days);
  await openBooks(place.db, place.configuration);
  let refused = 0;
  for (let on = first, index = 0; on <= lastDay; on = addDays(on, 1)) {
    if (folders.has(on)) {
      index += 1;
      progress.day(on, index, days.length);
      refused += await takeDay(place, inbox, on, progress);
    }
    if (folders.has(on) || isMonthEnd(on)) await closeDate(place, on);
  }
  await publishRegisters(place.db, place.out, lastDay, place.configuration.reference);
  return { lastDay, refused };
}

/** A day's files in the order in which they take effect. A receipt is written while the next file is looked at. */
async function takeDay(place: Workplace, inbox: string, on: IsoDate, progress: Progress): Promise<number> {
  const { reference } = place.configuration;
  let refused = 0;
  let written: Taken | undefined;
  for (const file of inOrder(await listDay(inbox, on), reference.limits)) {
    const looking = inspect({ file, receivedOn: on }, reference, place.archive);
    const [inspected] = await Promise.all([looking, publishTaken(place, written)]);
    written = await take(place, inspected);
    const { record } = written;
    progress.file(record);
    if (record.status === 'refused') refused += 1;
  }
  await publishTaken(place, written);
  return refused;
}

/** A file that was taken, and its receipt as it was written meanwhile. */
interface Taken {
  readonly record: FileRecord;
  readonly receipt: AsideReceipt;
}

async function take(place: Workplace, inspected: Inspected): Promise<Taken> {
  const receipt = receiptAside(place.out);
  try {
    const record = await receiveFile(place.db, { ...inspected, receipt }, place.configuration.reference);
    return { record, receipt };
  } catch (error) {
    await receipt.abort();
    throw error;
  }
}

async function publishTaken(place: Workplace, taken: Taken | undefined): Promise<void> {
  const { policies } = place.configuration.reference;
  if (taken !== undefined) await publishReceipt(place.db, place.out, taken.record, policies, taken.receipt);
}

/** Kind, sender, file name: the order in which files of one day take effect. */
export function inOrder(files: readonly DroppedFile[], limits: FileLimits): DroppedFile[] {
  const ranked = files.map((file) => {
    const name = parseFileName(file.name, limits);
    return { file, rank: kindRank('problem' in name ? undefined : name.kind) };
  });
  ranked.sort(
    (a, b) =>
      a.rank - b.rank ||
      compareCodePoints(a.file.sender, b.file.sender) ||
      compareCodePoints(a.file.name, b.file.name),
  );
  return ranked.map(({ file }) => file);
}

/** One file from drop to receipt, and the day's other outputs as they stand after it. */
export async function takeFile(
  place: Workplace,
  file: DroppedFile,
  receivedOn: IsoDate,
  onRows?: Arrival['onRows'],
): Promise<FileRecord> {
  const { reference } = place.configuration;
  const inspected = await inspect({ file, receivedOn, onRows }, reference, place.archive);
  const taken = await take(place, inspected);
  await publishTaken(place, taken);
  await publish(place, receivedOn);
  return taken.record;
}

/** The end of a date: at a month's end the run, then what the date came to. */
export async function closeDate(place: Workplace, on: IsoDate): Promise<void> {
  if (isMonthEnd(on)) await closeMonth(place, on);
  else await publish(place, on);
}

/** A month's last day: the opinion run, then what the day and the month came to. */
export async function closeMonth(place: Workplace, on: IsoDate): Promise<void> {
  await runMonth(place.db, on, place.configuration.reference);
  await publish(place, on);
}

/** The opinion run of a month's last day; one that was done already is left as it was. */
export async function runMonth(db: Db, on: IsoDate, reference: Reference): Promise<void> {
  await db.transaction(async (tx) => {
    await lockBooks(tx);
    if (await ranOn(tx, on)) return;
    await runReview(tx, on, reference);
    await recordRun(tx, on, schemesOfRun(on, reference.policies), reference.hash);
  });
}

/** What a date gives besides receipts, its manifest last. */
async function publish(place: Workplace, on: IsoDate): Promise<void> {
  const { db, out, archive } = place;
  await keep(db, { out, archive });
  await publishDate(db, out, on);
}
