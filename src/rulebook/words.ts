import type { Severity } from '../domain/findings.js';
import { grouped } from '../domain/money.js';
import type { DatedValue, Parameter, Policies, Policy } from '../domain/policy.js';
import { SCHEME_NAME, SCHEMES, type Scheme } from '../domain/scheme.js';
import { type Rule, severityOf } from '../rules/rule.js';

/** How severities, articles and parameters are written for people. */

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  refuse: '拒收',
  reject: '退回',
  refer: '待核',
  info: '提示',
};

/** 小微 first: it is the older and the larger policy. */
export const READING_ORDER: readonly Scheme[] = [...SCHEMES].reverse();

export function severityWords(rule: Rule): string {
  if (typeof rule.severity === 'string') return SEVERITY_WORDS[rule.severity];
  return READING_ORDER.map(
    (scheme) => `${SCHEME_NAME[scheme]}${SEVERITY_WORDS[severityOf(rule, scheme)]}`,
  ).join('、');
}

/** `12号第十二条,13号第十三条`. */
export function articleWords(articles: Readonly<Partial<Record<Scheme, string>>>): string {
  const cited = READING_ORDER.flatMap((scheme) =>
    articles[scheme] === undefined ? [] : [`${shortDocument(scheme)}${articles[scheme]}`],
  );
  return cited.length === 0 ? '—' : cited.join(',');
}

export const shortDocument = (scheme: Scheme): string => (scheme === 'XW' ? '12号' : '13号');

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

/** One line a parameter and scheme; with a date, only the value in force on it, otherwise all, one after another. */
export function parameterLines(key: string, policies: Policies, on: string | undefined): string[] {
  if (/\.(csv|yaml)$/.test(key)) return [`${key}(参考数据,见 config/README.md)`];
  return READING_ORDER.flatMap((scheme) => {
    const policy = policies[scheme];
    if (key === 'validity') return [`${SCHEME_NAME[scheme]} 有效期:${policy.validFrom} 至 ${policy.validTo}`];
    const parameter = policy.parameters.find((one) => one.key === key);
    return parameter === undefined ? [] : [parameterLine(scheme, policy, parameter, on)];
  });
}

function parameterLine(scheme: Scheme, policy: Policy, parameter: Parameter, on: string | undefined): string {
  const { key, title, unit, article, judgedOn, values } = parameter;
  const held = on === undefined ? values : values.filter((value) => inForce(value, clamped(on, policy)));
  const words = held.map(
    (one) => `${valueWords(one.value, unit)}(${one.from} 至 ${one.to},${one.checked} 核对)`,
  );
  return `${SCHEME_NAME[scheme]} \`${key}\` ${title}:${words.join(';')};按${judgedOn}取值,${shortDocument(scheme)}${article}`;
}

const inForce = (value: DatedValue<unknown>, on: string): boolean => value.from <= on && on <= value.to;

/** Before and after the policy, the terms of its nearest day hold. */
function clamped(on: string, policy: Policy): string {
  if (on < policy.validFrom) return policy.validFrom;
  return on > policy.validTo ? policy.validTo : on;
}
