import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeFile, type Workplace } from '../../src/pipeline.js';
import { UnreadableManifestError } from '../../src/publish/manifest.js';
import { put, temporaryFolder } from '../support/files.js';
import { freshPlace } from '../support/place.js';
import { csv, GOOD_FILING } from '../support/rows.js';

/** A date's manifest says what was written, whatever became of it on the disk since. */

const ON = '2026-01-12';
let place: Workplace;

beforeAll(async () => {
  place = await freshPlace();
});
afterAll(() => place.db.close());

const manifestPath = () => join(place.out, ON, 'manifest.json');

async function listed(): Promise<Map<string, string>> {
  const { outputs } = JSON.parse(await readFile(manifestPath(), 'utf8')) as {
    outputs: { name: string; sha256: string }[];
  };
  return new Map(outputs.map(({ name, sha256 }) => [name, sha256]));
}

async function take(name: string, iou: string): Promise<void> {
  const path = await put(await temporaryFolder(), name, csv([{ ...GOOD_FILING, 借据编号: iou }]));
  await takeFile(place, { sender: 'ICBC', name, path }, ON);
}

test('an output changed by another hand does not pass for ours', async () => {
  await take('filing-1.csv', 'A-1');
  const before = (await listed()).get('ICBC/filing-1.receipt.csv');
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  await appendFile(join(place.out, ON, 'ICBC', 'filing-1.receipt.csv'), 'x');
  await take('filing-2.csv', 'A-2');
  expect((await listed()).get('ICBC/filing-1.receipt.csv')).toBe(before);
});

test('a manifest that was lost is written again with the digests that were recorded', async () => {
  const before = await listed();
  await appendFile(join(place.out, ON, 'ICBC', 'filing-2.receipt.csv'), 'x');
  await writeFile(manifestPath(), '{"outputs": []}');
  await take('filing-3.csv', 'A-3');
  const after = await listed();
  for (const [name, sha256] of before) expect(after.get(name), name).toBe(sha256);
});

test.each(['', '{', '[]', '{"outputs": [{"name": "x"}]}'])('one that reads %j is an error', async (text) => {
  const whole = await readFile(manifestPath());
  await writeFile(manifestPath(), text);
  await expect(take('filing-4.csv', 'A-4')).rejects.toThrow(UnreadableManifestError);
  expect(await readFile(manifestPath(), 'utf8')).toBe(text);
  await writeFile(manifestPath(), whole);
  await take('filing-4.csv', 'A-4');
  expect([...(await listed()).keys()]).toContain('ICBC/filing-4.receipt.csv');
});
