import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Scheme } from '../../src/domain/scheme.js';
import { loadReference } from '../../src/io/config/load.js';
import { restingOn } from '../../src/rulebook/articles.js';
import { documents, keptEffects } from '../../src/rulebook/documents.js';
import { computeEffects } from '../../src/rulebook/effects.js';
import { isKnown } from '../../src/rulebook/words.js';
import { CATALOGUE } from '../../src/rules/catalogue.js';
import { type Rule, severityOf } from '../../src/rules/rule.js';
import { fromRoot } from '../replay/replays.js';
import { articlesOf, chineseNumber } from '../support/policy-text.js';

/** The generated pages of docs/ against the program, and the program against the contract's list of codes. */

const page = (name: string): string => readFileSync(fromRoot(`docs/${name}`), 'utf8');

interface Listed {
  readonly code: string;
  readonly severity: string;
  readonly articles: string;
}

const { policies, catalogue, readings } = await loadReference();
const documentOf = (scheme: Scheme) => policies.of(scheme).documents[0];

/** Codes as the contract lists them, in its order (rules-codes.csv). */
const contract: Listed[] = parse(readFileSync(fromRoot('test/fixtures/rules-codes.csv')), { columns: true });

/** Codes that the shipped policies have; the others are of other packs (samples/packs). */
const OURS = CATALOGUE.filter(({ code }) => isKnown(code, policies));

describe('code, contract and rule book name the same codes', () => {
  it('in the same order', () => {
    expect(contract).toHaveLength(115);
    expect(OURS.map(({ code }) => code)).toEqual(contract.map(({ code }) => code));
    const chapters = [...page('rulebook.zh-CN.md').matchAll(/^### ([A-Z]+-[A-Z-]+) /gm)].map(
      ([, code]) => code,
    );
    expect(chapters).toEqual(contract.map(({ code }) => code));
  });

  it.each(OURS.map((rule) => [rule.code, rule] as const))(
    '%s with the same severity and articles',
    (code, rule) => {
      const listed = contract.find((one) => one.code === code);
      expect(severityText(rule)).toBe(listed?.severity.replace(/^exception$|^info \+ exception$/, 'info'));
      // The contract cites no article for the end of the calendar: it concerns several.
      if (code !== 'F-CALENDAR') expect(citation(rule)).toBe(listed?.articles);
    },
  );

  it('each with an example and the message that a sender gets', () => {
    const chapters = page('rulebook.zh-CN.md')
      .split(/^### /m)
      .slice(1, OURS.length + 1);
    expect(chapters).toHaveLength(OURS.length);
    const lacking = chapters.filter((text) => !/\*\*例\*\*:.+\n {2}- 说明:.+/.test(text));
    expect(lacking.map((text) => text.split('\n')[0])).toEqual([]);
  });
});

function severityText(rule: Rule): string {
  const [xw, kc] = [severityOf(rule, documentOf('XW')), severityOf(rule, documentOf('KC'))];
  if (xw === 'off' || kc === 'off') return xw === 'off' ? kc : xw;
  return xw === kc ? xw : `${xw}; KC: ${kc}`;
}

/** `XW §4 §5(1), KC §5`, the way the contract cites. */
function citation(rule: Rule): string {
  const cited = (scheme: Scheme): string[] =>
    (documentOf(scheme).basis(rule.code)?.article ?? '')
      .split('、')
      .filter((one) => one !== '')
      .map(section);
  const parts = (['XW', 'KC'] as const).map((scheme) => [scheme, cited(scheme)] as const);
  const words = parts
    .filter(([, sections]) => sections.length > 0)
    .map(([scheme, s]) => `${scheme} ${s.join(' ')}`);
  return rule.code === 'C-OWN-RISK-SHARE' ? words.join(', ').replace(' §8', ', §8') : words.join(', ');
}

function section(words: string): string {
  const number = (chinese: string): number => {
    for (let n = 1; n < 100; n++) if (chineseNumber(n) === chinese) return n;
    throw new Error(`no number ${chinese}`);
  };
  const [, article = '', item, sub = ''] = /^第(.+?)条(?:第（(.+)）项)?(?:第(\d)目)?$/.exec(words) ?? [];
  return `§${number(article)}${item === undefined ? '' : `(${number(item)})`}${sub}`;
}

describe('coverage', () => {
  it.each([...policies.codes])('%s: every article leads to rules, outputs or a reason', (scheme) => {
    const document = documentOf(scheme);
    expect(document.articles.map(({ article }) => article)).toEqual(
      [...articlesOf(scheme).keys()].map((n) => `第${chineseNumber(n)}条`),
    );
    const bare = document.articles.filter(({ article, outputs, notSoftware }) => {
      const { codes, calculations } = restingOn(document, article, catalogue);
      return codes.length + calculations.length + outputs.length === 0 && notSoftware === undefined;
    });
    expect(bare).toEqual([]);
    const rows = page('coverage.zh-CN.md')
      .split(/^## /m)
      .find((text) => text.includes(document.short));
    for (const { article } of document.articles) expect(rows).toContain(`| ${article} | `);
  });

  it('leaves out no code and no calculation that rests on an article', () => {
    for (const document of policies.inReadingOrder.flatMap((policy) => policy.documents)) {
      const shown = document.articles.map(({ article }) => restingOn(document, article, catalogue));
      const all = new Set(shown.flatMap(({ codes, calculations }) => [...codes, ...calculations]));
      const named = [
        ...catalogue.rules.map(({ code }) => code),
        ...catalogue.calculations.map(({ name }) => name),
      ];
      const cited = named.filter((name) => document.basis(name)?.article !== undefined);
      expect(cited.filter((name) => !all.has(name))).toEqual([]);
    }
  });
});

describe('open readings', () => {
  it('number those of the contract first', () => {
    expect(readings.length).toBeGreaterThan(21);
    expect(readings[20]?.question).toContain('征信报告');
  });

  it('name parameters and files that exist', () => {
    const documents = policies.inReadingOrder.flatMap((policy) => policy.documents);
    const keys = new Set(documents.flatMap(({ parameters }) => parameters.map(({ key }) => key)));
    const named = readings.flatMap(({ heldBy }) =>
      [...heldBy.matchAll(/参数 ([a-z_]+)/g)].map(([, key]) => key ?? ''),
    );
    expect(named.filter((key) => !keys.has(key))).toEqual([]);
    const replayed = readings.flatMap(({ replay }) => replay?.key ?? []);
    expect(replayed.filter((key) => !named.includes(key))).toEqual([]);
    const files = [
      ...readings.map(({ heldBy }) => heldBy),
      ...catalogue.calculations.map(({ doneBy }) => doneBy),
    ]
      .flatMap((words) => [...words.matchAll(/(\w+(?:、\w+)*)\((src\/[\w/-]+\.ts)\)/g)])
      .map(([, functions = '', file = '']) => ({
        functions: functions.split('、').filter((name) => !keys.has(name)),
        file,
      }));
    for (const { functions, file } of files) {
      const text = readFileSync(fromRoot(file), 'utf8');
      expect([file, functions.filter((name) => !text.includes(name))]).toEqual([file, []]);
    }
  });
});

describe('docs are what would be generated now (npm run docs)', () => {
  it.each(['rulebook.zh-CN.md', 'coverage.zh-CN.md', 'readings.zh-CN.md'])('%s', async (name) => {
    const pages = await documents(await keptEffects(fromRoot('docs')));
    expect(page(name)).toBe(pages.get(name));
  });

  it('and so are the effects of other readings on the samples', { timeout: 240_000 }, async () => {
    expect(await keptEffects(fromRoot('docs'))).toEqual(await computeEffects(fromRoot('samples')));
  });
});
