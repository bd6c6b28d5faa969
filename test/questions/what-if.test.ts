import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openDb } from '../../src/ledger/open.js';
import { COMPARED, columnsOf, contentsOf } from '../../src/ledger/views/contents.js';
import { filesBelow, fromRoot } from '../replay/replays.js';
import { command } from '../support/command.js';
import { put, temporaryFolder } from '../support/files.js';
import { rowsOf } from '../support/query.js';
import { openKept } from './kept.js';

/** The sample year up to the first suspension, kept in a folder; asked again under other parameters. */

let folder: string;
let data: string;
const DOCUMENT = 'policy/XW/2025-12/document.yaml';

beforeAll(async () => {
  ({ folder, data } = await openKept());
}, 120_000);

/** A folder with one configuration file: the shipped one with a piece of its text replaced. */
async function changed(name: string, from: string | RegExp, to: string): Promise<string> {
  const text = await readFile(fromRoot(`config/${name}`), 'utf8');
  const other = text.replace(from, to);
  expect(other).not.toBe(text);
  const config = await temporaryFolder();
  await put(config, name, other);
  return config;
}

async function contents(): Promise<string> {
  const db = await openDb({ kind: 'directory', path: join(data, 'db') });
  try {
    const lines: string[] = [];
    for (const table of COMPARED)
      for await (const row of contentsOf(db, table, await columnsOf(db, table)))
        lines.push(`${table.name} ${row.text}`);
    const facts = await rowsOf<{ key: string; value: string }>(
      db,
      'SELECT key, value FROM books ORDER BY key',
    );
    const outputs = await db.query('SELECT date, name, sha256 FROM outputs ORDER BY date, name');
    return JSON.stringify([lines, facts, outputs]);
  } finally {
    await db.close();
  }
}

const fen = (yuan: string): bigint => BigInt(yuan === '' ? '0' : yuan.replace('.', ''));

const rowsIn = async (out: string, name: string): Promise<string[]> =>
  (await readFile(join(out, name), 'utf8'))
    .replace('\ufeff', '')
    .split('\r\n')
    .filter((line) => line !== '');

test('another ratio changes amounts to the fen, and nothing of the books and their outputs', {
  timeout: 120_000,
}, async () => {
  const [books, outputs] = [await contents(), filesBelow(join(folder, 'out'))];
  const out = join(folder, 'ratio');
  const config = await changed(DOCUMENT, /percent: 30\b/, 'percent: 20');
  const asked = await command('what-if', '--config', config, '--out', out, '--data', data);
  expect(asked, asked.said).toMatchObject({ exit: 0, said: expect.stringContaining(DOCUMENT) });
  const rows = await rowsIn(out, 'rows.csv');
  expect(rows.slice(1).length).toBeGreaterThan(0);
  const seen = new Set<string>();
  for (const row of rows.slice(1).map((line) => line.split(','))) {
    const [before = 0n, after = 0n, difference] = row.slice(-3).map(fen);
    expect(after - before).toBe(difference);
    if (row[6] !== row[7] || before === 0n) continue;
    // The same base at 20 for 30 per cent, or at 30 for 40 where ten points are added.
    seen.add(after * 3n === before * 2n ? '30' : after * 4n === before * 3n ? '40' : row.join());
  }
  expect([...seen].sort()).toEqual(['30', '40']);
  expect([...filesBelow(out).keys()].sort()).toEqual(
    [
      'assumption.json',
      ...['banks', 'fund', 'months', 'rows'].flatMap((n) => [`${n}.csv`, `${n}.xlsx`]),
    ].sort(),
  );
  expect(await contents()).toBe(books);
  expect(filesBelow(join(folder, 'out'))).toEqual(outputs);
});

test('from a day on: what came before stays as it was', { timeout: 120_000 }, async () => {
  const config = await changed(DOCUMENT, /percent: 30\b/, 'percent: 20');
  const out = join(folder, 'since');
  const since = ['--from', '2026-02-01'];
  expect(await command('what-if', '--config', config, ...since, '--out', out, '--data', data)).toMatchObject({
    exit: 0,
  });
  const days = (await rowsIn(out, 'rows.csv')).slice(1).map((line) => line.slice(0, 10));
  expect(days.length).toBeGreaterThan(0);
  expect(days.filter((day) => day < '2026-02-01')).toEqual([]);
});

test('nothing that differs, nothing that is known, a folder of the books: said, and exit 2', async () => {
  const same = await temporaryFolder();
  await put(same, 'lpr.csv', await readFile(fromRoot('config/lpr.csv')));
  const words = (config: string, out: string) =>
    command('what-if', '--config', config, '--out', out, '--data', data);
  expect(await words(same, join(folder, 'same'))).toMatchObject({
    exit: 2,
    said: expect.stringContaining('没有不同'),
  });
  expect(await words(await temporaryFolder(), join(folder, 'none'))).toMatchObject({
    exit: 2,
    said: expect.stringContaining('没有程序认得的配置文件'),
  });
  expect(await words(same, join(folder, 'out', 'inside'))).toMatchObject({
    exit: 2,
    said: expect.stringContaining('另指一个目录'),
  });
});
