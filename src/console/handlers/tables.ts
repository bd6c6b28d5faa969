import { KIND_ALIAS } from '../../domain/kinds.js';
import { coverageLines } from '../../operations/coverage.js';
import { CaseJudge } from '../../rulebook/case-judge.js';
import { rulePage } from '../../rulebook/rule-page.js';
import { articleWords, inForce, isKnown, severityWords } from '../../rulebook/words.js';
import { parameterWords } from '../../rules/parameter-words.js';
import type { Handler } from '../call.js';
import { notFound } from '../errors.js';
import { todayOf } from '../inbox.js';

/** 规则 and the tables that they refer to. */

type OnQuery = { on?: string };

export const rules: Handler<never, OnQuery> = async ({ place, query }) => {
  const { policies, catalogue } = place.configuration.reference;
  const on = query.on ?? todayOf(place);
  return {
    on,
    items: catalogue.rules
      .filter(({ code }) => isKnown(code, policies))
      .map(({ code, title, kinds }) => ({
        code,
        title,
        kinds: kinds.map((kind) => KIND_ALIAS[kind]),
        severity: severityWords(code, policies),
        articles: articleWords(code, policies),
      })),
    parameters: policies.documentsOn(on).flatMap((document) =>
      document.parameters.flatMap(({ title, unit, article, values }) =>
        values
          .filter((value) => inForce(value, on, document))
          .map(({ value }) => ({
            scheme: document.scheme,
            name: title,
            value: parameterWords(value, unit),
            article: `${document.short}${article}`,
          })),
      ),
    ),
  };
};

/** Pages by code and day: their examples are judged anew on books in memory, which takes a second. */
const pages = new Map<string, Promise<string>>();
const MOST_PAGES = 500;

export const rule: Handler<never, OnQuery> = async ({ place, query, params }) => {
  const on = query.on ?? todayOf(place);
  const { reference } = place.configuration;
  const found = reference.catalogue.rules.find(({ code }) => code === params['code']?.toUpperCase());
  if (found === undefined) throw notFound();
  const key = `${reference.hash}/${found.code}/${on}`;
  if (pages.size > MOST_PAGES) pages.clear();
  const writing =
    pages.get(key) ??
    CaseJudge.open().then(async (caseJudge) => {
      try {
        return (await rulePage(found, { caseJudge, reference, on })).join('\n').trimEnd();
      } finally {
        await caseJudge.close();
      }
    });
  pages.set(key, writing);
  writing.catch(() => pages.delete(key));
  return { code: found.code, on, text: await writing };
};

export const tables: Handler = async ({ place }) => {
  const { sources, calendar, lpr, agreements, fund } = place.configuration.reference;
  const today = todayOf(place);
  const lines = new Map(sources.map(({ name, bytes }) => [name, linesOf(bytes)]));
  const notes = coverageLines(place.configuration.reference, today).map((note) => note.trim());
  const ends = agreements.lines.flatMap(({ to }) => to ?? []).sort();
  const table = (name: string, file: string, last: string | undefined, note = '') => ({
    name,
    file,
    lines: Math.max(0, (lines.get(file) ?? 0) - 1),
    last: last ?? null,
    note,
  });
  const about = (word: string): string => notes.filter((note) => note.includes(word)).join(' ');
  return {
    items: [
      table('合作银行', 'banks.csv', ends.at(-1)),
      table('资金规模', 'fund.csv', fund.lines.at(-1)?.effectiveOn),
      table('LPR', 'lpr.csv', lpr.lastPublication, about('LPR')),
      table('工作日历', 'workdays.csv', calendar.lastCovered, about('日历')),
      table('汇率', 'fx.csv', lastDateOf(sources.find(({ name }) => name === 'fx.csv')?.bytes)),
      table('企业划型标准', 'enterprise-sizes.csv', undefined),
    ],
  };
};

const linesOf = (bytes: Uint8Array): number =>
  Buffer.from(bytes)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '').length;

function lastDateOf(bytes: Uint8Array | undefined): string | undefined {
  const dates =
    Buffer.from(bytes ?? [])
      .toString('utf8')
      .match(/^\d{4}-\d{2}-\d{2}/gm) ?? [];
  return [...dates].sort().at(-1);
}
