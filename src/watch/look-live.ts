import { lstat, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type IsoDate, shanghaiDate } from '../domain/dates.js';
import { compareCodePoints } from '../domain/order.js';
import { type DroppedFile, listSenders } from '../io/inbox.js';
import { codeOf, isMissing, UnreadableFileError } from '../io/plain-file.js';
import { inOrder, type Workplace } from '../pipeline.js';
import { type CompleteFile, quietMs, readinessOf, sortOut } from './complete.js';
import { isGarbled, lyingToken, type Remaining } from './look-dated.js';
import { HeldFiles } from './put-away.js';
import { type Prepared, prepare, prepareLying, recordLive, unrecorded } from './record.js';
import { clearTaken, namesIn, type TakenFile, takeAway, takenDates, takenOn } from './taken.js';
import { Troubles } from './troubles.js';

const DEFAULT_HOLD_MINUTES = 60;
/** A file that cannot be taken is answered once it has failed so often: a permission may be set a moment later. */
const ANSWERED_AFTER = 2;
/** What the system says of one file or folder, and not of the machine: the others go on. */
const OF_ONE_FILE = new Set([
  'EACCES',
  'EPERM',
  'EIO',
  'ELOOP',
  'ENXIO',
  'ENOTFILE',
  'ENAMETOOLONG',
  'EISDIR',
  'ENOTDIR',
  'ESTALE',
  'EBUSY',
]);

interface Ready {
  readonly item: CompleteFile;
  readonly on: IsoDate;
}

/** A live inbox, looked at again and again. */
export class LiveInbox {
  readonly #place: Workplace;
  readonly #inbox: string;
  readonly #troubles = new Troubles();
  readonly #held: HeldFiles;

  constructor(place: Workplace, inbox: string) {
    this.#place = place;
    this.#inbox = inbox;
    this.#held = new HeldFiles(inbox);
  }

  /**
   * One look: takes what is complete and records it with the runs that have fallen due. The date of arrival is the file
   * system's own (its change time, which no sender can set), so a file dropped in time while the system was down is
   * in time. What is in trouble is passed over and tried again later.
   */
  async look(now = Date.now()): Promise<Remaining & { readonly made: number }> {
    const { limits } = this.#place.configuration.reference;
    const quiet = quietMs(limits);
    const { files, unreadable } = await listSenders(this.#inbox);
    const keys = new Set(unreadable.map(({ sender }) => `folder ${sender}`));
    for (const { sender, code } of unreadable) {
      const key = `folder ${sender}`;
      if (this.#troubles.isDue(key, now)) this.#troubles.failed(key, { sender, name: '', code }, now);
    }
    const { complete, waiting } = sortOut(files, limits.markerSenders ?? []);
    const { ready, still, since } = await this.#ready(complete, now);
    const prepared: Prepared[] = [];
    for (const { item, on } of ready) prepared.push(...(await this.#take(item, on, now, keys)));
    const hold = (limits.holdMinutes ?? DEFAULT_HOLD_MINUTES) * 60_000;
    const changing = await this.#held.look(quiet, hold, now);
    prepared.push(...(await this.#prepareTaken(now, keys)));
    this.#troubles.keepOnly(keys);
    // A file that is still waited for may belong to yesterday: yesterday is over once that is settled.
    const until = shanghaiDate(Math.min(now - quiet, since));
    const made = await recordLive(this.#place, this.#inbox, until, prepared);
    const settling = [...still, ...changing];
    const troubles = this.#troubles.all;
    return { waiting: [...waiting, ...settling], troubles, settling: settling.length, made };
  }

  /** Which of the files may be taken, in the order in which they take effect; and since when the oldest other one waits. */
  async #ready(
    complete: readonly CompleteFile[],
    now: number,
  ): Promise<{ ready: Ready[]; still: DroppedFile[]; since: number }> {
    const { limits } = this.#place.configuration.reference;
    const ready = new Map<DroppedFile, Ready>();
    const still: DroppedFile[] = [];
    let since = now;
    for (const item of complete) {
      const found = isGarbled(item.file)
        ? { arrived: now, byQuiet: false }
        : await readinessOf(item, limits, now);
      if (found === undefined) continue;
      if ('waits' in found) {
        still.push(item.file);
        since = Math.min(since, found.since);
      } else
        ready.set(item.file, { item: { ...item, byQuiet: found.byQuiet }, on: shanghaiDate(found.arrived) });
    }
    const ordered = inOrder([...ready.keys()], limits).flatMap((file) => ready.get(file) ?? []);
    return { ready: ordered.sort((a, b) => compareCodePoints(a.on, b.on)), still, since };
  }

  /** Takes one file away. Gives back what is to be recorded of one that stays where it lies. */
  async #take(item: CompleteFile, on: IsoDate, now: number, keys: Set<string>): Promise<Prepared[]> {
    const { file } = item;
    if (isGarbled(file)) return [prepareLying(lyingToken('lying', file), on, file, false)];
    const ino = await inodeOf(file.path);
    if (ino === undefined) return [];
    const key = `${ino} ${file.path}`;
    keys.add(key);
    if (!this.#troubles.isDue(key, now)) return [];
    try {
      await takeAway(this.#inbox, on, item);
      this.#troubles.over(key);
      return [];
    } catch (error) {
      const code = codeOf(error);
      if (!OF_ONE_FILE.has(code)) throw error;
      const { tries } = this.#troubles.failed(key, { sender: file.sender, name: file.name, code }, now);
      if (file.problem === undefined && tries < ANSWERED_AFTER) return [];
      const problem = file.problem ?? `没有读取或移走这份文件的权限(${code}),尚未收取。${MEND}`;
      return [prepareLying(lyingToken('lying', file, ino), on, { ...file, problem }, false)];
    }
  }

  /** What lies taken and is not recorded, each by itself: one that cannot be read any more goes back to its sender. */
  async #prepareTaken(now: number, keys: Set<string>): Promise<Prepared[]> {
    const prepared: Prepared[] = [];
    for (const on of await takenDates(this.#inbox)) {
      for (const taken of await unrecorded(this.#place, this.#inbox, await takenOn(this.#inbox, on))) {
        const key = `taken ${taken.token}`;
        keys.add(key);
        if (!this.#troubles.isDue(key, now)) continue;
        try {
          prepared.push(await prepare(this.#place, taken, false));
          this.#troubles.over(key);
        } catch (error) {
          if (!(error instanceof UnreadableFileError)) throw error;
          const { sender, name } = taken.file;
          this.#troubles.failed(key, { sender, name, code: error.code }, now);
          await this.#giveBack(taken);
        }
      }
    }
    return prepared;
  }

  /** Back to where it was dropped, unless another file of that name is there by now. */
  async #giveBack(taken: TakenFile): Promise<void> {
    const { sender, name, path } = taken.file;
    const folder = join(this.#inbox, sender);
    if ((await namesIn(folder)).includes(name)) return;
    await rename(path, join(folder, name));
    await clearTaken(this.#inbox, { ...taken, note: {} });
  }
}

const MEND = '请把文件设为收取程序可读写(例如组可读写)后重新上传,或与系统管理员联系。';

async function inodeOf(path: string): Promise<string | undefined> {
  return lstat(path).then(
    ({ ino, birthtimeMs }) => `${ino}/${birthtimeMs}`,
    (error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    },
  );
}
