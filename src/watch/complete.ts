import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileLimits } from '../domain/reference.js';
import type { DroppedFile } from '../io/inbox.js';
import { readMarker } from '../io/marker.js';
import { isMissing, openPlain } from '../io/plain-file.js';

/** Names under which transfer programs write a file that is not finished. */
const UNFINISHED = /^\.|\.(part|tmp|filepart)$/i;
const MARKER = /\.ok$/i;

/** A file with the path of its marker where its sender uses them. */
export interface CompleteFile {
  readonly file: DroppedFile;
  readonly marker?: string;
  /** Nothing but quiet says that it is finished: more may still come of it. */
  readonly byQuiet?: boolean;
}

/** What of a listing its names allow to be taken, and what is waited for. A marker is neither: it goes with its file. */
export function sortOut(
  files: readonly DroppedFile[],
  markerSenders: readonly string[],
  isUnfinished = (file: DroppedFile): boolean => UNFINISHED.test(file.name),
): { complete: CompleteFile[]; waiting: DroppedFile[] } {
  const complete: CompleteFile[] = [];
  const waiting: DroppedFile[] = [];
  const there = new Set(files.map((file) => file.path));
  for (const file of files) {
    const marked = markerSenders.includes(file.sender);
    if (marked && MARKER.test(file.name) && file.problem === undefined) {
      if (!goesWithAFile(file, there)) waiting.push(file);
    } else if (isUnfinished(file)) waiting.push(file);
    else if (!marked || file.problem !== undefined) complete.push({ file });
    else {
      const marker = markersOf(file).find((path) => there.has(path));
      if (marker === undefined) waiting.push(file);
      else complete.push({ file, marker });
    }
  }
  return { complete, waiting };
}

/** `filing-1.csv.ok`, or `filing-1.ok`. */
function markersOf(file: DroppedFile): string[] {
  const folder = join(file.path, '..');
  return [`${file.name}.ok`, `${file.name.replace(/\.[^.]*$/, '')}.ok`].map((name) => join(folder, name));
}

function goesWithAFile(marker: DroppedFile, there: ReadonlySet<string>): boolean {
  const path = marker.path.replace(MARKER, '');
  const named = ['csv', 'xlsx', 'xml', 'sta', 'mt940'].map((ending) => `${path}.${ending}`.toLowerCase());
  return there.has(path) || [...there].some((other) => named.includes(other.toLowerCase()));
}

const DEFAULT_QUIET_SECONDS = 10;
/** A marker without a digest is read once it is so old: it may be empty because its lines are still to come. */
const MARKER_QUIET_MS = 1_000;
/** A rename changes only the change time: a modification so much older shows that the file was finished elsewhere. */
const RENAMED_MS = 1_000;
/** A file that does not end at a line's end is waited for so many times longer. */
const OPEN_END_FACTOR = 6;

/** How long nothing may change about a file before it counts as written. */
export const quietMs = (limits: FileLimits): number => (limits.quietSeconds ?? DEFAULT_QUIET_SECONDS) * 1_000;

/** A file that may be taken, with the moment of its arrival: its change time, which no sender can set. */
interface Ready {
  readonly arrived: number;
  readonly byQuiet: boolean;
}

/** A file that is waited for, and its change time. */
interface Waits {
  readonly waits: true;
  readonly since: number;
}

/**
 * Whether a file is finished. Its marker says so, at once where it states the digest; or it was renamed in; or else
 * nothing has changed about it for the quiet time, and for longer where its last line has no end. Undefined where it is
 * gone. A change time ahead of this machine's clock must not keep a file for ever: it counts as now.
 */
export async function readinessOf(
  { file, marker }: CompleteFile,
  limits: FileLimits,
  now: number,
): Promise<Ready | Waits | undefined> {
  const quiet = quietMs(limits);
  try {
    const { ctimeMs, mtimeMs, size } = await lstat(file.path);
    const ahead = ctimeMs > now + quiet;
    const arrived = ahead ? now : ctimeMs;
    if (file.problem !== undefined) return { arrived, byQuiet: false };
    if (marker !== undefined) return await markedReadiness(marker, arrived, now);
    if (ctimeMs - mtimeMs >= RENAMED_MS) return { arrived, byQuiet: false };
    if (ahead) return { arrived, byQuiet: true };
    if (ctimeMs > now - quiet) return { waits: true, since: ctimeMs };
    if (ctimeMs > now - quiet * OPEN_END_FACTOR && (await hasOpenEnd(file, size)))
      return { waits: true, since: ctimeMs };
    return { arrived, byQuiet: true };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function markedReadiness(marker: string, arrived: number, now: number): Promise<Ready | Waits> {
  const { ctimeMs, mtimeMs } = await lstat(marker);
  const young = ctimeMs <= now && ctimeMs > now - MARKER_QUIET_MS && ctimeMs - mtimeMs < RENAMED_MS;
  if (young && (await readMarker(marker)).sha256 === undefined) return { waits: true, since: arrived };
  return { arrived: ctimeMs > now ? arrived : Math.max(arrived, ctimeMs), byQuiet: false };
}

/** Whether a CSV file ends inside a line, as an upload that stalls leaves it. One that cannot be read is taken up elsewhere. */
async function hasOpenEnd(file: DroppedFile, size: number): Promise<boolean> {
  if (size === 0 || !/\.csv$/i.test(file.name)) return false;
  const handle = await openPlain(file.path).catch(() => undefined);
  if (handle === undefined) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    return bytesRead === 1 && buffer[0] !== 0x0a && buffer[0] !== 0x0d;
  } finally {
    await handle.close();
  }
}
