import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../src/domain/kinds.js';
import { CONFIG_TABLES } from '../../src/io/config/config-files.js';
import { loadReference } from '../../src/io/config/load.js';
import { CALCULATIONS } from '../../src/rules/calculations.js';
import { CATALOGUE } from '../../src/rules/catalogue.js';
import type { Basis } from '../../src/rules/rule.js';
import { articleNumbers, articlesOf, plain } from './support/policy-text.js';

/** What each rule says about itself: the sentence it rests on, how it is read, which numbers decide. */

const { policies } = await loadReference();
const SCHEMES = policies.codes;
const parametersOf = (scheme: string) =>
  policies.of(scheme).documents.flatMap(({ parameters }) => parameters);

const BASES: readonly (readonly [string, Basis])[] = [
  ...CATALOGUE.map((rule) => [rule.code, rule] as const),
  ...CALCULATIONS.map((one) => [one.name, one] as const),
];

describe('quotes', () => {
  it.each([...SCHEMES])('%s has 28 articles', (scheme) => {
    expect([...articlesOf(scheme).keys()]).toEqual(Array.from({ length: 28 }, (_, i) => i + 1));
  });

  it.each(BASES)('%s quotes every article it cites, word for word', (_, basis) => {
    expect(Object.keys(basis.quotes)).toEqual(Object.keys(basis.articles));
    for (const scheme of SCHEMES) {
      const texts = articlesOf(scheme);
      const cited = articleNumbers(basis.articles[scheme] ?? '').map((n) => texts.get(n) ?? '');
      const quotes = (basis.quotes[scheme] ?? []).map(plain);
      expect(quotes.filter((quote) => !cited.some((article) => article.includes(quote)))).toEqual([]);
      expect(cited.filter((article) => !quotes.some((quote) => article.includes(quote)))).toEqual([]);
    }
  });
});

describe('parameters', () => {
  it('are keys of a policy file or names of other configuration files', () => {
    const keys = SCHEMES.flatMap((scheme) => parametersOf(scheme).map(({ key }) => key));
    const known = new Set<string>(['validity', ...keys, ...CONFIG_TABLES]);
    const used = BASES.flatMap(([name, basis]) => basis.parameters.map((key) => [name, key] as const));
    expect(used.filter(([, key]) => !known.has(key))).toEqual([]);
    const named = new Set(used.map(([, key]) => key));
    expect(keys.filter((key) => !named.has(key))).toEqual([]);
  });

  it.each(BASES)('%s names each once, and reads in whole sentences', (_, basis) => {
    expect(new Set(basis.parameters).size).toBe(basis.parameters.length);
    expect(basis.reading).toMatch(/。$/);
  });

  it('every code says what a sender should do, and in which kinds of file it occurs', () => {
    for (const rule of CATALOGUE) {
      expect(rule.remedy).toMatch(/。$/);
      expect(rule.title).toMatch(/./);
      expect(rule.kinds.filter((kind) => !KINDS.includes(kind))).toEqual([]);
      expect(rule.kinds).not.toHaveLength(0);
    }
    expect(new Set(CATALOGUE.map(({ code }) => code)).size).toBe(CATALOGUE.length);
  });
});

const RULES = fileURLToPath(new URL('../../src/rules', import.meta.url));

/** Code of src/rules: without comments and quotations of the policy, which are its own words. */
function ruleSources(): { path: string; code: string }[] {
  const entries = readdirSync(RULES, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return entries.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path, 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/^\s*\/\/.*$/gm, '');
    const code = text
      .replace(/\bquotes: \{[\s\S]*?\n?\s*\},?\n/g, '')
      .replace(/const \w*QUOTES = \{[\s\S]*?\n?\};?\n/g, '');
    return { path: path.slice(RULES.length + 1), code };
  });
}

/** Numbers that are units of calculation, not policy: none, one, hundredths (BP), millionths (a share in ten-thousandths of a per cent). */
const UNITS = ['0', '0n', '1', '2', '100n', '1_000_000n'];

describe('src/rules holds no number or list of the policies', () => {
  it('no numeric literal but units', () => {
    const found = ruleSources().flatMap(({ path, code }) => {
      const bare = code.replace(/'(?:[^'\\\n]|\\.)*'/g, "''").replace(/`(?:[^`\\]|\\.)*`/g, templateCode);
      return [...bare.matchAll(/(?<![\w.$])\d[\d_]*(?:\.\d+)?n?\b/g)]
        .map(([literal]) => literal)
        .filter((literal) => !UNITS.includes(literal))
        .map((literal) => `${path}: ${literal}`);
    });
    expect(found).toEqual([]);
  });

  it('no number with a unit in a sentence', () => {
    const amount = /\d[\d.,]*\s*(个?工作日|个月|年期?以上|万|亿|元|%|BP|个百分点|平方公里)/g;
    const found = ruleSources().flatMap(({ path, code }) =>
      (code.match(amount) ?? []).map((words) => `${path}: ${words}`),
    );
    expect(found.filter((one) => one !== 'filing/rate.ts: 5年期以上')).toEqual([]);
  });

  it('no date', () => {
    const found = ruleSources().flatMap(({ path, code }) =>
      (code.match(/\d{4}-\d\d-\d\d/g) ?? []).map((d) => `${path}: ${d}`),
    );
    expect(found).toEqual([]);
  });

  it('no word of a list that a policy file keeps, outside a sentence for people', () => {
    const words = new Set(
      SCHEMES.flatMap(parametersOf)
        .flatMap(({ values }) => values.flatMap(({ value }) => textsIn(value)))
        .filter((value) => /\p{Script=Han}/u.test(value)),
    );
    expect(words.size).toBeGreaterThan(20);
    const found = ruleSources().flatMap(({ path, code }) =>
      [...code.matchAll(/(['"`])((?:(?!\1)[^\\\n]|\\.)*)\1/g)]
        .filter(([, , text]) => words.has(text ?? ''))
        .map(([literal]) => `${path}: ${literal}`),
    );
    expect(found).toEqual([]);
  });
});

/** Only what stands in ${…} of a template is code. */
function templateCode(template: string): string {
  return [...template.matchAll(/\$\{([^}]*)\}/g)].map(([, code]) => code).join(' ');
}

/** Every text in a parameter's value, whatever its form. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
