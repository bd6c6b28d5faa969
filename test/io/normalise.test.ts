import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseCell, stripGroupCommas } from '../../src/io/normalise.js';

describe('a cell is normalised', () => {
  it.each([
    ['４５．６０', '45.60'],
    ['　 1942739.40　\t', '1942739.40'],
    ['2026-０１-31', '2026-01-31'],
    ['\u00a0是\u00a0', '是'],
    ['亦庄 企业　一', '亦庄 企业　一'],
    ['１，２３４', '1，234'],
    ['－５', '－5'],
    ['ＡＢ', 'ＡＢ'],
    ['（１）', '（1）'],
    ['', ''],
    ['　', ''],
  ])('%j → %j', (raw, cell) => {
    expect(normaliseCell(raw)).toBe(cell);
  });

  it('a second time changes nothing, and no full-width digit is left', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('０', '９', '．', '　', ' ', 'a', '字', '，', '1') }),
        (raw) => {
          const once = normaliseCell(raw);
          expect(normaliseCell(once)).toBe(once);
          expect(once).not.toMatch(/[０-９．]|^[\s　]|[\s　]$/);
        },
      ),
    );
  });
});

describe('commas that separate groups of three', () => {
  it.each([
    ['1,234', '1234'],
    ['12,345,678.90', '12345678.90'],
    ['-1,234.5', '-1234.5'],
    ['1234', '1234'],
  ])('%s → %s', (text, plain) => {
    expect(stripGroupCommas(text)).toBe(plain);
  });

  it.each([
    '1,23',
    '1234,567',
    '12,34,567',
    ',123',
    '1,234,',
    '1,2345',
    '1,234.5,6',
    '1,,234',
    '0.123,456',
    '1，234',
  ])('%s is left alone', (text) => {
    expect(stripGroupCommas(text)).toBe(text);
  });

  it('every grouped number comes back as it was without', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), (number) => {
        expect(stripGroupCommas(number.toLocaleString('en-US'))).toBe(number.toString());
      }),
    );
  });
});
