import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readRecords } from '../../src/io/csv-read.js';
import { inspectFile } from '../../src/io/inspect.js';
import { keep } from '../../src/ledger/records/kept.js';
import { takeFile, type Workplace } from '../../src/pipeline.js';
import { cellsOf, count, date, list, ratio, summed, text } from '../../src/publish/sheet.js';
import { XlsxSheet } from '../../src/publish/xlsx-sheet.js';
import { verify } from '../../src/verify/verify.js';
import { LIMITS, put, temporaryFolder } from '../support/files.js';
import { freshPlace } from '../support/place.js';
import { csv, GOOD_FILING, uscc } from '../support/rows.js';
import { partsOfWorkbook } from '../support/workbooks.js';

const ON = '2025-10-08';

async function readBack(path: string): Promise<string[][]> {
  expect(await inspectFile(path, LIMITS, 'xlsx')).toMatchObject({ encoding: 'XLSX' });
  const rows: string[][] = [];
  for await (const batch of readRecords(path, 'XLSX', LIMITS)) rows.push(...batch.map(({ cells }) => cells));
  return rows;
}

interface Row {
  readonly cell: string | null;
  readonly fen: bigint;
}

const COLUMNS = [
  text<Row>('借据编号', (r) => r.cell),
  list<Row>('说明', () => ['一。', '二。']),
  date<Row>('日期', () => '2026-02-28'),
  summed<Row>('金额', (r) => r.fen),
  ratio<Row>('比例', () => ({ num: 1n, den: 3n })),
  ratio<Row>('占比', () => ({ num: 1n, den: 3n }), 4),
  count<Row>('笔数', (r) => r.fen),
];

describe('a sheet as a workbook', () => {
  const rows: Row[] = [
    { cell: '007', fen: 123_456_789n },
    { cell: '=1+1 <&"\r\n_x0041_\u0001', fen: -50n },
    { cell: null, fen: 0n },
  ];
  let path = '';
  beforeAll(async () => {
    path = join(await temporaryFolder(), 'sheet.xlsx');
    const sheet = new XlsxSheet(path, '试表', COLUMNS);
    for (const row of rows) await sheet.rows(cellsOf(COLUMNS, [row]));
    await sheet.close();
  });

  test('says what the rows say, and what they add up to', async () => {
    expect(await readBack(path)).toEqual([
      ['借据编号', '说明', '日期', '金额', '比例', '占比', '笔数'],
      ['007', '一。;二。', '2026-02-28', '1234567.89', '33.33', '33.3333', '123456789'],
      ['=1+1 <&"\r\n_x0041_\u0001', '一。;二。', '2026-02-28', '-0.5', '33.33', '33.3333', '-50'],
      ['', '一。;二。', '2026-02-28', '0', '33.33', '33.3333', '0'],
      ['合计', '', '', '1234567.39', '', '', ''],
    ]);
  });

  test('keeps its header in view, filters, repeats the header on paper and numbers the pages', async () => {
    const parts = await partsOfWorkbook(path);
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
    expect(sheet).toContain('<autoFilter ref="A1:G4"/>');
    expect(sheet).toContain('<f>SUBTOTAL(109,D2:D4)</f><v>1234567.39</v>');
    expect(sheet).toContain('第 &amp;P 页,共 &amp;N 页');
    expect(parts.get('xl/workbook.xml')).toContain("'试表'!$1:$1");
  });

  test('is the same bytes whenever it is written', async () => {
    const again = join(await temporaryFolder(), 'other.xlsx');
    const sheet = new XlsxSheet(again, '试表', COLUMNS);
    for (const row of rows) await sheet.rows(cellsOf(COLUMNS, [row]));
    const digest = await sheet.close();
    const bytes = await readFile(again);
    expect(bytes.equals(await readFile(path))).toBe(true);
    expect(digest.bytes).toBe(bytes.length);
  });

  test('given up, nothing of it remains', async () => {
    const folder = await temporaryFolder();
    const sheet = new XlsxSheet(join(folder, 'sheet.xlsx'), '试表', COLUMNS);
    await sheet.rows(cellsOf(COLUMNS, rows));
    await sheet.abort();
    await expect(readFile(join(folder, 'sheet.xlsx'))).rejects.toThrow('ENOENT');
  });
});

const loan = (n: number, change: Readonly<Record<string, string>> = {}) => ({
  ...GOOD_FILING,
  借据编号: `JJ-${n}`,
  统一社会信用代码: uscc(n),
  ...change,
});

async function take(place: Workplace, name: string, content: string | Buffer) {
  const path = await put(await temporaryFolder(), name, content);
  return takeFile(place, { sender: 'ICBC', name, path }, ON);
}

const rejectsPath = (place: Workplace, stem: string, ending: string): string =>
  join(place.out, ON, 'ICBC', `${stem}.rejects.${ending}`);

describe('the reject file as a workbook', () => {
  const ROWS = [
    loan(1),
    loan(2, { '年利率(%)': '9.9', 企业名称: '甲,"乙"\n丙', 合同编号: '00012' }),
    loan(3, { 放款日期: '昨天', 贷款类型: '' }),
    loan(4, { 亦庄新城范围内: '否', 处罚失信情形: '是' }),
  ];
  let place: Workplace;
  beforeAll(async () => {
    place = await freshPlace();
    await take(place, 'filing-1.csv', csv(ROWS));
  });

  test('has the rows and columns of rejects.csv, cell by cell', async () => {
    const asCsv: string[][] = [];
    for await (const batch of readRecords(rejectsPath(place, 'filing-1', 'csv'), 'UTF-8', LIMITS))
      asCsv.push(...batch.map(({ cells }) => cells));
    expect(asCsv).toHaveLength(4);
    expect(await readBack(rejectsPath(place, 'filing-1', 'xlsx'))).toEqual(asCsv);
  });

  test('opens and colours the cells to mend, and no other; the finding is a comment there', async () => {
    const parts = await partsOfWorkbook(rejectsPath(place, 'filing-1', 'xlsx'));
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
    const header = Object.keys(GOOD_FILING);
    const open = new Set(
      [...sheet.matchAll(/<c r="([A-Z]+)(\d+)" s="11"/g)].map(
        ([, column = '', row = '']) =>
          `${row} ${header[column.charCodeAt(column.length - 1) - 65 + (column.length - 1) * 26]}`,
      ),
    );
    expect([...open].sort()).toEqual(
      ['2 LPR期限', '2 年利率(%)', '3 放款日期', '3 贷款类型', '4 亦庄新城范围内', '4 处罚失信情形'].sort(),
    );
    expect(sheet).toContain('<sheetProtection sheet="1"');
    const comments = parts.get('xl/comments1.xml') ?? '';
    expect([...comments.matchAll(/<t [^>]*>(\S+) /g)].map(([, code]) => code)).toEqual([
      'F-RATE',
      'FMT-REQUIRED',
      'F-AREA',
      'F-INTEGRITY',
    ]);
    expect(parts.get('xl/drawings/vmlDrawing1.vml')?.match(/<x:Row>/g)).toHaveLength(4);
    expect(sheet).toContain(`${'<formula1>&quot;'.replace('&quot;', '"')}小微,科创"`);
  });

  test('goes through when it is mended and dropped back as it is', async () => {
    const path = rejectsPath(place, 'filing-1', 'xlsx');
    const mended = await partsOfWorkbook(path, (name, text) =>
      name.endsWith('sheet1.xml')
        ? text
            .replaceAll('>9.9<', '>4.1<')
            .replaceAll('>昨天<', '>2025-08-15<')
            .replace(/(<c r="N3" s="11")\/>/, '$1 t="inlineStr"><is><t>信用</t></is></c>')
        : text,
    );
    const record = await take(place, 'filing-1.rejects.xlsx', Buffer.from(mended.bytes));
    expect(record).toMatchObject({ status: 'processed', accepted: 2, rejected: 1 });
    const [name] = await place.db.query(`SELECT filed_name AS name FROM filings WHERE iou_no = 'JJ-2'`);
    expect(name).toEqual({ name: '甲,"乙"\n丙' });
  });

  test('is there for a workbook that was dropped, too, and verify makes the same bytes', {
    timeout: 120_000,
  }, async () => {
    expect(
      (await verify(place.db, { archive: undefined, out: undefined }, () => {})).difference,
    ).toBeUndefined();
    expect(await readBack(rejectsPath(place, 'filing-1.rejects', 'xlsx'))).toHaveLength(2);
  });
});

test('where the books say so every sheet is a workbook, too, and verify knows', {
  timeout: 120_000,
}, async () => {
  const place = await freshPlace();
  await take(place, 'filing-1.csv', csv([loan(1)]));
  await keep(place.db, { workbooks: 'yes' });
  await take(
    place,
    'filing-2.csv',
    csv([loan(2, { 贷款金额: '9000000.00', '年利率(%)': '4.1', 企业划型: '微型', 所属行业: '工业' })]),
  );
  const receipt = join(place.out, ON, 'ICBC', 'filing-2.receipt.xlsx');
  expect((await readBack(receipt))[0]?.[0]).toBe('行号');
  await expect(readFile(receipt.replace('filing-2', 'filing-1'))).rejects.toThrow('ENOENT');
  const manifest = await readFile(join(place.out, ON, 'manifest.json'), 'utf8');
  expect(manifest).toContain('ICBC/filing-2.receipt.xlsx');
  expect(
    (await verify(place.db, { archive: undefined, out: undefined }, () => {})).difference,
  ).toBeUndefined();
});
