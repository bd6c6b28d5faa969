import { createHash } from 'node:crypto';
import { addDays, type IsoDate, isMonthEnd } from '../domain/dates.js';
import { type DroppedFile, listDay, listDays } from '../io/inbox.js';
import { recordedDays } from '../ledger/work/work-progress.js';
import type { Workplace } from '../pipeline.js';
import { sortOut } from './complete.js';
import { prepare, prepareLying, recordDay, unrecorded } from './record.js';
import { takeAway, takenOn } from './taken.js';
import type { Trouble } from './troubles.js';

/** What a look at the inbox found besides what was taken. */
export interface Remaining {
  /** Not finished by their senders, or come to a day that is closed. */
  readonly waiting: readonly DroppedFile[];
  readonly troubles: readonly Trouble[];
  /** How many of the waiting will be taken without anybody doing anything more. */
  readonly settling: number;
}

/** The calendar of a dated inbox: from its first day folder to `until`, or to its last. */
export async function calendarOfInbox(
  inbox: string,
  until: IsoDate | undefined,
): Promise<{ days: IsoDate[]; lastDay: IsoDate | undefined }> {
  const { days: folders } = await listDays(inbox);
  const first = folders[0];
  const lastDay = until ?? folders.at(-1);
  const days: IsoDate[] = [];
  if (first === undefined || lastDay === undefined) return { days, lastDay };
  const known = new Set(folders);
  for (let on = first; on <= lastDay; on = addDays(on, 1)) if (known.has(on) || isMonthEnd(on)) days.push(on);
  return { days, lastDay };
}

/** Takes and records the days that are not recorded yet, in order. */
export async function takeDays(
  place: Workplace,
  inbox: string,
  days: readonly IsoDate[],
  recorded: () => Promise<void>,
  stopped: () => boolean,
): Promise<Remaining> {
  const done = await recordedDays(place.db);
  const folders = new Set((await listDays(inbox)).days);
  const waiting: DroppedFile[] = [];
  for (const on of days) {
    if (stopped()) break;
    const found = folders.has(on) ? await filesOf(place, inbox, on) : { complete: [], waiting: [] };
    waiting.push(...found.waiting);
    if (done.has(on)) {
      waiting.push(...found.complete.map(({ file }) => file).filter((file) => !isGarbled(file)));
      continue;
    }
    for (const item of found.complete) if (!isGarbled(item.file)) await takeAway(inbox, on, item);
    const prepared = found.complete
      .filter(({ file }) => isGarbled(file))
      .map(({ file }) => prepareLying(lyingToken(`lying-${on}`, file), on, file, true));
    for (const taken of await unrecorded(place, inbox, await takenOn(inbox, on)))
      prepared.push(await prepare(place, taken, true));
    await recordDay(place, inbox, on, prepared);
    await recorded();
  }
  return { waiting, troubles: [], settling: 0 };
}

/** A day that has been laid out is finished: a name for unfinished files is a name like any other, as in a replay. */
async function filesOf(place: Workplace, inbox: string, on: IsoDate): Promise<ReturnType<typeof sortOut>> {
  const markers = place.configuration.reference.limits.markerSenders ?? [];
  return sortOut(await listDay(inbox, on), markers, () => false);
}

/** A name that is not UTF-8 is listed with replacement characters and cannot be opened by it: refused where it lies. */
export function isGarbled(file: DroppedFile): boolean {
  return file.path.includes('\ufffd');
}

/** A token made of what tells the file apart, so that it is recorded once, however often it is seen. */
export function lyingToken(prefix: string, file: DroppedFile, apart = ''): string {
  const digest = createHash('sha256').update(`${file.sender}/${file.name}${apart}`).digest('hex');
  return `${prefix}-${digest.slice(0, 16)}`;
}
