import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Where } from '../../src/db/db.js';
import { openDb } from '../../src/ledger/open.js';
import { differenceOf, filesBelow, fromRoot, golden, replayInto } from '../replay/replays.js';
import { freshDatabase } from '../support/database.js';
import { temporaryFolder } from '../support/files.js';

/**
 * The cases on PostgreSQL and in a directory: the bytes that the golden test has in memory. The short run is left with
 * the longest of them on PostgreSQL: case-101 runs there under kills (test/faults), the sample year in a directory
 * under a watcher (test/services) and on PostgreSQL in test/replay. All with RISKPOOL_FAULTS=full.
 */
const FULL = process.env['RISKPOOL_FAULTS'] === 'full';

type Place = 'PostgreSQL' | 'a directory';
const where = async (place: Place, folder: string): Promise<Where> =>
  place === 'PostgreSQL'
    ? { kind: 'postgres', url: await freshDatabase() }
    : { kind: 'directory', path: join(folder, 'db') };

const MATRIX: [string, Place][] = FULL
  ? ['case-101', 'case-102', 'case-103'].flatMap((name): [string, Place][] => [
      [name, 'PostgreSQL'],
      [name, 'a directory'],
    ])
  : [['case-103', 'PostgreSQL']];

test.each(MATRIX)('%s in %s', { timeout: 120_000 }, async (name, place) => {
  const folder = await temporaryFolder();
  const out = join(folder, 'out');
  const { faults } = await replayInto(out, golden(name), await openDb(await where(place, folder)));
  expect(faults).toEqual([]);
  const outputs = (files: Map<string, Buffer>) =>
    new Map([...files].filter(([path]) => !path.endsWith('manifest.json')));
  const wanted = outputs(filesBelow(fromRoot(`test/golden/${name}/expected`)));
  expect(differenceOf(outputs(filesBelow(out)), wanted)).toEqual({
    missing: [],
    unexpected: [],
    differing: [],
  });
});
