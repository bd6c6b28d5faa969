import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CONFIG_TABLES, OPTIONAL_TABLE } from '../../src/io/config/config-files.js';
import { loadReference } from '../../src/io/config/load.js';
import { CATALOGUE } from '../../src/rules/catalogue.js';
import { articleNumbers, articlesOf, plain } from '../support/policy-text.js';

/** What is said about each rule: the sentence it rests on, how it is read, which numbers decide. */

const { policies, catalogue } = await loadReference();
const documents = policies.inReadingOrder.flatMap((policy) => policy.documents);
const NAMED = [
  ...catalogue.rules.map((rule) => [rule.code, rule] as const),
  ...catalogue.calculations.map((one) => [one.name, one] as const),
];

describe('quotes', () => {
  it.each([...policies.codes])('%s has 28 articles', (scheme) => {
    expect([...articlesOf(scheme).keys()]).toEqual(Array.from({ length: 28 }, (_, i) => i + 1));
  });

  it.each(NAMED)('%s quotes every article it cites, word for word', (name) => {
    for (const document of documents) {
      const basis = document.basis(name);
      const texts = articlesOf(document.scheme);
      const cited = articleNumbers(basis?.article ?? '').map((n) => texts.get(n) ?? '');
      const quotes = (basis?.quotes ?? []).map(plain);
      expect(quotes.filter((quote) => !cited.some((article) => article.includes(quote)))).toEqual([]);
      expect(cited.filter((article) => !quotes.some((quote) => article.includes(quote)))).toEqual([]);
    }
  });
});

describe('parameters', () => {
  it('are keys of a document or names of other configuration files', () => {
    const keys = documents.flatMap(({ parameters }) => parameters.map(({ key }) => key));
    const known = new Set<string>([
      'validity',
      ...Object.keys(catalogue.parameters),
      ...CONFIG_TABLES,
      OPTIONAL_TABLE,
    ]);
    const used = NAMED.flatMap(([name, { parameters }]) => parameters.map((key) => [name, key] as const));
    expect(used.filter(([, key]) => !known.has(key))).toEqual([]);
    const named = new Set(used.map(([, key]) => key));
    expect(keys.filter((key) => !named.has(key))).toEqual([]);
  });

  it.each(NAMED)('%s names each once, and reads in whole sentences', (name, { parameters, reading }) => {
    expect(new Set(parameters).size).toBe(parameters.length);
    for (const document of documents) {
      const basis = document.basis(name);
      if (basis?.severity !== 'off') expect(basis?.reading ?? reading).toMatch(/。$/);
    }
  });

  it('every code says what a sender should do', () => {
    for (const { code, remedy } of catalogue.rules) {
      const said = documents.map((document) => document.basis(code));
      const held = said.filter((basis) => basis?.severity !== 'off');
      for (const basis of held) expect(basis?.remedy ?? remedy).toMatch(/。$/);
    }
  });

  it('config/rules.yaml and the program name the same codes, in the same order', () => {
    expect(catalogue.rules.map(({ code }) => code)).toEqual(CATALOGUE.map(({ code }) => code));
    expect(new Set(CATALOGUE.map(({ code }) => code)).size).toBe(CATALOGUE.length);
  });
});

const RULES = fileURLToPath(new URL('../../src/rules', import.meta.url));

/** Code of src/rules, without comments. */
function ruleSources(): { path: string; code: string }[] {
  const entries = readdirSync(RULES, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return entries.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path, 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/^\s*\/\/.*$/gm, '');
    return { path: path.slice(RULES.length + 1), code: text };
  });
}

/** Numbers that are units of calculation, not policy: none, one, hundredths (BP), millionths (a share in ten-thousandths of a per cent). */
const UNITS = ['0', '0n', '1', '1n', '2', '4', '100n', '1_000_000n'];

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
      documents
        .flatMap(({ parameters }) => parameters)
        .flatMap(({ values }) => values.flatMap(({ value }) => textsIn(value)))
        .filter((value) => /\p{Script=Han}{2}/u.test(value)),
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
