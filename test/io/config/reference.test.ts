import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { lastLprDue } from '../../../src/domain/lpr.js';
import type { Reference } from '../../../src/domain/reference.js';
import { loadReference } from '../../../src/io/config/load.js';

/** What the shipped tables answer, at the dates where an answer turns. */

let reference: Reference;
beforeAll(async () => {
  reference = await loadReference();
});

describe('working days', () => {
  it.each<[string, boolean | undefined, string]>([
    ['2026-01-01', false, 'New Year'],
    ['2026-01-04', true, 'a Sunday worked to make up for it'],
    ['2026-10-10', true, 'a Saturday worked to make up for the National Day week'],
    ['2026-10-09', true, 'an ordinary Friday'],
    ['2026-10-11', false, 'an ordinary Sunday'],
    ['2027-01-04', undefined, 'a year without a notice'],
    ['2022-12-30', undefined, 'a year before the first notice'],
  ])('%s: %s (%s)', (date, working) => {
    expect(reference.calendar.isWorkingDay(date)).toBe(working);
  });

  it.each([
    ['2025-07-01', '2025-07-21'],
    ['2025-10-01', '2025-10-28'],
    ['2026-01-01', '2026-01-22'],
    ['2026-04-01', '2026-04-22'],
    ['2026-07-01', '2026-07-21'],
    ['2026-10-01', '2026-10-27'],
    ['2027-01-01', undefined],
  ])('the 15th of the quarter of %s is %s', (quarter, day) => {
    expect(reference.calendar.nthOfQuarter(quarter, 15)).toBe(day);
  });

  it('a count over a year’s end and one into an uncovered year', () => {
    expect(reference.calendar.countAfter('2025-12-31', '2026-01-05')).toBe(2);
    expect(reference.calendar.countAfter('2026-12-30', '2026-12-31')).toBe(1);
    expect(reference.calendar.countAfter('2026-12-31', '2027-01-01')).toBeUndefined();
  });
});

describe('LPR', () => {
  it.each([
    ['2026-02-23', '2026-01-20', 'in force until the next'],
    ['2026-02-24', '2026-02-24', 'the first working day after the spring festival'],
    ['2026-10-20', '2026-09-20', 'a publication that is missing'],
  ])('on %s the one of %s is in force (%s)', (date, publishedOn) => {
    expect(reference.lpr.inForce(date, '1Y')?.publishedOn).toBe(publishedOn);
  });

  it('the last one due is seen to be missing', () => {
    expect(lastLprDue('2026-10-19', reference.calendar)).toBe('2026-09-20');
    const due = lastLprDue('2026-10-20', reference.calendar);
    expect(due).toBe('2026-10-20');
    expect(reference.lpr.publishedWithin(due ?? '', '2026-10-20')).toBe(false);
  });

  it('has both tenors in ten-thousandths of a per cent', () => {
    expect(reference.lpr.inForce('2026-03-20', '1Y')?.units).toBe(30_000n);
    expect(reference.lpr.inForce('2026-03-20', '5Y')?.units).toBe(35_000n);
  });
});

describe('the size standard, by worked cases', () => {
  const [, ...lines] = readFileSync('test/fixtures/enterprise-size-cases.csv', 'utf8').trim().split('\n');
  const cases = lines.map((line) => line.split(',', 5) as [string, string, string, string, string]);

  it('are there', () => expect(cases.length).toBeGreaterThan(20));

  it.each(cases)(
    '%s with %s persons, revenue %s, assets %s is %s',
    (industry, employees, revenue, assets, size) => {
      const given = { employees, revenue, total_assets: assets };
      const metrics = Object.fromEntries(Object.entries(given).filter(([, text]) => text !== ''));
      expect(reference.sizes.sizeOf(industry, metrics)).toBe(size);
    },
  );

  it('says nothing where a metric is missing or the industry is another', () => {
    expect(reference.sizes.sizeOf('工业', { employees: '1000' })).toBeUndefined();
    expect(reference.sizes.sizeOf('金融业', { employees: '1000', revenue: '1' })).toBeUndefined();
  });
});

describe('exchange rates', () => {
  it('the shipped sample has a central parity for a few days only', () => {
    const on = (date: string) => reference.fx.on('USD', date, reference.calendar);
    expect(on('2025-09-30')).toMatchObject({ state: 'known', kind: '中间价', date: '2025-09-30' });
    expect(on('2025-10-04')).toMatchObject({ state: 'known', date: '2025-09-30' });
    expect(on('2025-10-09')).toEqual({ state: 'unknown' });
  });
});
