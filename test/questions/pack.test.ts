import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { check } from '../../src/questions/offline/check.mjs';
import { filesBelow } from '../replay/replays.js';
import { command } from '../support/command.js';
import { put } from '../support/files.js';
import { type Kept, openKept } from './kept.js';

/** A pack of the sample year's first months, and what the offline check makes of changes to it. */

let kept: Kept;
let pack: string;
let files: ReadonlyMap<string, Buffer>;
let said: string;

beforeAll(async () => {
  kept = await openKept();
  pack = join(kept.folder, 'pack');
  const before = filesBelow(kept.out);
  const days = ['--from', '2026-01-01', '--to', '2026-02-27'];
  const made = await command('pack', ...days, '--out', pack, '--data', kept.data);
  expect(made, made.said).toMatchObject({ exit: 0 });
  expect(filesBelow(kept.out)).toEqual(before);
  said = made.said;
  files = filesBelow(pack);
}, 120_000);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const findings = async (changes: Readonly<Record<string, Buffer | undefined>>, expected?: string) => {
  const changed = new Map<string, Buffer>(files);
  for (const [name, bytes] of Object.entries(changes))
    if (bytes === undefined) changed.delete(name);
    else changed.set(name, bytes);
  return (await check(changed, expected)).findings;
};

/** The list made again by whoever changed a file, with its own digest: only the chains can tell. */
function forged(changes: Readonly<Record<string, Buffer>>): Record<string, Buffer> {
  const list = JSON.parse(files.get('pack.json')?.toString() ?? '') as {
    files: { name: string; bytes: number; sha256: string }[];
  };
  for (const one of list.files) {
    const bytes = changes[one.name];
    if (bytes !== undefined) Object.assign(one, { bytes: bytes.length, sha256: sha256(bytes) });
  }
  const text = Buffer.from(`${JSON.stringify(list, undefined, 2)}\n`);
  return { ...changes, 'pack.json': text, 'pack.json.sha256': Buffer.from(`${sha256(text)}  pack.json\n`) };
}

/** One byte of it changed. */
function flipped(name: string, at: number): Buffer {
  const bytes = Buffer.from(files.get(name) ?? Buffer.alloc(0));
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

const edited = (name: string, from: string | RegExp, to: string): Buffer => {
  const old = files.get(name)?.toString() ?? '';
  expect(old.replace(from, to)).not.toBe(old);
  return Buffer.from(old.replace(from, to));
};

test('it holds what an auditor asks for, and agrees with itself and with the digest that was told', async () => {
  const tops = new Set([...files.keys()].map((name) => name.split('/')[0]));
  for (const top of [
    'registers',
    'outputs',
    'inputs',
    'configuration',
    'rulebook',
    'journal.jsonl',
    'verify.html',
  ])
    expect([...tops]).toContain(top);
  const digest = /SHA-256 ([0-9a-f]{64})/.exec(said)?.[1];
  expect(await findings({}, digest)).toEqual([]);
  expect(await findings({}, '0'.repeat(64))).toEqual([expect.stringContaining('与所给的')]);
});

test('a changed byte of any file is found', { timeout: 60_000 }, async () => {
  const silent: string[] = [];
  for (const [name, bytes] of files)
    if (bytes.length > 0 && (await findings({ [name]: flipped(name, bytes.length >> 1) })).length === 0)
      silent.push(name);
  expect(silent).toEqual([]);
});

test('a file that is missing, and one too many', async () => {
  expect(await findings({ 'inputs.csv': undefined })).toEqual(['inputs.csv:不见了']);
  expect(await findings({ 'more.csv': Buffer.from('x') })).toEqual(['more.csv:pack.json没有列出']);
});

describe('where the list of digests was made again by the same hand', () => {
  test('a sum in the journal', async () => {
    const journal = edited('journal.jsonl', /\["专户存款","\d+"/, '["专户存款","1"');
    expect(await findings(forged({ 'journal.jsonl': journal }))).toContainEqual(
      expect.stringContaining('内容与它的哈希不符'),
    );
  });
  test('an output of a day, and its manifest with it', async () => {
    const name =
      [...files.keys()].find((one) => one.endsWith('/receipt.csv') || one.endsWith('.receipt.csv')) ?? '';
    const changed = flipped(name, 20);
    expect(await findings(forged({ [name]: changed }))).toContainEqual(
      expect.stringContaining('与清单的摘要不同'),
    );
    const [, day = ''] = name.split('/');
    const manifest = `outputs/${day}/manifest.json`;
    const again = edited(manifest, sha256(files.get(name) ?? Buffer.alloc(0)), sha256(changed));
    expect(await findings(forged({ [name]: changed, [manifest]: again }))).toContainEqual(
      expect.stringContaining(`所记的前一清单(${day})`),
    );
  });
  test.each(['configuration/', 'inputs/'])('a file below %s', async (folder) => {
    const name = [...files.keys()].find((one) => one.startsWith(folder)) ?? '';
    expect(await findings(forged({ [name]: flipped(name, 5) }))).toContainEqual(
      expect.stringContaining('不符'),
    );
  });
});

test('the script that lies in it says the same under node', async () => {
  const run = () => spawnSync(process.execPath, [join(pack, 'verify.mjs')], { encoding: 'utf8' });
  expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining('核对一致') });
  await appendFile(join(pack, 'registers', 'fund.csv'), ' ');
  expect(run()).toMatchObject({ status: 1, stdout: expect.stringContaining('registers/fund.csv') });
});

test('the inputs of chosen items alone', { timeout: 60_000 }, async () => {
  const number = kept.claims[0]?.业务编号 ?? '';
  const items = await put(kept.folder, 'items.txt', `${number}\n`);
  const out = join(kept.folder, 'chosen');
  const days = ['--from', '2026-01-01', '--to', '2026-02-28'];
  const made = await command('pack', ...days, '--items', items, '--out', out, '--data', kept.data);
  expect(made, made.said).toMatchObject({ exit: 0 });
  const iou = kept.claims[0]?.借据编号 ?? '';
  const inputs = [...filesBelow(out)].filter(([name]) => /^inputs\/.*\.csv$/.test(name));
  expect(inputs.length).toBeGreaterThan(1);
  const own = inputs.filter(([, bytes]) => bytes.includes(iou));
  expect(own.length).toBe(inputs.length);
});
