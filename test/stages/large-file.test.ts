import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { takeFile, type Workplace } from '../../src/pipeline.js';
import { publishReceipt } from '../../src/publish/receipt.js';
import { put, temporaryFolder } from '../support/files.js';
import { freshPlace } from '../support/place.js';
import { csv, GOOD_FILING, uscc } from '../support/rows.js';

/** A file whose chunks are judged by threads gives what it gives when this thread judges them. */

const ON = '2025-10-08';

/** Every file large, or none. */
async function placeWhere(largeBytes: number): Promise<Workplace> {
  const place = await freshPlace();
  const { reference, files } = place.configuration;
  const limits = { ...reference.limits, largeBytes };
  return { ...place, configuration: { reference: { ...reference, limits }, files, missing: [] } };
}

/** Rows of every outcome over several chunks; some meet earlier rows of the file: duplicates, sums over the cap. */
const rows = Array.from({ length: 6_500 }, (_, n) => ({
  ...GOOD_FILING,
  借据编号: `JJ-${n % 6_400}`,
  统一社会信用代码: n % 50 === 0 ? '9111' : uscc(Math.floor(n / 8)),
  贷款金额: n % 7 === 0 ? '10000000.01' : '4000000.00',
  '年利率(%)': n % 11 === 0 ? '4.5001' : '4.50',
  币种: n % 13 === 0 ? 'XYZ' : 'CNY',
  政策类型: n % 2 === 0 ? '小微' : '科创',
}));

async function outputsOf(place: Workplace, name: string, content: string): Promise<Record<string, string>> {
  const path = await put(await temporaryFolder(), name, content);
  await takeFile(place, { sender: 'ICBC', name, path }, ON);
  const folder = join(place.out, ON);
  const names = (await readdir(folder, { recursive: true }))
    .filter((file) => /\.(csv|json)$/.test(file))
    .sort();
  const contents = await Promise.all(names.map((file) => readFile(join(folder, file), 'utf8')));
  return Object.fromEntries(names.map((file, i) => [file, contents[i] ?? '']));
}

it('row by row and byte by byte', { timeout: 60_000 }, async () => {
  const threads = await outputsOf(await placeWhere(1), 'filing-1.csv', csv(rows));
  const here = await outputsOf(await placeWhere(Number.MAX_SAFE_INTEGER), 'filing-1.csv', csv(rows));
  expect(threads).toEqual(here);
  const receipt = here['ICBC/filing-1.receipt.csv'] ?? '';
  for (const code of ['FMT-USCC', 'F-CAP-BANK,', 'F-CAP-BANK-SUM', 'F-RATE', 'F-DUPLICATE', 'F-FX-UNKNOWN'])
    expect(receipt).toContain(code);
});

it('its receipt, written while its rows are taken, is the one that the books give', {
  timeout: 60_000,
}, async () => {
  const place = await placeWhere(Number.MAX_SAFE_INTEGER);
  const odd = rows.slice(0, 30).map((row, n) => ({ ...row, 借据编号: n % 3 === 0 ? `-${n}` : `A.${n}/_` }));
  const path = await put(await temporaryFolder(), 'filing-3.csv', csv(odd));
  const record = await takeFile(place, { sender: 'ICBC', name: 'filing-3.csv', path }, ON);
  const fromBooks = await temporaryFolder();
  await publishReceipt(place.db, fromBooks, record, place.configuration.reference.policies);
  const receiptIn = (out: string): Promise<string> =>
    readFile(join(out, ON, 'ICBC/filing-3.receipt.csv'), 'utf8');
  expect(await receiptIn(place.out)).toBe(await receiptIn(fromBooks));
  expect(await receiptIn(place.out)).toContain(",'-3,");
  expect((await readdir(join(place.out, ON, 'ICBC'))).filter((name) => name.startsWith('.'))).toEqual([]);
});

it('refused for a fault in its last line, and nothing is left', { timeout: 60_000 }, async () => {
  const place = await placeWhere(1);
  const outputs = await outputsOf(place, 'filing-2.csv', `${csv(rows)}a"b\n`);
  expect(JSON.parse(outputs['ICBC/filing-2.receipt.json'] ?? '')).toMatchObject({
    status: 'refused',
    code: 'FILE-CSV',
  });
  expect(await place.db.query('SELECT 1 FROM file_rows LIMIT 1')).toEqual([]);
});
