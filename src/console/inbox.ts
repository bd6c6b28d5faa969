import { createHash, randomUUID } from 'node:crypto';
import { link, lstat, mkdir, open, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import { shanghaiDate } from '../domain/dates.js';
import { writeWhole } from '../io/out.js';
import { type Drop, markDropped, openDrops, recordDrop } from '../ledger/console/drops.js';
import type { Call, ConsolePlace } from './call.js';
import { tooLarge } from './errors.js';

/**
 * The console as a sender: files wait in <inbox>/.console under a name of ours, where no watcher looks, and are linked into
 * a sender's folder whole. What is decided is recorded first and dropped after, so a crash in between loses nothing.
 */
const SPOOL = '.console';

const WRITTEN_BEFORE_SECONDS = 5;

const spoolPath = ({ inbox }: Pick<ConsolePlace, 'inbox'>, name: string): string => join(inbox, SPOOL, name);

export interface Spooled {
  readonly sha256: string;
  readonly bytes: number;
  /** Names it in the spool. */
  readonly spool: string;
  readonly path: string;
}

/** Puts bytes into the spool as they arrive. @throws Refused 413 as soon as there are more than `most` */
export async function spool(
  place: Pick<ConsolePlace, 'inbox'>,
  source: AsyncIterable<Buffer> | Iterable<Buffer>,
  most: number,
): Promise<Spooled> {
  await mkdir(join(place.inbox, SPOOL), { recursive: true });
  const name = randomUUID();
  const path = spoolPath(place, name);
  const handle = await open(path, 'wx');
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > most) throw tooLarge(most);
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    await handle.sync();
    return { sha256: hash.digest('hex'), bytes, spool: name, path };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/** What is in the spool for a drop that was decided against, or was only a dry run. */
export const unspool = (place: Pick<ConsolePlace, 'inbox'>, name: string): Promise<void> =>
  rm(spoolPath(place, name), { force: true });

/** The business date of now. */
export const todayOf = (place: Pick<ConsolePlace, 'now'>): string => shanghaiDate(place.now().getTime());

/** Decides, inside the caller's transaction, that a spooled file goes to a sender's inbox. */
export const planDrop = ({ place }: Pick<Call, 'place'>, tx: Sql, drop: Omit<Drop, 'id'>): Promise<Drop> =>
  recordDrop(tx, drop, todayOf(place));

/** Whether a file of that name lies in the sender's folder, not taken yet. */
export async function liesThere({ inbox }: ConsolePlace, sender: string, name: string): Promise<boolean> {
  return lstat(join(inbox, sender, name)).then(
    () => true,
    () => false,
  );
}

/** Drops a decided file. Where one of its name lies there still, it is dropped later, by `dropOpen`. */
export async function drop(place: ConsolePlace, decided: Drop): Promise<void> {
  const { sender, name, sha256 } = decided;
  const source = spoolPath(place, decided.spool);
  const folder = join(place.inbox, sender);
  await mkdir(folder, { recursive: true });
  try {
    // Last written a while before it shows in the folder: the watcher then knows it for whole and does not wait.
    const now = place.now().getTime() / 1000;
    await utimes(source, now, now - WRITTEN_BEFORE_SECONDS);
    await link(source, join(folder, name));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    // The spool is emptied only after a file was dropped.
    if (code !== 'ENOENT') throw error;
  }
  if (place.configuration.reference.limits.markerSenders?.includes(sender) === true)
    await writeWhole(join(folder, `${name}.ok`), `sha256=${sha256}\n`);
  await rm(source, { force: true });
  await markDropped(place.db, decided.id);
}

/** Drops what was decided and not dropped: at the start, and now and then. */
export async function dropOpen(place: ConsolePlace): Promise<void> {
  for (const decided of await openDrops(place.db)) await drop(place, decided);
}
