import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/domain/dates.js';
import { loadReference } from '../../src/io/config/load.js';
import { changePolicy } from '../support/changed-policy.js';
import { temporaryFolder } from '../support/files.js';

/** Every number of the policies on every day. */

const FIRST = '2025-06-30';
const LAST = '2028-06-29';

function everyDay(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

const { policies } = await loadReference();

describe.each(policies.codes.map((scheme) => [scheme]))('%s', (scheme) => {
  const { parameters, validFrom, validTo } = policies.of(scheme).documentOn(FIRST);

  it.each(parameters.map(({ key }) => key))(
    '%s has one value on each day in force, and none on any other',
    (key) => {
      const values = parameters.find((one) => one.key === key)?.values ?? [];
      const wrong = everyDay(FIRST, LAST).filter((day) => {
        const held = values.filter((value) => value.from <= day && day <= value.to).length;
        return held !== (validFrom <= day && day <= validTo ? 1 : 0);
      });
      expect(wrong).toEqual([]);
      expect(values.filter(({ from, to }) => from < FIRST || to > LAST)).toEqual([]);
    },
  );

  it('says of each value where it was read and when that was checked', () => {
    for (const { values } of parameters) {
      for (const { source, checked, from } of values) {
        expect(source).toMatch(/./);
        expect(checked).toMatch(/^\d{4}-\d\d-\d\d$/);
        expect(from >= validFrom).toBe(true);
      }
    }
  });
});

it('walks the whole span of both policies', () => {
  expect(everyDay(FIRST, LAST)).toHaveLength(1096);
  expect([policies.of('XW').validFrom, policies.of('XW').validTo]).toEqual([FIRST, '2026-12-31']);
  expect([policies.of('KC').validFrom, policies.of('KC').validTo]).toEqual([FIRST, LAST]);
});

it('a value added by an operator holds from its day on, and the values before are kept', async () => {
  const folder = await temporaryFolder();
  await changePolicy(folder, 'KC', 'cap_bank', '2026-04-01', '20000000.00');
  const KC = (await loadReference(folder)).policies.of('KC').documentOn('2026-04-01');
  expect(KC.termsOn('2026-03-31').capBank?.[0]?.value).toBe(3_000_000_000n);
  expect(KC.termsOn('2026-04-01').capBank?.[0]?.value).toBe(2_000_000_000n);
  expect(KC.parameters.find(({ key }) => key === 'cap_bank')?.values).toHaveLength(2);
});
