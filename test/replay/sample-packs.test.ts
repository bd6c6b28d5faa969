import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { loadReference } from '../../src/io/config/load.js';
import { packPages } from '../../src/rulebook/documents.js';
import { temporaryFolder } from '../support/files.js';
import { filesBelow, fromRoot, replayInto } from './replays.js';

/** The sample packs' small replays against the results that were worked out by hand beside them (samples/packs). */

type Line = Readonly<Record<string, string>>;

const lines = (text: string | Buffer): Line[] => parse(text, { columns: true, bom: true }) as Line[];

async function replayed(code: string): Promise<ReadonlyMap<string, Buffer>> {
  const out = await temporaryFolder();
  const pack = join('samples/packs', code);
  const { faults } = await replayInto(out, {
    inbox: join(pack, 'inbox'),
    config: join(pack, 'config'),
    until: '2026-12-31',
  });
  expect(faults).toEqual([]);
  return filesBelow(out);
}

const worked = (code: string, name: string): Line[] =>
  lines(readFileSync(fromRoot(join('samples/packs', code, name))));

const picked = (line: Line, like: Line): Line =>
  Object.fromEntries(Object.keys(like).map((key) => [key, line[key] ?? '']));

describe.each(['GZ', 'YL'])('%s', (code) => {
  it('pays what was worked out by hand', { timeout: 60_000 }, async () => {
    const files = await replayed(code);
    const expected = worked(code, 'expected.csv');
    const claims = lines(files.get('registers/claims.csv') ?? '');
    expect(claims.map((line) => picked(line, expected[0] ?? {}))).toEqual(expected);
  });
});

it('YL returns what its conditions do not allow, each on the other side of its limit', {
  timeout: 60_000,
}, async () => {
  const files = await replayed('YL');
  const returned = [...files].flatMap(([path, bytes]) => {
    const name = /^(.*)\.rejects\.csv$/.exec(path)?.[1];
    if (name === undefined) return [];
    return lines(bytes).map((line) => ({
      文件: name,
      借据编号: line['借据编号'] ?? '',
      退回代码: line['退回代码'] ?? '',
    }));
  });
  const key = (line: Line): string => Object.values(line).join('/');
  expect(returned.map(key).sort()).toEqual(worked('YL', 'expected-rejects.csv').map(key).sort());
});

it('GZ leaves to an operator what is not known of it', { timeout: 60_000 }, async () => {
  const files = await replayed('GZ');
  const receipt = lines(files.get('2026-01-20/AAB/备案-2026-01.receipt.csv') ?? '');
  expect(receipt.map((line) => line['结果'])).toEqual(Array.from({ length: 5 }, () => '待核'));
  expect(receipt[0]?.['代码']).toContain('F-RATE');
  expect(receipt[0]?.['说明']).toContain('利率超过上限');
});

it.each(['GZ', 'YL'])('%s: its rule book and coverage are what would be generated now', async (code) => {
  const folder = join('samples/packs', code);
  const pages = await packPages(await loadReference(fromRoot(join(folder, 'config'))));
  for (const [name, text] of pages) expect(readFileSync(fromRoot(join(folder, name)), 'utf8')).toBe(text);
});
