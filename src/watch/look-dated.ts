import { createHash } from 'node:crypto';
import { addDays, type IsoDate, isMonthEnd } from '../domain/dates.js';
import { type DroppedFile, listDay, listDays } from '../io/inbox.js';
import { recordedDays } from '../ledger/work/work-progress.js';
import type { Workplace } from '../pipeline.js';
import { sortOut } from './complete.js';
import { recordDay } from './record.js';
import { type TakenFile, takeAway } from './taken.js';

/** What a look at the inbox found besides what was taken. */
export interface Remaining {
  /** Not finished by their senders, or come to a day that is closed. */
  readonly waiting: readonly DroppedFile[];
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
  const markers = place.configuration.reference.limits.markerSenders ?? [];
  const remaining: DroppedFile[] = [];
  for (const on of days) {
    if (stopped()) break;
    const { complete, waiting } = folders.has(on)
      ? sortOut(await listDay(inbox, on), markers)
      : { complete: [], waiting: [] };
    remaining.push(...waiting);
    if (done.has(on)) {
      remaining.push(...complete.map(({ file }) => file).filter((file) => !isUnmovable(file)));
      continue;
    }
    const unmovable = complete
      .filter(({ file }) => isUnmovable(file))
      .map(({ file }) => unmoved(on, file, `lying-${on}`));
    for (const item of complete) if (!isUnmovable(item.file)) await takeAway(inbox, on, item);
    await recordDay(place, inbox, on, unmovable);
    await recorded();
  }
  return { waiting: remaining };
}

/** A name that is not UTF-8 is listed with replacement characters and cannot be opened by it: refused where it lies. */
export function isUnmovable(file: DroppedFile): boolean {
  return file.path.includes('\ufffd');
}

/** Its token comes from its name, so it is recorded once, however often it is seen. */
export function unmoved(receivedOn: IsoDate, file: DroppedFile, prefix: string): TakenFile {
  const digest = createHash('sha256').update(`${file.sender}/${file.name}`).digest('hex');
  return { token: `${prefix}-${digest.slice(0, 16)}`, receivedOn, file };
}
