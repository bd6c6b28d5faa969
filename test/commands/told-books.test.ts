import { expect, test } from 'vitest';
import { rowMeter } from '../../src/commands/row-meter.js';
import { toldBooks } from '../../src/commands/told-books.js';
import type { Db } from '../../src/db/db.js';

const books: Db = {
  engine: 'pglite',
  query: async () => Array<unknown>(500).fill({}),
  execute: async () => {},
  copyIn: async () => {},
  transaction: (work) => work(books),
  close: async () => {},
};

test('a terminal is told what a command reads and writes, after two seconds and while nothing else is told', async () => {
  let [time, written] = [0, ''];
  const screen = { isTTY: true, write: (text: string) => (written += text) };
  const told = toldBooks(books, screen, () => time);
  await told.query('');
  time = 1_999;
  await told.transaction((tx) => tx.copyIn('t', ['a'], [['1'], ['2']]));
  expect(written).toBe('');
  time = 4_000;
  const other = rowMeter(screen, () => time);
  await told.query('');
  expect(written).toBe('');
  other.end();
  await told.query('');
  expect(written.trim()).toBe('账簿已读写1,502行,每秒376行');
  await told.close();
  expect(written.trimEnd().endsWith('\r')).toBe(false);
  expect(written.split('\r').at(-1)).toBe('');
});

test('elsewhere than on a terminal the books are left as they are', () => {
  expect(toldBooks(books, { isTTY: false, write: () => {} })).toBe(books);
});
