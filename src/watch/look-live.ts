import { lstat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { type IsoDate, shanghaiDate } from '../domain/dates.js';
import { type DroppedFile, listDay } from '../io/inbox.js';
import { inOrder, type Workplace } from '../pipeline.js';
import { type CompleteFile, sortOut } from './complete.js';
import { isUnmovable, type Remaining, unmoved } from './look-dated.js';
import { recordLive } from './record.js';
import { isMissing, takeAway } from './taken.js';

/** A file counts as written when nothing has changed about it for so long. */
export const QUIET_MS = 1_000;

/**
 * One look at a live inbox: takes what is complete and records it with the runs that have fallen due. The date of
 * arrival is the file system's own (its change time, which no sender can set), so a file dropped in time while the
 * system was down is in time.
 */
export async function takeLive(
  place: Workplace,
  inbox: string,
  now = Date.now(),
): Promise<Remaining & { readonly made: number }> {
  const { limits } = place.configuration.reference;
  const { seen, hidden } = await listLive(inbox);
  const { complete, waiting } = sortOut(seen, limits.markerSenders ?? []);
  const still: DroppedFile[] = [...waiting, ...hidden];
  const ready = new Map<DroppedFile, { item: CompleteFile; on: IsoDate }>();
  for (const item of complete) {
    const changed = await changedAt(item, now);
    if (changed === undefined) continue;
    if (changed > now - QUIET_MS) still.push(item.file);
    else ready.set(item.file, { item, on: shanghaiDate(changed) });
  }
  const ordered = inOrder([...ready.keys()], limits).flatMap((file) => ready.get(file) ?? []);
  ordered.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  for (const { item, on } of ordered) if (!isUnmovable(item.file)) await takeAway(inbox, on, item);
  const lying = ordered.filter(({ item }) => isUnmovable(item.file));
  // What changed within the last moments may still belong to yesterday: yesterday is over once that is settled.
  const until = shanghaiDate(now - QUIET_MS);
  const made = await recordLive(
    place,
    inbox,
    until,
    lying.map(({ item, on }) => unmoved(on, item.file, 'lying')),
  );
  return { waiting: still, made };
}

/** A change time ahead of this machine's clock must not keep a file for ever. */
async function changedAt({ file, marker }: CompleteFile, now: number): Promise<number | undefined> {
  if (isUnmovable(file)) return now - QUIET_MS;
  let changed = 0;
  for (const path of marker === undefined ? [file.path] : [file.path, marker]) {
    try {
      changed = Math.max(changed, (await lstat(path)).ctimeMs);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
  return changed > now + QUIET_MS ? now - QUIET_MS : changed;
}

/** Senders' folders and what lies in them. A name that begins with a dot is ours, or a transfer program's unfinished file. */
async function listLive(inbox: string): Promise<{ seen: DroppedFile[]; hidden: DroppedFile[] }> {
  const files = (await listDay(dirname(inbox), basename(inbox))).filter(
    (file) => !file.sender.startsWith('.'),
  );
  const isHidden = (file: DroppedFile): boolean => file.name.startsWith('.');
  return {
    seen: files.filter((file) => !isHidden(file)),
    hidden: files.filter((file) => isHidden(file) && file.sender !== ''),
  };
}
