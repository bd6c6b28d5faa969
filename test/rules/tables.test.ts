import { afterAll, describe, expect, it } from 'vitest';
import { loadReference } from '../../src/io/config/load.js';
import { CaseJudge } from '../../src/rulebook/case-judge.js';
import { isKnown } from '../../src/rulebook/words.js';
import { CATALOGUE } from '../../src/rules/catalogue.js';

/** Every row of every table in config/examples, judged by the program. How to add one: its README.zh-CN.md. */

const caseJudge = await CaseJudge.open();
afterAll(() => caseJudge.close());
const { cases } = caseJudge.tables;

describe.each([...new Set(cases.map(({ table }) => table))])('%s', (table) => {
  it.each(cases.filter((one) => one.table === table).map((one) => [one.name, one] as const))(
    '%s',
    async (_, one) => {
      const { facts, findings } = await caseJudge.judge(one);
      const unknown = Object.keys(one.expected).filter((key) => facts[key] === undefined);
      expect(unknown, `可以核对的有:${Object.keys(facts).join('、')}`).toEqual([]);
      const seen = Object.fromEntries(Object.keys(one.expected).map((key) => [key, facts[key]]));
      const messages = findings.map(({ message }) => message);
      expect(seen, messages.join('\n')).toEqual(one.expected);
      // Receipts join messages by `;`. Every code has a row here, so this is said for every code.
      expect(messages.filter((message) => /[;；]/.test(message))).toEqual([]);
    },
  );
});

/** Codes that the shipped policies have; the others are tried with the packs that have them. */
const { policies: shipped } = await loadReference();
const OURS = CATALOGUE.map(({ code }) => code).filter((code) => isKnown(code, shipped));

describe('the tables together', () => {
  const codesOf = (expected: Readonly<Record<string, string>>) => (expected['代码'] ?? '').split(';');
  const withCode = (code: string) => cases.filter((one) => codesOf(one.expected).includes(code));

  it.each(OURS)('have a row that gets %s, and one of its table that does not', (code) => {
    expect(withCode(code)).not.toHaveLength(0);
    const tables = withCode(code).map(({ table }) => table);
    const others = cases.filter((one) => tables.includes(one.table) && !codesOf(one.expected).includes(code));
    expect(others).not.toHaveLength(0);
  });

  it('have both sides of each limit that they name', () => {
    const limits = [...new Set(cases.flatMap(({ boundary }) => boundary ?? []))];
    for (const limit of limits) {
      const sides = cases.filter(({ boundary }) => boundary === limit);
      const outcomes = new Set(sides.map(({ expected }) => JSON.stringify(expected)));
      expect([limit, outcomes.size > 1]).toEqual([limit, true]);
    }
  });

  it('have a limit for each code that a number of a policy decides', async () => {
    const { policies, catalogue } = await loadReference();
    const numbers = policies.inReadingOrder
      .flatMap(({ documents }) => documents.flatMap(({ parameters }) => parameters))
      .filter(({ values }) => values.some(({ value }) => /"\d/.test(JSON.stringify(value))))
      .map(({ key }) => key);
    const decided = catalogue.rules
      .filter(({ code }) => OURS.includes(code))
      .filter(({ needs }) => needs.some((key) => numbers.includes(key)));
    expect(decided.length).toBeGreaterThan(10);
    const limits = new Set(cases.map(({ boundary }) => boundary));
    expect(decided.map(({ code }) => code).filter((code) => !limits.has(code))).toEqual([]);
  });

  it('name each case once', () => {
    const names = cases.map(({ table, name }) => `${table}: ${name}`);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  it('expect only codes of the catalogue', () => {
    const known = new Set(['', ...CATALOGUE.map(({ code }) => code)]);
    const strange = cases.flatMap(({ expected }) => codesOf(expected)).filter((code) => !known.has(code));
    expect(strange).toEqual([]);
  });
});
