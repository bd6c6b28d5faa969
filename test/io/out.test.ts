import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { readRecords } from '../../src/io/csv-read.js';
import { CsvOut, type OutColumn, writeJson, writeWhole } from '../../src/io/out.js';
import { LIMITS, temporaryFolder } from '../support/files.js';

let folder = '';
beforeEach(async () => {
  folder = await temporaryFolder();
});

const columns = (...kinds: OutColumn['kind'][]): OutColumn[] =>
  kinds.map((kind, i) => ({ header: `列${i}`, kind }));

async function written(out: readonly OutColumn[], ...rows: string[][]): Promise<string> {
  const path = join(folder, 'a', 'b', 'out.csv');
  const csv = new CsvOut(path, out);
  await csv.rows(rows);
  await csv.close();
  return readFile(path, 'utf8');
}

describe('a CSV output', () => {
  it('has a byte order mark, CRLF, and folders made for it', async () => {
    expect(await written(columns('number', 'text'), ['1', '备案'], ['2', ''])).toBe(
      '\ufeff列0,列1\r\n1,备案\r\n2,\r\n',
    );
  });

  it('without rows is a header', async () => {
    expect(await written(columns('text', 'text'))).toBe('\ufeff列0,列1\r\n');
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+5', "'+5"],
    ['-5.00', "'-5.00"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['a=1', 'a=1'],
    ['＝1', '＝1'],
    ["'=1", "'=1"],
  ])('text %j cannot be a formula', async (text, cell) => {
    expect(await written(columns('text', 'text'), ['', text])).toBe(`\ufeff列0,列1\r\n,${cell}\r\n`);
  });

  it('text is one line, its beginning escaped as it came', async () => {
    const text = await written(columns('text', 'text'), ['', '\r=1'], ['甲\r\n乙\n丙\r丁', '']);
    expect(text).toBe("\ufeff列0,列1\r\n,' =1\r\n甲 乙 丙 丁,\r\n");
  });

  it('the sender’s own cells keep their line breaks, in quotes', async () => {
    expect(await written(columns('raw', 'raw'), ['\r=1', 'a\nb'])).toBe('\ufeff列0,列1\r\n"\r=1","a\nb"\r\n');
  });

  it('numbers and the sender’s own cells are never escaped, headers neither', async () => {
    const out: OutColumn[] = [
      { header: '-a', kind: 'raw' },
      { header: 'n', kind: 'number' },
    ];
    expect(await written(out, ['=1', '-5.00'])).toBe('\ufeff-a,n\r\n=1,-5.00\r\n');
  });

  it('a row of another width is a bug', async () => {
    await expect(written(columns('text', 'text'), ['1'])).rejects.toThrow('1 cells under 2 columns');
  });

  it('the sender’s own cells come back from it as they were', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('"', ',', '\r', '\n', ' ', '=', "'", ';', '备', '𠮷', 'a', '1'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { maxLength: 5 }), async (rows) => {
        const filled = rows.map((row) => ['x', ...row]);
        await written(columns('raw', 'raw', 'raw', 'raw'), ...filled);
        const back: string[][] = [];
        for await (const batch of readRecords(join(folder, 'a', 'b', 'out.csv'), 'UTF-8', LIMITS)) {
          back.push(...batch.map((record) => record.cells));
        }
        expect(back.slice(1)).toEqual(filled);
      }),
      { numRuns: 60 },
    );
  });

  it('larger than what is held back at a time is whole and in order', async () => {
    const path = join(folder, 'big.csv');
    const csv = new CsvOut(path, columns('number', 'text'));
    for (let i = 0; i < 30; i++)
      await csv.rows(Array.from({ length: 1_000 }, (_, j) => [`${i * 1_000 + j}`, '字'.repeat(10)]));
    await csv.close();
    const lines = (await readFile(path, 'utf8')).split('\r\n');
    expect(lines.slice(1, -1)).toEqual(Array.from({ length: 30_000 }, (_, i) => `${i},${'字'.repeat(10)}`));
  });
});

describe('whole or not at all', () => {
  it('its digest is that of the bytes that were written', async () => {
    const csv = new CsvOut(join(folder, 'out.csv'), columns('text', 'text'));
    for (let i = 0; i < 3; i++)
      await csv.rows(Array.from({ length: 8_000 }, (_, j) => [`${i}-${j}`, '字'.repeat(10)]));
    const digest = await csv.close();
    const bytes = await readFile(join(folder, 'out.csv'));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(digest).toEqual({ bytes: bytes.length, sha256 });
  });

  it('nothing is there under its name before it is closed', async () => {
    await writeFile(join(folder, 'out.csv'), 'before');
    const csv = new CsvOut(join(folder, 'out.csv'), columns('text', 'text'));
    await csv.rows(Array.from({ length: 20_000 }, () => ['x'.repeat(20), '']));
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toBe('before');
    expect(await readdir(folder)).toHaveLength(2);
    await csv.close();
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).toContain('列0');
    expect(await readdir(folder)).toEqual(['out.csv']);
  });

  it('given up, nothing remains', async () => {
    const csv = new CsvOut(join(folder, 'out.csv'), columns('text', 'text'));
    await csv.rows(Array.from({ length: 20_000 }, () => ['x'.repeat(20), '']));
    await csv.abort();
    const untouched = new CsvOut(join(folder, 'other.csv'), columns('text', 'text'));
    await untouched.abort();
    expect(await readdir(folder)).toEqual([]);
  });

  it('a name that cannot be written leaves no temporary file', async () => {
    await writeWhole(join(folder, 'taken', 'x'), '');
    await expect(writeWhole(join(folder, 'taken'), 'x')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['taken']);
  });

  it('two at once do not get in each other’s way', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => writeWhole(join(folder, 'same'), `${i}`.repeat(1_000))),
    );
    expect(await readdir(folder)).toEqual(['same']);
    expect(new Set(await readFile(join(folder, 'same'), 'utf8')).size).toBeLessThanOrEqual(2);
  });
});

describe('JSON', () => {
  it('is UTF-8 without byte order mark, ending in a line end', async () => {
    await writeJson(join(folder, 'r.json'), { file: '备案.csv', rows: 1 });
    expect(await readFile(join(folder, 'r.json'), 'utf8')).toBe('{\n  "file": "备案.csv",\n  "rows": 1\n}\n');
  });
});
