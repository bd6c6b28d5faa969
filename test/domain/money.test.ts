import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  amountFromText,
  divideHalfUp,
  grouped,
  percent,
  rateUnits,
  rateWords,
  ratioFromPercent,
  share,
  times,
  wanWords,
  yuan,
} from '../../src/domain/money.js';

/** Each function beside the way a clerk would work it out: with digits on paper, and steps too small to go wrong. */

const fen = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });
const positive = fc.bigInt({ min: 1n, max: 10n ** 12n });

/** Half-up by counting: the whole number nearest to num ÷ den, the one further from zero where two are as near. */
function nearest(num: bigint, den: bigint): bigint {
  const size = num < 0n ? -num : num;
  const down = size / den;
  const rest = size - down * den;
  const rounded = rest < den - rest ? down : down + 1n;
  return num < 0n ? -rounded : rounded;
}

describe('amounts', () => {
  test('text and fen are two ways to write one amount', () => {
    fc.assert(
      fc.property(fen, (amount) => {
        expect(amountFromText(yuan(amount))).toBe(amount);
      }),
    );
  });

  test('an amount without or with one decimal is the amount with zeros behind it', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 9 }), (whole, tenth) => {
        expect(amountFromText(`${whole}`)).toBe(amountFromText(`${whole}.00`));
        expect(amountFromText(`${whole}.${tenth}`)).toBe(amountFromText(`${whole}.${tenth}0`));
      }),
    );
  });

  test('separators stand before every third digit from the right and change no digit', () => {
    fc.assert(
      fc.property(positive, (amount) => {
        const text = grouped(yuan(amount));
        expect(text.replaceAll(',', '')).toBe(yuan(amount));
        const groups = text.split('.')[0]?.split(',') ?? [];
        expect(groups.slice(1).every((group) => group.length === 3)).toBe(true);
        expect(groups[0]).toMatch(/^\d{1,3}$/);
      }),
    );
  });

  test('an amount in 万元 is the amount, ten thousand times smaller and exact', () => {
    fc.assert(
      fc.property(positive, (amount) => {
        const text = wanWords(amount).replace('万元', '').replaceAll(',', '');
        const [whole = '', part = ''] = text.split('.');
        expect(BigInt(whole + part.padEnd(6, '0'))).toBe(amount);
      }),
    );
  });
});

describe('rounding', () => {
  test('is to the nearest, and away from zero at the half', () => {
    fc.assert(
      fc.property(fen, positive, (num, den) => {
        expect(divideHalfUp(num, den)).toBe(nearest(num, den));
      }),
    );
    expect([1n, 3n, 5n, -1n, -3n].map((num) => divideHalfUp(num, 2n))).toEqual([1n, 2n, 3n, -1n, -2n]);
  });

  test('a share is the amount taken so many times and divided once', () => {
    fc.assert(
      fc.property(fen, fc.nat({ max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), (amount, num, den) => {
        expect(share(amount, { num: BigInt(num), den: BigInt(den) })).toBe(
          nearest(amount * BigInt(num), BigInt(den)),
        );
      }),
    );
    expect(share(100n, { num: 1n, den: 0n })).toBe(0n);
  });

  test('an amount times a decimal rate is the digits multiplied and the point set back', () => {
    fc.assert(
      fc.property(fen, fc.nat({ max: 99_999_999 }), (amount, digits) => {
        const text = String(digits).padStart(5, '0');
        const rate = `${text.slice(0, -4)}.${text.slice(-4)}`;
        expect(times(amount, rate)).toBe(nearest(amount * BigInt(digits), 10_000n));
      }),
    );
  });
});

describe('ratios and rates', () => {
  test('a per cent that is written out and read again is the same', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), (units) => {
        const text = percent({ num: BigInt(units), den: 1_000_000n }, 4);
        const read = ratioFromPercent(text);
        expect(read.num * 1_000_000n).toBe(BigInt(units) * read.den);
      }),
    );
    expect(percent({ num: 1n, den: 0n }, 2)).toBe('');
  });

  test('a rate in words keeps every digit that counts and at least two', () => {
    fc.assert(
      fc.property(fc.nat({ max: 9_999_999 }), (units) => {
        const words = rateWords(BigInt(units));
        expect(words).toMatch(/^\d+\.\d{2,4}%$/);
        expect(rateUnits(words.slice(0, -1))).toBe(BigInt(units));
      }),
    );
  });
});
