import { describe, expect, test } from 'vitest';
import {
  cut,
  displayWidth,
  left,
  padEnd,
  padStart,
  right,
  tableLines,
  wrapped,
} from '../../src/publish/text-table.js';

test.each([
  ['', 0],
  ['abc', 3],
  ['可用余额', 8],
  ['〔2025〕12号', 12],
  ['第(一)项', 8],
  ['全角（一）', 10],
  ['𠮷', 2],
  ['e\u0301', 1],
  ['\u001b[2J', 3],
])('%j takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test('padding counts columns, not characters', () => {
  expect(padEnd('待核', 6)).toBe('待核  ');
  expect(padStart('待核', 6)).toBe('  待核');
  expect(padEnd('受理退回', 4)).toBe('受理退回');
});

test('a text too wide is cut and marked, never wider than asked', () => {
  expect(cut('补偿申请-2026-01.csv', 10)).toBe('补偿申请..');
  expect(cut('补偿', 4)).toBe('补偿');
  expect(displayWidth(cut('补偿申请', 7))).toBeLessThanOrEqual(7);
});

describe('a table', () => {
  const lines = tableLines(
    [left('状态'), right('金额(元)')],
    [
      ['暂停补偿', '600,000.00'],
      ['受理', '0.00'],
    ],
  );

  test('aligns columns over Chinese and Latin cells', () => {
    expect(lines).toEqual(['  状态        金额(元)', '  暂停补偿  600,000.00', '  受理            0.00']);
    expect(new Set(lines.map(displayWidth)).size).toBe(1);
  });

  test('of nothing is its header', () => {
    expect(tableLines([left('状态')], [])).toEqual(['  状态']);
  });
});

test('words wrap before the line gets too wide', () => {
  expect(wrapped(['F-RATE×1', 'F-AREA×1', 'F-COVER×2'], 20)).toEqual(['  F-RATE×1  F-AREA×1', '  F-COVER×2']);
  expect(wrapped([], 20)).toEqual([]);
});
