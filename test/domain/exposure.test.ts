import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../src/domain/dates.js';
import { Exposure } from '../../src/domain/exposure.js';

/** The peak of an enterprise's loans, beside the plain way: look at every day and add up what runs on it. */

const DAYS = 40;
const day = (n: number): string => addDays('2026-01-01', n);

const loan = fc.record({
  from: fc.nat({ max: DAYS }),
  to: fc.nat({ max: DAYS }),
  amount: fc.bigInt({ min: 1n, max: 1_000_000n }),
});
type Loan = { from: number; to: number; amount: bigint };

/** disbursed ≤ day < matures, for each day of [from, to). */
function naive(loans: readonly Loan[], from: number, to: number): bigint {
  let most = 0n;
  for (let on = from; on < to; on++) {
    const running = loans.filter((one) => one.from <= on && on < one.to);
    const sum = running.reduce((all, { amount }) => all + amount, 0n);
    if (sum > most) most = sum;
  }
  return most;
}

const exposureOf = (loans: readonly Loan[]): Exposure => {
  const exposure = new Exposure();
  for (const { from, to, amount } of loans) exposure.add(day(from), day(to), amount);
  return exposure;
};

test('the peak over any days is the most that runs on one of them', () => {
  fc.assert(
    fc.property(
      fc.array(loan, { maxLength: 12 }),
      fc.nat({ max: DAYS }),
      fc.nat({ max: DAYS }),
      (loans, a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        expect(exposureOf(loans).peak(day(from), day(to))).toBe(naive(loans, from, to));
      },
    ),
  );
});

test('it does not depend on the order in which loans are added', () => {
  fc.assert(
    fc.property(fc.array(loan, { maxLength: 8 }), (loans) => {
      const [forth, back] = [exposureOf(loans), exposureOf([...loans].reverse())];
      expect(forth.peak(day(0), day(DAYS))).toBe(back.peak(day(0), day(DAYS)));
    }),
  );
});

test('a loan runs on the day it is paid out and no more on the day it matures', () => {
  const exposure = exposureOf([{ from: 5, to: 7, amount: 100n }]);
  const on = (n: number): bigint => exposure.peak(day(n), day(n + 1));
  expect([4, 5, 6, 7].map(on)).toEqual([0n, 100n, 100n, 0n]);
});

test('taking a loan out again leaves what was there before', () => {
  fc.assert(
    fc.property(fc.array(loan, { maxLength: 8 }), loan, (loans, extra) => {
      const exposure = exposureOf([...loans, extra]);
      exposure.add(day(extra.from), day(extra.to), -extra.amount);
      expect(exposure.peak(day(0), day(DAYS))).toBe(exposureOf(loans).peak(day(0), day(DAYS)));
    }),
  );
});
