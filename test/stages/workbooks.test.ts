import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FileRecord } from '../../src/ledger/records/files.js';
import { takeFile, type Workplace } from '../../src/pipeline.js';
import { trace } from '../../src/trace/trace.js';
import { verify } from '../../src/verify/verify.js';
import { put, temporaryFolder } from '../support/files.js';
import { freshPlace } from '../support/place.js';
import { csv, GOOD_FILING, uscc } from '../support/rows.js';
import { sheetData, workbook } from '../support/workbooks.js';

/** A workbook is taken like the CSV file of the same rows. */

const ON = '2025-10-08';

async function take(place: Workplace, name: string, content: string | Buffer): Promise<FileRecord> {
  const path = await put(await temporaryFolder(), name, content);
  return takeFile(place, { sender: 'ICBC', name, path }, ON);
}

const receipt = (place: Workplace, name: string): Promise<string> =>
  readFile(join(place.out, ON, 'ICBC', name), 'utf8');

const ROWS = [
  GOOD_FILING,
  { ...GOOD_FILING, 借据编号: 'JJ-2', 统一社会信用代码: uscc(2), '年利率(%)': '9.9', 企业名称: '甲,"乙"' },
  { ...GOOD_FILING, 借据编号: 'JJ-3', 统一社会信用代码: uscc(3), 放款日期: '昨天' },
];
const header = Object.keys(GOOD_FILING);

test('gives the receipt and the reject file of its rows as CSV', { timeout: 120_000 }, async () => {
  const text = await freshPlace();
  const sheet = await freshPlace();
  await take(text, 'filing-1.csv', csv(ROWS));
  const rows = ROWS.map((row) => header.map((name) => (row as Record<string, string>)[name] ?? ''));
  const taken = await take(sheet, 'filing-1.xlsx', workbook({ sheet: sheetData([header, ...rows]) }));
  expect(taken).toMatchObject({ status: 'processed', encoding: 'XLSX', accepted: 1, rejected: 2 });
  for (const name of ['filing-1.receipt.csv', 'filing-1.rejects.csv'])
    expect(await receipt(sheet, name)).toBe(await receipt(text, name));

  const { row } = await trace(sheet.db, `${ON}/ICBC/filing-1.xlsx:3`, sheet.archive);
  expect(row?.source?.cells).toContainEqual(['企业名称', '甲,"乙"']);
  expect(row?.rules?.find(({ code }) => code === 'F-RATE')?.verdict).toBe('退回');
  expect(
    (await verify(sheet.db, { archive: undefined, out: undefined }, () => {})).difference,
  ).toBeUndefined();
});

test('numbers, dates and shares are read as they are shown', async () => {
  const place = await freshPlace();
  const cells: Readonly<Record<string, string>> = {
    放款日期: '<c s="1"><v>45884</v></c>',
    '年利率(%)': '<c s="2"><v>4.1000000000000002E-2</v></c>',
    贷款金额: '<c s="3"><v>1000000</v></c>',
  };
  const data = sheetData([header]).replace(
    '</sheetData>',
    `<row>${header.map((name) => cells[name] ?? `<c t="str"><v>${GOOD_FILING[name]}</v></c>`).join('')}</row></sheetData>`,
  );
  await take(place, 'filing-1.xlsx', workbook({ sheet: data, formats: [0, 14, 10, 4] }));
  const [filing] = await place.db.query('SELECT principal, disbursed_on FROM filings');
  expect(filing).toEqual({ principal: 100_000_000n, disbursed_on: '2025-08-15' });
});

test('a code that became a number has lost its last digits: the row goes back', async () => {
  const place = await freshPlace();
  const number = '<c><v>9.1110000102000005E+17</v></c>';
  const names = ['回收流水号', '借据编号', '回收日期', '回收金额'];
  const row = `<row>${number}${sheetData([['JJ-1', '2025-10-01', '1.00']]).replace(/^<sheetData><row>|<\/row><\/sheetData>$/g, '')}</row>`;
  const sheet = sheetData([names]).replace('</sheetData>', `${row}</sheetData>`);
  await take(place, '追偿回收-1.xlsx', workbook({ sheet }));
  expect(await receipt(place, '追偿回收-1.receipt.csv')).toContain(
    'FMT-VALUE,"回收流水号""911100001020000000""在电子表格中是数字,只保留了前15位',
  );
  expect(await receipt(place, '追偿回收-1.rejects.csv')).toContain('\r\n911100001020000000,JJ-1');
});

test('what is wrong far behind refuses all of it', async () => {
  const place = await freshPlace();
  const rows = Array.from({ length: 3_000 }, (_, i) => [`S-${i}`, 'JJ-1', '2025-10-01', '1.00']);
  const sheet = sheetData([['回收流水号', '借据编号', '回收日期', '回收金额'], ...rows]).replace(
    /<\/sheetData>$/,
    '<row><c><f>A1</f></c></row></sheetData>',
  );
  const record = await take(place, '追偿回收-1.xlsx', workbook({ sheet }));
  expect(record).toMatchObject({ status: 'refused', code: 'FILE-WORKBOOK' });
  expect(record.message).toContain('第3002行A列的公式没有计算结果');
  expect(await place.db.query('SELECT 1 FROM file_rows')).toEqual([]);
});

test('one that was taken is a duplicate by its bytes, not by its rows', async () => {
  const place = await freshPlace();
  const rows = header.map((name) => GOOD_FILING[name] ?? '');
  const bytes = workbook({ sheet: sheetData([header, rows]) });
  await take(place, 'filing-1.xlsx', bytes);
  expect(await take(place, 'filing-2.xlsx', bytes)).toMatchObject({ code: 'FILE-DUPLICATE' });
  const other = workbook({ sheet: sheetData([header, rows]), properties: 'date1904="0"' });
  expect(await take(place, 'filing-3.xlsx', other)).toMatchObject({ status: 'processed', rejected: 1 });
});
