import { KIND_ALIAS, KINDS } from '../domain/kinds.js';
import type { Reference } from '../domain/reference.js';
import type { CalculationWords, RuleWords } from '../domain/rule-words.js';
import type { CaseJudge } from './case-judge.js';
import { exampleOf, expectedWords, limitsOf, situationWords } from './examples.js';
import { articleWords, documentsOf, parameterLines, saidBy, severityWords } from './words.js';

/** One rule of the book (规则手册), in Markdown: the same text on the terminal and in docs. */

/** `caseJudge`: where examples are judged, of packs that have some; `on`: show only the values in force on that day. */
export interface PageSource {
  readonly caseJudge: CaseJudge | undefined;
  readonly reference: Reference;
  readonly on: string | undefined;
}

export async function rulePage(rule: RuleWords, source: PageSource): Promise<string[]> {
  const { policies } = source.reference;
  const kinds =
    rule.kinds.length === KINDS.length ? '各类文件' : rule.kinds.map((kind) => KIND_ALIAS[kind]).join('、');
  return [
    `### ${rule.code} ${rule.title}`,
    '',
    `- **结果**:${severityWords(rule.code, policies)}(${kinds})`,
    ...basisLines(rule.code, rule, source),
    `- **怎样处理**:${saidBy(policies, rule.code, rule.remedy, 'remedy')}`,
    ...(await exampleLines(rule.code, source.caseJudge)),
    ...limitLines(rule.code, source.caseJudge),
    '',
  ];
}

export function calculationPage(one: CalculationWords, source: PageSource): string[] {
  return [
    `### ${one.name}`,
    '',
    ...basisLines(one.name, one, source),
    `- **程序**:${one.doneBy}`,
    ...limitLines(one.name, source.caseJudge),
    '',
  ];
}

function basisLines(
  codeOrName: string,
  words: Pick<RuleWords, 'parameters' | 'reading'>,
  { reference: { policies }, on }: PageSource,
): string[] {
  const quotes = documentsOf(policies).flatMap((document) =>
    (document.basis(codeOrName)?.quotes ?? []).map((quote) => `  - ${document.short}:“${quote}”`),
  );
  const silent = documentsOf(policies).flatMap((document) => {
    const why = document.basis(codeOrName)?.silent;
    return why === undefined ? [] : [`- **未作规定**:${document.short}:${why},由托管机构人工审核`];
  });
  const parameters = words.parameters.flatMap((key) => parameterLines(key, policies, on));
  const onNone = quotes.length + silent.length === 0 ? '(数据和流程的要求,政策没有条款)' : '';
  return [
    `- **依据**:${articleWords(codeOrName, policies)}${onNone}`,
    ...quotes,
    ...silent,
    `- **理解**:${saidBy(policies, codeOrName, words.reading, 'reading')}`,
    ...(parameters.length === 0 ? [] : ['- **参数**:', ...parameters.map((line) => `  - ${line}`)]),
  ];
}

async function exampleLines(code: string, caseJudge: CaseJudge | undefined): Promise<string[]> {
  if (caseJudge === undefined) return [];
  const example = await exampleOf(code, caseJudge);
  if (example === undefined) return [];
  return [`- **例**:${example.one.name}(${situationWords(example.one)})`, `  - 说明:${example.message}`];
}

function limitLines(name: string, caseJudge: CaseJudge | undefined): string[] {
  const cases = caseJudge === undefined ? [] : limitsOf(name, caseJudge);
  if (cases.length === 0) return [];
  return ['- **界限**:', ...cases.map((one) => `  - ${one.name}(${one.date}):${expectedWords(one)}`)];
}
