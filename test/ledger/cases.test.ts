import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Where } from '../../src/db/db.js';
import { openDb } from '../../src/ledger/open.js';
import { differenceOf, filesBelow, fromRoot, golden, replayInto } from '../replay/replays.js';
import { freshDatabase } from '../support/database.js';
import { temporaryFolder } from '../support/files.js';

/** The cases on PostgreSQL and in a directory: the bytes that the golden test has in memory. */

const PLACES: readonly { readonly place: string; readonly where: (folder: string) => Promise<Where> }[] = [
  { place: 'PostgreSQL', where: async () => ({ kind: 'postgres', url: await freshDatabase() }) },
  { place: 'a directory', where: async (folder) => ({ kind: 'directory', path: join(folder, 'db') }) },
];

describe.each(PLACES)('in $place', ({ where }) => {
  test.each(['case-101', 'case-102', 'case-103'])('%s', { timeout: 120_000 }, async (name) => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const { faults } = await replayInto(out, golden(name), await openDb(await where(folder)));
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
});
