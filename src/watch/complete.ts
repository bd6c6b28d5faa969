import { join } from 'node:path';
import type { DroppedFile } from '../io/inbox.js';

/** Endings under which senders write a file that is not finished. */
const UNFINISHED = /\.(part|tmp|filepart)$/i;
const MARKER = /\.ok$/i;

/** A file that its sender has finished, with the path of its marker where the sender uses them. */
export interface CompleteFile {
  readonly file: DroppedFile;
  readonly marker?: string;
}

/** What of a listing may be taken, and what is waited for. A marker is neither: it goes with its file. */
export function sortOut(
  files: readonly DroppedFile[],
  markerSenders: readonly string[],
): { complete: CompleteFile[]; waiting: DroppedFile[] } {
  const complete: CompleteFile[] = [];
  const waiting: DroppedFile[] = [];
  const there = new Set(files.map((file) => file.path));
  for (const file of files) {
    const marked = markerSenders.includes(file.sender);
    if (marked && MARKER.test(file.name) && file.problem === undefined) {
      if (!goesWithAFile(file, there)) waiting.push(file);
    } else if (UNFINISHED.test(file.name)) waiting.push(file);
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
  return there.has(path) || [...there].some((other) => other.toLowerCase() === `${path}.csv`.toLowerCase());
}
