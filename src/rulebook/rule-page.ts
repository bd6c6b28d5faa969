import { KIND_ALIAS, KINDS } from '../domain/kinds.js';
import type { Policies } from '../domain/policy.js';
import type { Basis, Calculation, Rule } from '../rules/rule.js';
import type { Bench } from './bench.js';
import { exampleOf, expectedWords, limitsOf, situationWords } from './examples.js';
import { articleWords, parameterLines, severityWords, shortName } from './words.js';

/** One rule of the book (规则手册), in Markdown: the same text on the terminal and in docs. */

/** `on`: show only the values in force on that day. */
export interface PageSource {
  readonly bench: Bench;
  readonly policies: Policies;
  readonly on: string | undefined;
}

export async function rulePage(rule: Rule, source: PageSource): Promise<string[]> {
  const kinds =
    rule.kinds.length === KINDS.length ? '各类文件' : rule.kinds.map((kind) => KIND_ALIAS[kind]).join('、');
  return [
    `### ${rule.code} ${rule.title}`,
    '',
    `- **结果**:${severityWords(rule, source.policies)}(${kinds})`,
    ...basisLines(rule, source),
    `- **怎样处理**:${rule.remedy}`,
    ...(await exampleLines(rule.code, source.bench)),
    ...limitLines(rule.code, source.bench),
    '',
  ];
}

export function calculationPage(one: Calculation, source: PageSource): string[] {
  return [
    `### ${one.name}`,
    '',
    ...basisLines(one, source),
    `- **程序**:${one.doneBy}`,
    ...limitLines(one.name, source.bench),
    '',
  ];
}

function basisLines(basis: Basis, { policies, on }: PageSource): string[] {
  const quotes = policies.inReadingOrder.flatMap((policy) =>
    (basis.quotes[policy.code] ?? []).map(
      (quote) => `  - ${shortName(policy)}:“${quote.replaceAll('\n', '')}”`,
    ),
  );
  const parameters = basis.parameters.flatMap((key) => parameterLines(key, policies, on));
  return [
    `- **依据**:${articleWords(basis.articles, policies)}${quotes.length === 0 ? '(数据和流程的要求,政策没有条款)' : ''}`,
    ...quotes,
    `- **理解**:${basis.reading}`,
    ...(parameters.length === 0 ? [] : ['- **参数**:', ...parameters.map((line) => `  - ${line}`)]),
  ];
}

async function exampleLines(code: string, bench: Bench): Promise<string[]> {
  const example = await exampleOf(code, bench);
  if (example === undefined) return [];
  return [`- **例**:${example.one.name}(${situationWords(example.one)})`, `  - 说明:${example.message}`];
}

function limitLines(name: string, bench: Bench): string[] {
  const cases = limitsOf(name, bench);
  if (cases.length === 0) return [];
  return ['- **界限**:', ...cases.map((one) => `  - ${one.name}(${one.date}):${expectedWords(one)}`)];
}
