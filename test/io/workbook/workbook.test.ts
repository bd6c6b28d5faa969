import { beforeEach, describe, expect, it } from 'vitest';
import { readRecords } from '../../../src/io/csv-read.js';
import { inspectFile } from '../../../src/io/inspect.js';
import type { CsvRecord } from '../../../src/io/parse-chunk.js';
import { LIMITS, put, temporaryFolder } from '../../support/files.js';
import { type Parts, sheetData, workbook } from '../../support/workbooks.js';

/** files.md §1a, sentence by sentence. */

let folder = '';
beforeEach(async () => {
  folder = await temporaryFolder();
});

async function records(parts: Parts): Promise<CsvRecord[]> {
  const path = await put(folder, 'filing.xlsx', workbook(parts));
  const all: CsvRecord[] = [];
  for await (const batch of readRecords(path, 'XLSX', LIMITS)) all.push(...batch);
  return all;
}

/** The text of one cell, under a header. */
async function cellText(cell: string, more: Omit<Parts, 'sheet'> = {}): Promise<string | undefined> {
  const header = '<row r="1"><c t="str"><v>列</v></c></row>';
  const read = await records({ sheet: `<sheetData>${header}<row r="2">${cell}</row></sheetData>`, ...more });
  return read[1]?.cells[0];
}

async function fault(content: Buffer, limits = LIMITS): Promise<string | undefined> {
  const found = await inspectFile(await put(folder, 'filing.xlsx', content), limits, 'xlsx');
  expect(found.encoding === undefined).toBe(found.workbookFault !== undefined);
  return found.workbookFault;
}

describe('a cell becomes text', () => {
  it.each<[string, string, string, Omit<Parts, 'sheet'>?]>([
    ['a string', '<c t="inlineStr"><is><t>备案</t></is></c>', '备案'],
    [
      'rich text, joined',
      '<c t="s"><v>1</v></c>',
      '北京示例',
      {
        strings:
          '<si><t>别的</t></si><si><r><t>北京</t></r><r><rPr/><t>示例</t></r><rPh sb="0" eb="1"><t>ぺ</t></rPh></si>',
      },
    ],
    ['text that looks like a number', '<c t="inlineStr"><is><t>007</t></is></c>', '007'],
    ['signs that XML writes otherwise', '<c t="str"><v>A&amp;B&lt;&#x4e2d;_x000D_</v></c>', 'A&B<中\r'],
    ['a number that Excel writes with 17 digits', '<c><v>4.0999999999999996</v></c>', '4.1'],
    ['a number with an exponent', '<c><v>1E-7</v></c>', '0.0000001'],
    ['a large number with an exponent', '<c><v>1.5E+14</v></c>', '150000000000000'],
    ['a negative amount', '<c><v>-1234.5</v></c>', '-1234.5'],
    [
      'a number with separators is the number',
      '<c s="1"><v>1234567.5</v></c>',
      '1234567.5',
      { formats: [0, 4] },
    ],
    ['per cent, built in', '<c s="1"><v>3.85E-2</v></c>', '3.85', { formats: [0, 10] }],
    ['per cent of its own format', '<c s="1"><v>0.04</v></c>', '4', { formats: [0, '0.00%;[Red]-0.00%'] }],
    ['per cent to at most 4 decimals', '<c s="1"><v>0.0384999967</v></c>', '3.85', { formats: [0, 9] }],
    [
      'a sign of per cent in quotes is none',
      '<c s="1"><v>3.85</v></c>',
      '3.85',
      { formats: [0, '0.00&quot;%&quot;'] },
    ],
    ['a date, built in', '<c s="1"><v>45884</v></c>', '2025-08-15', { formats: [0, 14] }],
    ['a date of a Chinese program', '<c s="1"><v>45884</v></c>', '2025-08-15', { formats: [0, 31] }],
    [
      'a date of its own format',
      '<c s="1"><v>45884</v></c>',
      '2025-08-15',
      { formats: [0, '[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@'] },
    ],
    [
      'a date counted from 1904',
      '<c s="1"><v>44422</v></c>',
      '2025-08-15',
      { formats: [0, 14], properties: 'date1904="1"' },
    ],
    [
      'the last day before the day that never was',
      '<c s="1"><v>59</v></c>',
      '1900-02-28',
      { formats: [0, 14] },
    ],
    ['the day that never was', '<c s="1"><v>60</v></c>', '60', { formats: [0, 14] }],
    ['the first day after it', '<c s="1"><v>61</v></c>', '1900-03-01', { formats: [0, 14] }],
    ['no day of any calendar', '<c s="1"><v>-3</v></c>', '-3', { formats: [0, 14] }],
    ['a date with a time', '<c s="1"><v>45884.5</v></c>', '2025-08-15T12:00:00', { formats: [0, 22] }],
    ['half a second before midnight', '<c s="1"><v>45883.999998</v></c>', '2025-08-15', { formats: [0, 22] }],
    ['a colour is no date', '<c s="1"><v>45884</v></c>', '45884', { formats: [0, '[Red]0.00_d'] }],
    ['a date as ISO text', '<c t="d"><v>2025-08-15T00:00:00</v></c>', '2025-08-15'],
    ['the stored value of a formula', '<c><f>A1*2</f><v>8</v></c>', '8'],
    ['the stored text of a formula', '<c t="str"><f>A1</f><v>甲</v></c>', '甲'],
    ['true', '<c t="b"><v>1</v></c>', 'TRUE'],
    ['false', '<c t="b"><v>0</v></c>', 'FALSE'],
    ['an error, its name', '<c t="e"><f>1/0</f><v>#N/A</v></c>', '#N/A'],
  ])('%s', async (_, cell, text, more = {}) => {
    expect(await cellText(cell, more)).toBe(text);
  });

  it('marks a number of 10^15 or more, and no smaller one', async () => {
    const rows = sheetData([
      ['列', '列2'],
      [999999999999999, 1e15],
      ['1000000000000000', -1e17],
    ]);
    expect(await records({ sheet: rows })).toEqual([
      { line: 1, cells: ['列', '列2'] },
      { line: 2, cells: ['999999999999999', '1000000000000000'], inexact: [1] },
      { line: 3, cells: ['1000000000000000', '-100000000000000000'], inexact: [1] },
    ]);
  });
});

describe('the table', () => {
  it('begins at the first row with a value, rows keep the sheet’s numbers and the header’s width', async () => {
    const row = (r: number, cells: string) => `<row r="${r}">${cells}</row>`;
    const cell = (r: string, text: string) => `<c r="${r}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const data = [
      row(2, cell('A2', ' ')),
      row(3, [cell('A3', '甲'), cell('B3', '乙,"丙"'), cell('C3', '丁'), '<c r="D3" s="0"/>'].join('')),
      row(7, cell('B7', '一\n二')),
      row(8, cell('A8', 'x') + cell('D8', ' ')),
      row(9, cell('A9', 'x') + cell('E9', 'y')),
    ];
    expect(await records({ sheet: `<sheetData>${data.join('')}</sheetData>` })).toEqual([
      { line: 3, cells: ['甲', '乙,"丙"', '丁'] },
      { line: 7, cells: ['', '一\n二', ''] },
      { line: 8, cells: ['x', '', ''] },
      { line: 9, cells: ['x', '', '', '', 'y'] },
    ]);
  });

  it('is read where rows and columns are hidden, and whatever the elements’ prefix', async () => {
    const sheet =
      '<x:cols><x:col min="1" max="1" hidden="1"/></x:cols><x:sheetData><x:row r="1" hidden="1"><x:c t="str"><x:v>甲</x:v></x:c></x:row></x:sheetData>';
    expect(await records({ sheet })).toEqual([{ line: 1, cells: ['甲'] }]);
  });

  it('is that of the first visible worksheet', async () => {
    const sheets =
      '<sheet name="图" sheetId="3" r:id="rId3"/><sheet name="藏" sheetId="1" state="veryHidden" r:id="rId1"/><sheet name="二" sheetId="2" r:id="rId2"/>';
    expect(await records({ sheet: sheetData([['第一张']]), sheets })).toEqual([
      { line: 1, cells: ['第二张'] },
    ]);
  });

  it('without a value is an empty file', async () => {
    expect(await records({ sheet: '<sheetData/>' })).toEqual([]);
  });
});

describe('is refused while it is read', () => {
  const good = sheetData([
    ['甲', '乙'],
    ['1', '2'],
  ]);
  it.each([
    [
      'a formula without a stored value',
      sheetData([['甲']]).replace('</sheetData>', '<row><c/><c r="AB2"><f>A1</f></c></row></sheetData>'),
      '第2行AB列的公式没有计算结果',
    ],
    [
      'cells merged in the table',
      `${good}<mergeCells><mergeCell ref="D1:E1"/><mergeCell ref="B2:C3"/></mergeCells>`,
      '合并单元格(B2)',
    ],
    ['a row out of order', good.replace('</sheetData>', '<row r="2"/></sheetData>'), '已损坏'],
    ['a column out of order', '<sheetData><row><c r="B1"/><c r="A1"/></row></sheetData>', '已损坏'],
    ['a row past the last', '<sheetData><row r="1048577"/></sheetData>', '已损坏'],
    ['an unknown shared text', '<sheetData><row><c t="s"><v>9</v></c></row></sheetData>', '已损坏'],
    ['a number that is none', '<sheetData><row><c><v>1e999</v></c></row></sheetData>', '已损坏'],
    ['broken XML', '<sheetData><row>', '已损坏'],
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><sheetData/>', '已损坏'],
  ])('%s', async (_, sheet, words) => {
    await expect(records({ sheet })).rejects.toThrow(words);
  });

  it('merged cells beside, above and below the table are nothing to it', async () => {
    const rows = sheetData([
      ['', ''],
      ['甲', '乙'],
      ['1', '2'],
    ]);
    const sheet = `${rows}<mergeCells><mergeCell ref="C1:D9"/><mergeCell ref="A1:B1"/><mergeCell ref="A4:B5"/></mergeCells>`;
    expect(await records({ sheet })).toHaveLength(2);
  });
});

describe('is refused before it is read', () => {
  const sheet = sheetData([['甲']]);
  const plain = () => workbook({ sheet });

  it('a sound one is not', async () => {
    expect(await fault(plain())).toBeUndefined();
  });

  it.each([
    ['an old .xls', () => Buffer.from('d0cf11e0a1b11ae1'.padEnd(2000, '0'), 'hex'), '旧版的.xls'],
    [
      'one with a password',
      () =>
        Buffer.concat([
          Buffer.from('d0cf11e0a1b11ae1', 'hex'),
          Buffer.alloc(70_000),
          Buffer.from('EncryptedPackage', 'utf16le'),
        ]),
      '打开密码',
    ],
    ['no zip', () => Buffer.from('政策类型,借据编号\n'), '不是可读取的.xlsx'],
    ['a zip cut short', () => plain().subarray(0, 1000), '不是可读取的.xlsx'],
    ['a zip of something else', () => Buffer.from(workbookless()), '已损坏'],
    ['macros', () => workbook({ sheet, more: { 'xl/vbaProject.bin': Buffer.from('x') } }), '含有宏'],
    [
      'a macro workbook under another name',
      () =>
        workbook({
          sheet,
          contentTypes: '<Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>',
        }),
      '含有宏',
    ],
    [
      'no visible sheet',
      () => workbook({ sheet, sheets: '<sheet name="a" r:id="rId1" state="hidden"/>' }),
      '没有可见的工作表',
    ],
    [
      'a hundredfold when unpacked',
      () => workbook({ sheet, more: { 'x.xml': new Uint8Array(2_000_000) } }),
      '100倍以上',
    ],
    [
      'a part that is missing',
      () => workbook({ sheet, sheets: '<sheet name="a" r:id="rId9"/>' }),
      '没有可见的工作表',
    ],
  ])('%s', async (_, content, words) => {
    expect(await fault(content())).toContain(words);
  });

  it('more than the limit of bytes when unpacked', async () => {
    const content = workbook({ sheet: sheetData(Array.from({ length: 500 }, (_, i) => [`行${i}`])) });
    const { bytes } = LIMITS;
    expect(await fault(content, { ...LIMITS, bytes: 20_000 })).toContain('超过上限20000字节');
    expect(await fault(content, { ...LIMITS, bytes })).toBeUndefined();
  });
});

function workbookless(): Uint8Array {
  return workbook({ sheet: '', more: { '_rels/.rels': new TextEncoder().encode('<Relationships/>') } });
}
