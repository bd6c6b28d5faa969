import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/files.js';
import { differenceOf, filesBelow, fromRoot, golden, replayInto } from './replays.js';

/** Whole replays, byte for byte; `npm run golden:update` after a deliberate change (test/golden/README.md). */

const isManifest = (path: string): boolean => basename(path) === 'manifest.json';

describe.each(['samples', 'case-101', 'case-102', 'case-103'])('%s', (name) => {
  test('replays to the expected bytes', { timeout: 120_000 }, async () => {
    const { manifests, ...words } = golden(name);
    const out = await temporaryFolder();
    expect((await replayInto(out, words)).faults).toEqual([]);
    const all = filesBelow(out);
    const wanted = filesBelow(fromRoot(`test/golden/${name}/expected`));
    const got = manifests ? all : new Map([...all].filter(([path]) => !isManifest(path)));
    const difference = differenceOf(got, wanted);
    const [first] = difference.differing;
    // The first difference as text, so that the failure shows the line; then all of them by name.
    if (first !== undefined) expect.soft(text(got, first), first).toBe(text(wanted, first));
    expect(difference).toEqual({ missing: [], unexpected: [], differing: [] });
    for (const path of all.keys()) if (isManifest(path)) expect(untrueDigests(all, path), path).toEqual([]);
  });
});

const text = (files: ReadonlyMap<string, Buffer>, path: string): string =>
  files.get(path)?.toString('utf8') ?? '';

/** Outputs that a manifest names and that are not there with that digest. */
function untrueDigests(files: ReadonlyMap<string, Buffer>, path: string): string[] {
  const manifest = JSON.parse(text(files, path)) as { outputs: { name: string; sha256: string }[] };
  const wrong = manifest.outputs.filter(({ name, sha256 }) => {
    const bytes = files.get(`${dirname(path)}/${name}`);
    return bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== sha256;
  });
  return wrong.map(({ name }) => name);
}
