import type { Severity } from '../domain/findings.js';
import type { DatedValue, Parameter, Policies, PolicyDocument, SchemeNames } from '../domain/policy.js';
import { CATALOGUE } from '../rules/catalogue.js';
import { parameterWords } from '../rules/parameter-words.js';
import { type Rule, severityOf } from '../rules/rule.js';

/** How severities, articles and parameters are written for people. */

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  refuse: '拒收',
  reject: '退回',
  refer: '待核',
  info: '提示',
  off: '不适用',
};

/** One word where the documents agree, otherwise each scheme's. */
export function severityWords(code: string, policies: Policies): string {
  const rule = ruleOf(code);
  const said = policies.inReadingOrder.flatMap(({ name, documents }) =>
    documents.map((document) => ({ name, severity: severityOf(rule, document) })),
  );
  const held = said.filter(({ severity }) => severity !== 'off');
  const [first] = held;
  if (first === undefined) return SEVERITY_WORDS.off;
  if (held.every(({ severity }) => severity === first.severity)) return SEVERITY_WORDS[first.severity];
  return [...new Set(held.map(({ name, severity }) => `${name}${SEVERITY_WORDS[severity]}`))].join('、');
}

function ruleOf(code: string): Rule {
  const rule = CATALOGUE.find((one) => one.code === code);
  if (rule === undefined) throw new Error(`no rule ${code}`);
  return rule;
}

/** Whether a document of some scheme has the rule. */
export const isKnown = (code: string, policies: Policies): boolean =>
  documentsOf(policies).some((document) => document.basis(code)?.severity !== 'off');

/** `12号第十二条,13号第十三条`. */
export function articleWords(codeOrName: string, policies: Policies): string {
  const cited = documentsOf(policies).flatMap((document) => {
    const article = document.basis(codeOrName)?.article;
    return article === undefined ? [] : [`${document.short}${article}`];
  });
  return cited.length === 0 ? '—' : cited.join(',');
}

export const documentsOf = ({ inReadingOrder }: Policies): readonly PolicyDocument[] =>
  inReadingOrder.flatMap(({ documents }) => documents);

/** What all say where all say the same; otherwise one after the other, each under its document's short name. */
export function saidBy(
  policies: Policies,
  codeOrName: string,
  general: string | undefined,
  what: 'reading' | 'remedy',
): string {
  const said = documentsOf(policies).flatMap((document) => {
    const basis = document.basis(codeOrName);
    if (basis?.severity === 'off') return [];
    const words = basis?.[what] ?? general;
    return words === undefined ? [] : [{ words, short: document.short }];
  });
  const [first] = said;
  if (first === undefined) return general ?? '';
  if (said.every(({ words }) => words === first.words)) return first.words;
  return said.map(({ words, short }) => `${short}:${words}`).join('');
}

/** One line a parameter and document; with a date, only the value in force on it, otherwise all, one after another. */
export function parameterLines(key: string, policies: Policies, on: string | undefined): string[] {
  if (/\.(csv|yaml)$/.test(key)) return [`${key}(参考数据,见 config/README.md)`];
  return policies.inReadingOrder.flatMap((policy) => {
    const documents = on === undefined ? policy.documents : [policy.documentOn(on)];
    return documents.flatMap((document) => {
      if (key === 'validity') return [`${policy.name} 有效期:${document.validFrom} 至 ${document.validTo}`];
      const parameter = document.parameters.find((one) => one.key === key);
      return parameter === undefined ? [] : [parameterLine(policy, document, parameter, on)];
    });
  });
}

function parameterLine(
  { name, files }: SchemeNames,
  document: PolicyDocument,
  parameter: Parameter,
  on: string | undefined,
): string {
  const { key, title, unit, article, judgedOn, values } = parameter;
  const held = on === undefined ? values : values.filter((value) => inForce(value, on, document));
  const words = held.map(
    (one) => `${parameterWords(one.value, unit, files.extra)}(${one.from} 至 ${one.to},${one.checked} 核对)`,
  );
  return `${name} \`${key}\` ${title}:${words.join(';')};按${judgedOn}取值,${document.short}${article}`;
}

/** Whether a value holds on a day; before and after the document, whether it holds on its nearest day. */
export function inForce(value: DatedValue<unknown>, on: string, document: PolicyDocument): boolean {
  const day = clamped(on, document);
  return value.from <= day && day <= value.to;
}

/** Before and after the policy, the terms of its nearest day hold. */
function clamped(on: string, policy: PolicyDocument): string {
  if (on < policy.validFrom) return policy.validFrom;
  return on > policy.validTo ? policy.validTo : on;
}
