import { expect, test } from 'vitest';
import { fenOf, grouped, moment, total, yuanOf } from '../../web/src/parts/words.js';

test('amounts stand in groups of three and lose no fen', () => {
  expect(grouped('1234567890123456.78')).toBe('1,234,567,890,123,456.78');
  expect(grouped('-1234.50')).toBe('-1,234.50');
  expect(grouped('999.00')).toBe('999.00');
  expect(grouped('无')).toBe('无');
});

test('sums are exact, where floating numbers are not', () => {
  expect(total(['0.10', '0.20', null, undefined])).toBe('0.30');
  expect(total(['90071992547409.91', '0.01'])).toBe('90071992547409.92');
  expect(total([])).toBe('0.00');
  expect(yuanOf(fenOf('-0.05'))).toBe('-0.05');
});

test('moments are told in Shanghai, whatever the clock of the browser', () => {
  expect(moment('2026-11-24T16:30:05Z')).toBe('2026-11-25 00:30:05');
  expect(moment('not a moment')).toBe('not a moment');
});
