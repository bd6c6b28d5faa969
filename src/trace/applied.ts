import type { Finding } from '../domain/findings.js';
import type { Kind } from '../domain/kinds.js';
import type { PolicyDocument } from '../domain/policy.js';
import type { Catalogue, RuleWords } from '../domain/rule-words.js';
import { CATALOGUE } from '../rules/catalogue.js';
import { citation, severityOf } from '../rules/rule.js';
import { type JudgedOn, parametersOf } from './parameters.js';
import type { AppliedRule, Fact } from './story.js';

const VERDICTS = {
  refuse: '拒收',
  reject: '退回',
  refer: '待核',
  info: '提示',
  off: '未触发',
} as const;

/** Every rule of the kind that the scheme knows, in the catalogue's order, with what it found and what it looked at. */
export function appliedRules(
  kind: Kind,
  document: PolicyDocument,
  catalogue: Catalogue,
  on: JudgedOn,
  findings: readonly Finding[],
  facts: Readonly<Record<string, readonly Fact[]>>,
): AppliedRule[] {
  const codes = new Set(findings.map((finding) => finding.code));
  return catalogue.rules
    .filter((rule) => applies(rule, kind, document) || codes.has(rule.code))
    .map((rule) => {
      const finding = findings.find((one) => one.code === rule.code);
      return {
        code: rule.code,
        title: rule.title,
        article: citation(rule.code, document),
        verdict: finding === undefined ? '未触发' : VERDICTS[finding.severity],
        message: finding?.message ?? '',
        parameters: parametersOf(rule, document, on),
        facts: facts[rule.code] ?? [],
      };
    });
}

/** Rules of form and file are told by their findings alone; the rest where the document has them. */
function applies(rule: RuleWords, kind: Kind, document: PolicyDocument): boolean {
  if (/^(FILE|FMT)-/.test(rule.code) || !rule.kinds.includes(kind)) return false;
  return document.basis(rule.code)?.severity !== 'off';
}

/** Rules of a kind whose verdicts are taken as they were recorded: they look at nothing but the row and its item. */
export function recordedRules(
  kind: Kind,
  document: PolicyDocument,
  catalogue: Catalogue,
  receivedOn: JudgedOn['receivedOn'],
  recorded: readonly Pick<Finding, 'code' | 'message' | 'article'>[],
): AppliedRule[] {
  const findings = recorded.flatMap((one): Finding[] => {
    const rule = CATALOGUE.find(({ code }) => code === one.code);
    return rule === undefined ? [] : [{ ...one, severity: severityOf(rule, document) }];
  });
  return appliedRules(kind, document, catalogue, { disbursedOn: undefined, receivedOn }, findings, {});
}
