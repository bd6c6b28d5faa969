import { parse } from 'csv-parse/sync';
import { expect, test, vi } from 'vitest';
import { readRecords } from '../../src/io/csv-read.js';
import { LIMITS, put, temporaryFolder } from '../support/files.js';

vi.mock('csv-parse/sync', { spy: true });

/** What a small file can make the parser do: its lines without a value are no work for it, with or without quotes. */

test.each([
  ['no quote', '', '\n', 0],
  ['a quote now and then', '"a",b\n', '\n', 100],
  ['a quote now and then, commas and white space', '"a",b\n', ' ,\u3000,\r\n', 100],
])('two million empty lines with %s', async (_, quoted, blank, most) => {
  vi.mocked(parse).mockClear();
  const folder = await temporaryFolder();
  const path = await put(folder, 'blank.csv', `h,i\n${`${quoted}${blank.repeat(500_000)}`.repeat(4)}1,2\n`);
  const last: number[] = [];
  for await (const batch of readRecords(path, 'UTF-8', LIMITS)) last.push(batch.at(-1)?.line ?? 0);
  const given = vi.mocked(parse).mock.calls.reduce((sum, [text]) => sum + String(text).length, 0);
  expect(last.at(-1)).toBe(2_000_000 + (quoted === '' ? 0 : 4) + 2);
  expect(given).toBeLessThanOrEqual(most);
});
