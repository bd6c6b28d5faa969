import type { Finding, Severity } from '../domain/findings.js';
import { SCHEME_DOCUMENT, type Scheme } from '../domain/scheme.js';

/** One code of the catalogue: what it is called, how grave it is, and the article it rests on under each scheme. */
export interface Rule {
  readonly code: string;
  /** Where the two policies differ, one for each. */
  readonly severity: Severity | Readonly<Record<Scheme, Severity>>;
  /** `第六条第（四）项`; a scheme without an article does not know the rule or the rule rests on none. */
  readonly articles: Readonly<Partial<Record<Scheme, string>>>;
}

export function severityOf(rule: Rule, scheme: Scheme): Severity {
  return typeof rule.severity === 'string' ? rule.severity : rule.severity[scheme];
}

/** A finding of this rule on a row of a scheme. `message` is one sentence: found, expected and from where, what to do. */
export function found(rule: Rule, scheme: Scheme, message: string): Finding {
  const article = rule.articles[scheme];
  return {
    code: rule.code,
    severity: severityOf(rule, scheme),
    message,
    article: article === undefined ? '' : `${SCHEME_DOCUMENT[scheme]}${article}`,
  };
}

/** A finding of a rule that rests on no article. */
export function noted(rule: Rule, message: string): Finding {
  return { code: rule.code, severity: severityOf(rule, 'XW'), message, article: '' };
}
