import { lstat, mkdir, rename, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type IsoDate, shanghaiDate } from '../domain/dates.js';
import { syncFolder } from '../io/folders.js';
import { digestOf, type FileDigest } from '../io/hash-file.js';
import { type DroppedFile, listDay } from '../io/inbox.js';
import { clearTaken, namesIn, newToken, removeFile, TAKEN, type TakenFile } from './taken.js';

/**
 * What becomes of a taken file once it is recorded. It is compared with its copy in the archive, and only then goes.
 * One taken by quiet alone is first held in <inbox>/.held/<token>~<sha256>/<SENDER>/: an upload that had stalled may go
 * on writing to it, and what comes then is taken as a drop of its own. What is no file is set aside in
 * <inbox>/.aside/<date>/<SENDER>/ and never deleted.
 */
const HELD = '.held';
const ASIDE = '.aside';

/** @param recorded digest under which the file was archived and recorded; undefined for what is no file */
export async function putAway(
  inbox: string,
  taken: TakenFile,
  recorded: FileDigest | undefined,
): Promise<void> {
  const { token, receivedOn, file, note } = taken;
  if (recorded === undefined) {
    const folder = join(inbox, ASIDE, receivedOn, file.sender);
    const there = (await namesIn(folder)).includes(file.name);
    await moveInto(folder, file.path, there ? `${file.name}~${token}` : file.name);
  } else if (note.byQuiet === true) {
    const folder = join(inbox, HELD, `${token}~${recorded.sha256}`, file.sender);
    await moveInto(folder, file.path, file.name);
  } else if (await isStill(file.path, recorded.sha256)) await removeFile(file.path);
  else await takeAgain(inbox, receivedOn, file);
  await clearTaken(inbox, taken);
}

async function moveInto(folder: string, path: string, name: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(path, join(folder, name));
  await syncFolder(folder);
}

/** Whether the file has these bytes, and nothing of it changed while that was being found out. */
async function isStill(path: string, sha256: string): Promise<boolean> {
  const before = await lstat(path, { bigint: true });
  const digest = await digestOf(path);
  const after = await lstat(path, { bigint: true });
  return digest.sha256 === sha256 && after.mtimeNs === before.mtimeNs && after.size === before.size;
}

/** Bytes that came after a file was archived make it another file: taken once more, under a token of its own. */
async function takeAgain(inbox: string, on: IsoDate, file: DroppedFile): Promise<void> {
  await moveInto(join(inbox, TAKEN, on, newToken(), file.sender), file.path, file.name);
}

const LOOK_EVERY_MS = 2_000;

/** The held files of one inbox. */
export class HeldFiles {
  readonly #inbox: string;
  #lastLook = Number.NEGATIVE_INFINITY;
  /** By path: size and modification time with which the file was last found to be what is archived. */
  readonly #same = new Map<string, string>();

  constructor(inbox: string) {
    this.#inbox = inbox;
  }

  /**
   * One that has changed and is quiet again is taken as a drop of its own; one that has not changed for the whole time
   * is removed. Gives back those that are changing.
   * @param quiet ms without a change after which a file counts as written
   * @param hold ms for which a file is held
   */
  async look(quiet: number, hold: number, now: number): Promise<DroppedFile[]> {
    if (Math.abs(now - this.#lastLook) < LOOK_EVERY_MS) return [];
    this.#lastLook = now;
    const root = join(this.#inbox, HELD);
    const changing: DroppedFile[] = [];
    for (const entry of await namesIn(root)) {
      const sha256 = entry.slice(entry.lastIndexOf('~') + 1);
      for (const file of await listDay(root, entry)) {
        const outcome = await this.#lookAt(file, sha256, quiet, hold, now);
        if (outcome === 'changing') changing.push(file);
        if (outcome === 'gone' && file.sender !== '') await rmdir(dirname(file.path)).catch(() => {});
      }
      await rmdir(join(root, entry)).catch(() => {});
    }
    return changing;
  }

  async #lookAt(
    file: DroppedFile,
    sha256: string,
    quiet: number,
    hold: number,
    now: number,
  ): Promise<'held' | 'changing' | 'gone'> {
    const { path } = file;
    const stat = await lstat(path);
    const state = `${stat.size}/${stat.mtimeMs}`;
    const over = (await lstat(dirname(path))).mtimeMs + hold <= now;
    if (this.#same.get(path) === state && !over) return 'held';
    if (await isStill(path, sha256)) {
      this.#same.set(path, state);
      if (!over) return 'held';
      await removeFile(path);
    } else if (stat.mtimeMs <= now && stat.mtimeMs > now - quiet) return 'changing';
    else await takeAgain(this.#inbox, shanghaiDate(stat.mtimeMs), file);
    this.#same.delete(path);
    return 'gone';
  }
}
