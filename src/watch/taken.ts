import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ControlTotals } from '../domain/control.js';
import { type IsoDate, isDate } from '../domain/dates.js';
import { type DroppedFile, listDay } from '../io/inbox.js';
import { readMarker } from '../io/marker.js';
import { writeJson } from '../io/out.js';
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
}

const FOLDER = '.taken';
let serial = 0;

/** Tokens sort in the order in which they were made by one watcher; there is one watcher to an inbox. */
function newToken(): string {
  serial += 1;
  const time = Date.now().toString(36).padStart(9, '0');
  return `${time}-${String(serial).padStart(8, '0')}-${randomBytes(4).toString('hex')}`;
}

/** Moves a complete file out of the sender's reach; false where it is gone already. */
export async function takeAway(inbox: string, on: IsoDate, { file, marker }: CompleteFile): Promise<boolean> {
  const token = newToken();
  const day = join(inbox, FOLDER, on);
  const folder = join(day, token, file.sender);
  await mkdir(folder, { recursive: true });
  // What the marker says is kept before the file moves, and the marker goes last: a crash in between loses neither.
  if (marker !== undefined) await keepMarker(join(day, `${token}.json`), marker);
  try {
    await rename(file.path, join(folder, file.name));
  } catch (error) {
    if (!isMissing(error)) throw error;
    await rm(join(day, token), { recursive: true, force: true });
    await rm(join(day, `${token}.json`), { force: true });
    return false;
  }
  return true;
}

interface KeptMarker {
  readonly path: string;
  readonly ino: string;
  readonly control: ControlTotals;
}

async function keepMarker(path: string, marker: string): Promise<void> {
  const stat = await lstat(marker);
  const control = stat.isFile() ? await readMarker(marker) : { fault: '标志文件不是普通文件' };
  await writeJson(path, { path: marker, ino: String(stat.ino), control } satisfies KeptMarker);
}

export async function takenDates(inbox: string): Promise<IsoDate[]> {
  const names = await readdir(join(inbox, FOLDER)).catch(() => []);
  return names.filter(isDate).sort();
}

/** What was taken on a date and is not yet away, in the order taken. */
export async function takenOn(inbox: string, on: IsoDate): Promise<TakenFile[]> {
  const day = join(inbox, FOLDER, on);
  const entries = await readdir(day, { withFileTypes: true }).catch(() => []);
  const tokens = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const taken: TakenFile[] = [];
  for (const token of tokens.sort()) {
    const [file] = await listDay(day, token);
    if (file === undefined) {
      await rm(join(day, token), { recursive: true, force: true });
      continue;
    }
    const marker = await markerOf(day, token);
    const control = marker === undefined ? {} : { control: marker.control };
    taken.push({ token, receivedOn: on, file: { ...file, ...control } });
  }
  return taken;
}

async function markerOf(day: string, token: string): Promise<KeptMarker | undefined> {
  try {
    return JSON.parse(await readFile(join(day, `${token}.json`), 'utf8')) as KeptMarker;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The file is archived and recorded: its marker and what was kept of it go. */
export async function putAway(inbox: string, { token, receivedOn }: TakenFile): Promise<void> {
  const day = join(inbox, FOLDER, receivedOn);
  const marker = await markerOf(day, token);
  // A marker that was written anew since belongs to another file.
  if (marker !== undefined && (await inodeOf(marker.path)) === marker.ino)
    await rm(marker.path, { force: true });
  await rm(join(day, token), { recursive: true, force: true });
  await rm(join(day, `${token}.json`), { force: true });
  await rmdir(day).catch(() => {});
}

async function inodeOf(path: string): Promise<string | undefined> {
  return lstat(path).then(
    (stat) => String(stat.ino),
    () => undefined,
  );
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
