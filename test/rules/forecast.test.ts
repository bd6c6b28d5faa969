import { describe, expect, test } from 'vitest';
import { leastFor } from '../../src/domain/money.js';
import { type BankState, NO_POSITION, type Position } from '../../src/domain/position.js';
import { loadReference } from '../../src/io/config/load.js';
import { foresee, needsToLift, quartersBefore, shortIn } from '../../src/rules/forecast.js';
import { nextState } from '../../src/rules/suspension.js';

/** Forecasts, worked by hand at the thresholds of 12号 §8 (3 % and 5,000,000) and 13号 §9 (15,000,000). */

const { policies } = await loadReference();
const XW = policies.of('XW').termsOn('2026-02-28');
const KC = policies.of('KC').termsOn('2026-02-28');
const yuan = (text: string): bigint => BigInt(text.replaceAll(',', '').replace('.', ''));
const position = (filed: string, applied: string, net: string): Position => {
  const sums = { filed: yuan(filed), applied: yuan(applied), net: yuan(net), used: yuan(net) };
  return { ...sums, year: sums };
};

const outlook = (at: Position, terms = XW, state: BankState = '正常', available = '100,000,000.00') => ({
  position: () => at,
  state: () => state,
  barred: () => false,
  waits: () => false,
  terms: () => terms,
  available: yuan(available),
});
const claim = (amount: string, newlyApplied = '0.00') => ({
  businessNo: amount,
  key: 'QHB/XW',
  amount: yuan(amount),
  newlyApplied: yuan(newlyApplied),
});

describe('which claim suspends its bank', () => {
  test.each([
    // Filed 100,000,000: 3 % is 3,000,000. Net 4,000,000 and a claim of 1,000,000: exactly 5,000,000 does not suspend.
    ['net exactly at it', '3,000,000.01', '4,000,000.00', '1,000,000.00', false],
    ['net a fen over it', '3,000,000.01', '4,000,000.00', '1,000,000.01', true],
    ['share exactly at it', '3,000,000.00', '4,000,000.00', '1,000,000.01', false],
  ])('%s', (_, applied, net, amount, suspends) => {
    const seen = foresee([claim(amount), claim('1.00')], outlook(position('100,000,000.00', applied, net)));
    expect(seen[0]?.suspends).toBe(suspends);
    // Who crosses the line is paid; who comes next is held.
    expect(seen.map((one) => one.opinion)).toEqual(['建议补偿', suspends ? '暂停补偿' : '建议补偿']);
  });

  test('one that waits for an operator raises the share, before any claim is taken', () => {
    const at = position('100,000,000.00', '2,999,999.99', '5,000,000.01');
    expect(foresee([claim('1.00', '0.01')], outlook(at))[0]?.opinion).toBe('建议补偿');
    expect(foresee([claim('1.00', '0.02')], outlook(at))[0]?.opinion).toBe('暂停补偿');
  });

  test('a barred bank is held whatever its sums, and so is, for the fund, whoever came after one that is short', () => {
    const held = (more: object) =>
      foresee([claim('1.00')], { ...outlook(NO_POSITION), ...more }).map(({ opinion }) => opinion);
    expect(held({ barred: () => true })).toEqual(['暂停补偿']);
    expect(held({ waits: () => true })).toEqual(['资金不足']);
  });

  test('the fund: its last fen is paid, and nobody overtakes one for whom it is short', () => {
    const seen = (available: string) =>
      foresee(
        [claim('60.00'), claim('40.00'), claim('1.00')],
        outlook(NO_POSITION, KC, '正常', available),
      ).map(({ opinion }) => opinion);
    expect(seen('101.00')).toEqual(['建议补偿', '建议补偿', '建议补偿']);
    expect(seen('99.99')).toEqual(['建议补偿', '资金不足', '资金不足']);
  });
});

describe('what frees a suspended bank', () => {
  test('XW: 5,000,000.00 less a fen must be left of net, or filings 33⅓ times what was applied for', () => {
    const at = position('100,000,000.00', '3,000,001.00', '6,200,000.00');
    const [share, net] = needsToLift(at, XW);
    expect(net?.returned).toBe(yuan('1,200,000.01'));
    // 3,000,001.00 ÷ 3 % = 100,000,033.333…: the next fen above.
    expect(share?.filed).toBe(yuan('33.34'));
    // Or applied for must fall to 3,000,000.00: 1.00 recovered on claims that wait.
    expect(share?.lowered).toBe(yuan('1.00'));
    const free = (p: Position): BankState => nextState('暂停', p, XW);
    expect(free({ ...at, net: at.net - yuan('1,200,000.00') })).toBe('暂停');
    expect(free({ ...at, net: at.net - yuan('1,200,000.01') })).toBe('正常');
    expect(free({ ...at, applied: at.applied - yuan('0.99') })).toBe('暂停');
    expect(free({ ...at, applied: at.applied - yuan('1.00') })).toBe('正常');
    expect(free({ ...at, filed: at.filed + yuan('33.33') })).toBe('暂停');
    expect(free({ ...at, filed: at.filed + yuan('33.34') })).toBe('正常');
  });

  test('KC: the net sum alone', () => {
    const needs = needsToLift(position('0.00', '0.00', '15,000,000.00'), KC);
    expect(needs.map(({ returned }) => returned)).toEqual([yuan('0.01')]);
  });

  test('a share of the year that must be below: nothing at all frees, and no filing helps against 0 %', () => {
    const of = (over: bigint) => ({
      ...XW,
      suspension: {
        join: 'and',
        measures: [
          {
            of: 'paid/filed',
            period: 'year',
            share: { num: over, den: 100n },
            sum: undefined,
            lifted: 'below',
          },
        ],
      } as const,
    });
    const at = position('100.00', '0.00', '10.00');
    // 10.00 ÷ 10 % = 100.00: one fen more is below.
    expect(needsToLift(at, of(10n))).toMatchObject([{ filed: 1n }]);
    expect(nextState('暂停', { ...at, year: { ...at.year, filed: at.filed + 1n } }, of(10n))).toBe('正常');
    expect(nextState('暂停', at, of(10n))).toBe('暂停');
    expect(needsToLift(at, of(0n))).toMatchObject([{ filed: undefined }]);
    expect(needsToLift(NO_POSITION, of(10n))).toMatchObject([{ filed: 0n }]);
    expect(nextState('暂停', NO_POSITION, of(10n))).toBe('正常');
  });

  test('cash that returns so much at the ratio, half-up: a fen less returns less', () => {
    // 30 % of 4,000,000.02 is 1,200,000.006, which is 1,200,000.01; of 4,000,000.01 it is 1,200,000.003.
    expect(leastFor(yuan('1,200,000.01'), { num: 3n, den: 10n })).toBe(yuan('4,000,000.02'));
    expect(leastFor(0n, { num: 3n, den: 10n })).toBe(0n);
  });
});

describe('when the fund falls short, if quarters go on', () => {
  test.each([
    // 100 left, 40 in four quarters: 10 a quarter. After ten quarters 0 is left, in the eleventh it is short.
    ['100.00', '40.00', '2028-09-30'],
    ['99.99', '40.00', '2028-06-30'],
    ['9.99', '40.00', '2026-03-31'],
    ['10.00', '40.00', '2026-06-30'],
    ['-0.01', '40.00', '2026-03-31'],
    ['1.00', '0.00', undefined],
  ])('%s left, %s drained in a year: %s', (available, drained, end) => {
    expect(shortIn(yuan(available), yuan(drained), 4, '2026-02-15')).toBe(end);
  });

  test('the four quarters that have ended', () => {
    expect(quartersBefore('2026-02-15', 4)).toEqual({ from: '2025-01-01', to: '2025-12-31' });
    expect(quartersBefore('2026-04-01', 4)).toEqual({ from: '2025-04-01', to: '2026-03-31' });
  });
});
