import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCell, wrongCellWords } from '../../src/io/cells.js';
import type { CellType } from '../../src/io/column.js';
import { columnsOf } from '../../src/io/columns.js';
import { loadReference } from '../../src/io/config/load.js';

const { policies } = await loadReference();
const COLUMNS = columnsOf(policies);

const parse = (type: CellType) => (text: string) => parseCell({ type }, text);

describe('dates', () => {
  it.each([
    ['2026-02-28', '2026-02-28'],
    ['2024-02-29', '2024-02-29'],
    ['2026/1/5', '2026-01-05'],
    ['2026/01/05', '2026-01-05'],
    ['2026/12/5', '2026-12-05'],
    ['20260105', '2026-01-05'],
  ])('%s → %s', (text, date) => {
    expect(parse('date')(text)).toBe(date);
  });

  it.each([
    '2026-02-30',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-5',
    '2026-01-5',
    '2026/2/30',
    '20260230',
    '202601',
    '26-01-05',
    '2026.01.05',
    '2026-01-05 ',
    '2026年1月5日',
    '05/01/2026',
    '0000-01-01',
    '2026-01-05T00:00',
    '2026/1-5',
    '45678',
  ])('%s is none', (text) => {
    expect(parse('date')(text)).toBeUndefined();
  });
});

describe('amounts', () => {
  it.each([
    ['1', '1'],
    ['1.5', '1.5'],
    ['1.50', '1.50'],
    ['1,234,567.89', '1234567.89'],
    ['999999999999999.99', '999999999999999.99'],
  ])('%s → %s', (text, amount) => {
    for (const type of ['amount_positive', 'amount_not_negative', 'amount_signed'] as const) {
      expect(parse(type)(text)).toBe(amount);
    }
  });

  it.each([
    '1.234',
    '1e6',
    '1E6',
    '.5',
    '5.',
    '+5',
    '1,23',
    '1234,567',
    '1 000',
    '壹佰',
    '¥5',
    '5元',
    '0x10',
    'NaN',
    'Infinity',
    '1000000000000000',
    '--5',
    '- 5',
    '1.2.3',
    '１',
  ])('%s is none', (text) => {
    for (const type of ['amount_positive', 'amount_not_negative', 'amount_signed'] as const) {
      expect(parse(type)(text)).toBeUndefined();
    }
  });

  it.each<[string, string | undefined, string | undefined, string | undefined]>([
    ['0', undefined, '0', '0'],
    ['0.00', undefined, '0.00', '0.00'],
    ['0.01', '0.01', '0.01', '0.01'],
    ['-5', undefined, undefined, '-5'],
    ['-1,234.50', undefined, undefined, '-1234.50'],
  ])('%s as positive, not negative, signed', (text, positive, notNegative, signed) => {
    expect(parse('amount_positive')(text)).toBe(positive);
    expect(parse('amount_not_negative')(text)).toBe(notNegative);
    expect(parse('amount_signed')(text)).toBe(signed);
  });
});

describe('rates, shares, numbers and codes', () => {
  it.each<[CellType, string[], string[]]>([
    ['rate', ['0', '3.85', '4.5001', '100.5', '1234'], ['3.85001', '3.85%', '-1', '.5', '5.', '1,000', '+1']],
    [
      'share',
      ['0', '20', '100', '100.0000', '99.9999', '050.5'],
      ['100.0001', '101', '-1', '20%', '1000', '1.00001'],
    ],
    ['whole', ['0', '12', '100000'], ['1,000', '-1', '1.0', '1e3', '']],
    ['currency', ['CNY', 'USD'], ['cny', 'CN', 'CNYY', '人民币', 'C1Y']],
    ['iou_no', ['JJ-1', 'a_b/c.d', 'x'.repeat(64)], ['x'.repeat(65), 'a b', '借据1', 'a,b', 'a\n', '=1+1']],
    ['recovery_no', ['HS0001', 'a_b/c.d', 'x'.repeat(64)], ['HS-1', 'x'.repeat(65), 'a b']],
    ['year', ['2026'], ['26', '20266', '2026年', '-202']],
    ['text', ['任意,文字', '=1'], []],
  ])('%s', (type, right, wrong) => {
    for (const text of right) expect([text, parse(type)(text)]).toEqual([text, text]);
    for (const text of wrong) expect([text, parse(type)(text)]).toEqual([text, undefined]);
  });
});

describe('enumerations', () => {
  const columnOf = (key: string) => {
    const column = COLUMNS.filing.find((one) => one.key === key);
    if (column === undefined) throw new Error(key);
    return column;
  };

  it.each([
    ['scheme', '小微', 'XW'],
    ['scheme', 'XW', 'XW'],
    ['scheme', '科创', 'KC'],
    ['scheme', 'KC', 'KC'],
    ['scheme', 'xw', undefined],
    ['in_area', '是', '是'],
    ['in_area', 'Y', undefined],
    ['lpr_tenor', '5Y', '5Y'],
    ['lpr_tenor', '5y', undefined],
    ['qualification', '北京市专精特新小巨人', '北京市专精特新小巨人'],
    ['qualification', '专精特新', undefined],
  ])('%s %s → %s', (key, text, canonical) => {
    expect(parseCell(columnOf(key), text)).toBe(canonical);
  });

  it('a clerk is told what there is to choose from', () => {
    expect(wrongCellWords(columnOf('lpr_tenor'))).toBe('不是可选值,应为1Y、5Y之一');
    expect(wrongCellWords(columnOf('disbursed_on'))).toBe('不是有效日期,应为YYYY-MM-DD');
  });
});

describe('social credit codes, those of the reference data', () => {
  const [, ...cases] = readFileSync('test/fixtures/uscc-cases.csv', 'utf8').trim().split('\n');
  const rows = cases.map((line) => line.split(',', 2) as [string, string]);

  it('are there', () => expect(rows.length).toBeGreaterThan(25));

  it.each(rows)('%s is %s', (code, expected) => {
    expect(parse('uscc')(code)).toBe(expected === 'valid' ? code : undefined);
  });

  it('a remainder of 0 makes the check character 0', () => {
    expect(parse('uscc')('911000001000013428')).toBe('911000001000013428');
    expect(parse('uscc')('91100000100001342W')).toBeUndefined();
  });
});
