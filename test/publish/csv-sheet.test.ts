import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CsvSheet } from '../../src/publish/csv-sheet.js';
import { type Column, cellsOf, count, date, list, money, ratio, raw, text } from '../../src/publish/sheet.js';
import { temporaryFolder } from '../support/files.js';

interface Row {
  readonly cell: string | null;
  readonly texts: readonly string[];
  readonly fen: bigint | null;
  readonly share: { num: bigint; den: bigint } | null;
}

const COLUMNS: readonly Column<Row>[] = [
  text('文字', (r) => r.cell),
  raw('原文', (r) => r.cell),
  list('说明', (r) => r.texts),
  date('日期', () => '2026-01-31'),
  money('金额', (r) => r.fen),
  ratio('比例', (r) => r.share),
  ratio('占比', (r) => r.share, 4),
  count('笔数', (r) => r.fen),
];

/** Each type of column, full and empty: what the books have is written only here. */
test.each([
  [
    { cell: '=1', texts: ['一。', '二。'], fen: -123_456n, share: { num: 1n, den: 3n } },
    "'=1,=1,一。;二。,2026-01-31,-1234.56,33.33,33.3333,-123456",
  ],
  [{ cell: null, texts: [], fen: null, share: null }, ',,,2026-01-31,,,,'],
  [{ cell: '', texts: ['', ''], fen: 0n, share: { num: 1n, den: 0n } }, ',,;,2026-01-31,0.00,,,0'],
] as const)('%#', async (row: Row, line) => {
  const path = join(await temporaryFolder(), 'out.csv');
  const sheet = new CsvSheet(path, COLUMNS);
  await sheet.rows(cellsOf(COLUMNS, [row]));
  await sheet.close();
  expect((await readFile(path, 'utf8')).split('\r\n')[1]).toBe(line);
});
