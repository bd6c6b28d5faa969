import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { ControlTotals } from '../domain/control.js';
import { type IsoDate, isDate } from '../domain/dates.js';
import { syncFolder } from '../io/folders.js';
import { type DroppedFile, listDay } from '../io/inbox.js';
import { readMarker } from '../io/marker.js';
import { writeJson } from '../io/out.js';
import { isMissing, openPlain, UnreadableFileError } from '../io/plain-file.js';
import type { CompleteFile } from './complete.js';

/**
 * Files on their way from the inbox to the archive: <inbox>/.taken/<date>/<token>/<SENDER>/<name>. A rename brings them
 * here, so a sender can no longer reach them by name, and the folders remember who sent what, and when, until it is
 * recorded: whatever is found here after a crash is recorded then.
 */
export interface TakenFile {
  readonly token: string;
  readonly receivedOn: IsoDate;
  readonly file: DroppedFile;
  readonly note: TakenNote;
}

/** What is kept beside a taken file, in <token>.json. */
export interface TakenNote {
  readonly marker?: { readonly path: string; readonly ino: string; readonly control: ControlTotals };
  /** Taken because it was quiet: it is held for a while after it is recorded. */
  readonly byQuiet?: boolean;
}

export const TAKEN = '.taken';
let serial = 0;

/** Tokens sort in the order in which they were made by one watcher; there is one watcher to an inbox. */
export function newToken(): string {
  serial += 1;
  const time = Date.now().toString(36).padStart(9, '0');
  return `${time}-${String(serial).padStart(8, '0')}-${randomBytes(4).toString('hex')}`;
}

/**
 * Moves a complete file out of the sender's reach; false where it is gone already. One that cannot be read or moved
 * stays where it lies, and nothing is left behind of the try.
 * @throws UnreadableFileError, or the system's error of the rename
 */
export async function takeAway(inbox: string, on: IsoDate, item: CompleteFile): Promise<boolean> {
  const { file, marker, byQuiet } = item;
  const day = join(inbox, TAKEN, on);
  const token = newToken();
  const note = join(day, `${token}.json`);
  try {
    if (file.problem === undefined) await (await openPlain(file.path)).close();
    await mkdir(join(day, token, file.sender), { recursive: true, mode: 0o700 });
    // What the marker says is kept before the file moves, and the marker goes last: a crash in between loses neither.
    if (marker !== undefined)
      await writeJson(note, { marker: await readMarkerFile(marker) } satisfies TakenNote);
    else if (byQuiet === true) await writeJson(note, { byQuiet } satisfies TakenNote);
    await rename(file.path, join(day, token, file.sender, file.name));
  } catch (error) {
    await removeEmpty(day, token, file.sender);
    await removeFile(note);
    await rmdir(day).catch(() => {});
    if (isMissing(error) || (error instanceof UnreadableFileError && error.code === 'ENOENT')) return false;
    throw error;
  }
  await syncFolder(join(day, token, file.sender));
  return true;
}

async function readMarkerFile(marker: string): Promise<Required<TakenNote>['marker']> {
  const stat = await lstat(marker);
  return { path: marker, ino: String(stat.ino), control: await readMarker(marker) };
}

/** Dates on which something lies taken. A folder that cannot be read is an error: it may hold files. */
export async function takenDates(inbox: string): Promise<IsoDate[]> {
  return (await namesIn(join(inbox, TAKEN))).filter(isDate).sort();
}

/** What was taken on a date and is not yet away, in the order taken. */
export async function takenOn(inbox: string, on: IsoDate): Promise<TakenFile[]> {
  const day = join(inbox, TAKEN, on);
  const taken: TakenFile[] = [];
  for (const token of (await namesIn(day)).filter((name) => !name.endsWith('.json')).sort()) {
    const [file] = await listDay(day, token);
    const note = await readNote(join(day, `${token}.json`));
    if (file !== undefined) {
      const control = note.marker === undefined ? {} : { control: note.marker.control };
      taken.push({ token, receivedOn: on, file: { ...file, ...control }, note });
    } else {
      // Folders that a crash left before the file was moved in. Only what is empty goes: rmdir, never rm -r.
      for (const sender of await namesIn(join(day, token)))
        await rmdir(join(day, token, sender)).catch(() => {});
      if (await removeEmpty(day, token, '')) await removeFile(join(day, `${token}.json`));
    }
  }
  return taken;
}

async function readNote(path: string): Promise<TakenNote> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as TakenNote;
  } catch (error) {
    if (isMissing(error)) return {};
    throw error;
  }
}

/** The file is archived and recorded, and has been moved or removed: its marker and its folders go. */
export async function clearTaken(inbox: string, { token, receivedOn, file, note }: TakenFile): Promise<void> {
  const day = join(inbox, TAKEN, receivedOn);
  // A marker that was written anew since belongs to another file.
  const { marker } = note;
  if (marker !== undefined && (await inodeOf(marker.path)) === marker.ino) await removeFile(marker.path);
  await removeEmpty(day, token, file.sender);
  await removeFile(join(day, `${token}.json`));
  await rmdir(day).catch(() => {});
}

async function removeEmpty(day: string, token: string, sender: string): Promise<boolean> {
  if (sender !== '') await rmdir(join(day, token, sender)).catch(() => {});
  return rmdir(join(day, token)).then(
    () => true,
    () => false,
  );
}

export async function removeFile(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
}

/** Names in a folder; none where it is not there. */
export async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
}

async function inodeOf(path: string): Promise<string | undefined> {
  return lstat(path).then(
    (stat) => String(stat.ino),
    () => undefined,
  );
}
