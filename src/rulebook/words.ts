import type { Severity } from '../domain/findings.js';
import { grouped } from '../domain/money.js';
import type { DatedValue, Parameter, Policies, Policy, PolicyDocument } from '../domain/policy.js';
import { type PerScheme, type Rule, severityOf } from '../rules/rule.js';

/** How severities, articles and parameters are written for people. */

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  refuse: '拒收',
  reject: '退回',
  refer: '待核',
  info: '提示',
};

export function severityWords(rule: Rule, policies: Policies): string {
  if (typeof rule.severity === 'string') return SEVERITY_WORDS[rule.severity];
  return policies.inReadingOrder
    .map(({ code, name }) => `${name}${SEVERITY_WORDS[severityOf(rule, code)]}`)
    .join('、');
}

/** `12号第十二条,13号第十三条`. */
export function articleWords(articles: PerScheme<string>, policies: Policies): string {
  const cited = policies.inReadingOrder.flatMap((policy) => {
    const article = articles[policy.code];
    return article === undefined ? [] : [`${shortName(policy)}${article}`];
  });
  return cited.length === 0 ? '—' : cited.join(',');
}

/** 简称 of the scheme's newest document. */
export const shortName = ({ documents }: Policy): string => (documents.at(-1) ?? documents[0]).short;

/** A parameter's value with its unit: 10,000,000.00元, 15工作日, 信用、知识产权质押. */
export function valueWords(value: unknown, unit: string): string {
  if (Array.isArray(value)) return value.length === 0 ? '(无)' : value.join('、');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, part]) => `${key}: ${valueWords(part, '')}`)
      .join(';');
  }
  return unit === '元' ? `${grouped(String(value))}元` : `${String(value)}${unit}`;
}

/** One line a parameter and document; with a date, only the value in force on it, otherwise all, one after another. */
export function parameterLines(key: string, policies: Policies, on: string | undefined): string[] {
  if (/\.(csv|yaml)$/.test(key)) return [`${key}(参考数据,见 config/README.md)`];
  return policies.inReadingOrder.flatMap((policy) => {
    const documents = on === undefined ? policy.documents : [policy.documentOn(on)];
    return documents.flatMap((document) => {
      if (key === 'validity') return [`${policy.name} 有效期:${document.validFrom} 至 ${document.validTo}`];
      const parameter = document.parameters.find((one) => one.key === key);
      return parameter === undefined ? [] : [parameterLine(policy.name, document, parameter, on)];
    });
  });
}

function parameterLine(
  scheme: string,
  document: PolicyDocument,
  parameter: Parameter,
  on: string | undefined,
): string {
  const { key, title, unit, article, judgedOn, values } = parameter;
  const held = on === undefined ? values : values.filter((value) => inForce(value, clamped(on, document)));
  const words = held.map(
    (one) => `${valueWords(one.value, unit)}(${one.from} 至 ${one.to},${one.checked} 核对)`,
  );
  return `${scheme} \`${key}\` ${title}:${words.join(';')};按${judgedOn}取值,${document.short}${article}`;
}

const inForce = (value: DatedValue<unknown>, on: string): boolean => value.from <= on && on <= value.to;

/** Before and after the policy, the terms of its nearest day hold. */
function clamped(on: string, policy: PolicyDocument): string {
  if (on < policy.validFrom) return policy.validFrom;
  return on > policy.validTo ? policy.validTo : on;
}
