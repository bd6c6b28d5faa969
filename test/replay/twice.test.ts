import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openDb } from '../../src/ledger/open.js';
import { freshDatabase } from '../support/database.js';
import { temporaryFolder } from '../support/files.js';
import { differenceOf, filesBelow, fromRoot, replayInto, SAMPLES } from './replays.js';

/** Same files in, same bytes out: whatever the run, the order on the disk, or the engine. */

const SAME = { missing: [], unexpected: [], differing: [] };

/** What a first run gave; golden.test.ts gets it once more in every run of the suite. */
const first = filesBelow(fromRoot('test/golden/samples/expected'));

test('a second run gives the same bytes, however the files came to lie on the disk', {
  timeout: 120_000,
}, async () => {
  const out = await temporaryFolder();
  await replayInto(out, { ...SAMPLES, inbox: await backwards(SAMPLES.inbox) });
  expect(first.size).toBeGreaterThan(200);
  expect(differenceOf(filesBelow(out), first)).toEqual(SAME);
});

test('PostgreSQL gives the bytes that PGlite gives', { timeout: 120_000 }, async () => {
  const out = await temporaryFolder();
  await replayInto(out, SAMPLES, await openDb({ kind: 'postgres', url: await freshDatabase() }));
  expect(differenceOf(filesBelow(out), first)).toEqual(SAME);
});

/** A copy of an inbox whose files were made in the opposite order; its path as seen from the root. */
async function backwards(inbox: string): Promise<string> {
  const copy = await temporaryFolder();
  for (const path of [...filesBelow(fromRoot(inbox)).keys()].reverse()) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await copyFile(join(fromRoot(inbox), path), join(copy, path));
  }
  return copy;
}
