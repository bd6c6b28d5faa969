import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Db } from '../../src/db/db.js';
import { loadConfiguration } from '../../src/io/config/load.js';
import { openDb } from '../../src/ledger/open.js';
import { type Progress, replay, type Workplace } from '../../src/pipeline.js';
import { faultsOf } from './invariants.js';

/** Replays in this process, for tests that look at whole runs. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** A path named from the root; one that is absolute stays. */
export const fromRoot = (path: string): string => resolve(ROOT, path);

/** What a golden.json says. */
export interface Golden {
  readonly inbox: string;
  readonly config: string;
  readonly until: string;
  /** Whether the expected files include manifest.json. */
  readonly manifests: boolean;
}

export function golden(name: string): Golden {
  return JSON.parse(readFileSync(fromRoot(`test/golden/${name}/golden.json`), 'utf8')) as Golden;
}

export const SAMPLES = golden('samples');

export const SILENT: Progress = { ignored: () => {}, day: () => {}, file: () => {} };

/** Opens a place to work in; the caller closes its `db`. */
export async function openReplay(config: string, out: string, db?: Db): Promise<Workplace> {
  const configuration = await loadConfiguration(fromRoot(config));
  return { db: db ?? (await openDb({ kind: 'memory' })), configuration, out, archive: join(out, 'archive') };
}

/** Replays one golden's inbox into `out`, looks for faults in the books and closes them. */
export async function replayInto(
  out: string,
  { inbox, config, until }: Omit<Golden, 'manifests'>,
  db?: Db,
): Promise<{ readonly faults: readonly string[] }> {
  const place = await openReplay(config, out, db);
  try {
    await replay(place, fromRoot(inbox), until, SILENT);
    return { faults: await faultsOf(place.db) };
  } finally {
    await place.db.close();
  }
}

/** Every file below a folder by its path with slashes, the archive of the inputs left away. */
export function filesBelow(folder: string): Map<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const files = entries.map((entry) => join(entry.parentPath, entry.name));
  const kept = files.filter((path) => !relative(folder, path).startsWith('archive'));
  return new Map(
    kept.sort().map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path)]),
  );
}

const isWorkbook = (path: string): boolean => path.endsWith('.xlsx');

/** Where two sets of files part: paths only in one, and paths whose bytes differ. */
export interface Difference {
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
  readonly differing: readonly string[];
}

export function differenceOf(
  got: ReadonlyMap<string, Buffer>,
  wanted: ReadonlyMap<string, Buffer>,
): Difference {
  // Golden folders hold none: a manifest's digest speaks for each of them.
  const workbooks = [...wanted.keys()].some(isWorkbook);
  return {
    missing: [...wanted.keys()].filter((path) => !got.has(path)),
    unexpected: [...got.keys()].filter((path) => !wanted.has(path) && (workbooks || !isWorkbook(path))),
    differing: [...wanted]
      .filter(([path, bytes]) => got.get(path)?.equals(bytes) === false)
      .map(([path]) => path),
  };
}
