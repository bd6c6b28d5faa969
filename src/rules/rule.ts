import { type Finding, type Severity, sentence } from '../domain/findings.js';
import type { Kind } from '../domain/kinds.js';
import { SCHEME_DOCUMENT, type Scheme } from '../domain/scheme.js';

/** Something for each scheme that knows it. */
export type PerScheme<T> = Readonly<Partial<Record<Scheme, T>>>;

/** What a rule or an amount rests on: the sentences of the policy, how we read them, and the numbers they set. */
export interface Basis {
  /** `第六条第（四）项`; a scheme without an article does not know the rule or the rule rests on none. */
  readonly articles: PerScheme<string>;
  /** Sentences of those articles, word for word. */
  readonly quotes: PerScheme<readonly string[]>;
  /** How the sentence is read, for an auditor. */
  readonly reading: string;
  /** Keys of config/policy that decide, and names of other configuration files looked at. */
  readonly parameters: readonly string[];
}

/** One code of the catalogue: what it is called, how grave it is, what it rests on and what a sender does about it. */
export interface Rule extends Basis {
  readonly code: string;
  /** A few words for a table of contents. */
  readonly title: string;
  /** Where the two policies differ, one for each. */
  readonly severity: Severity | Readonly<Record<Scheme, Severity>>;
  readonly remedy: string;
  /** Kinds of file whose rows (or which themselves) can get the code. */
  readonly kinds: readonly Kind[];
}

/** An amount, a day or a state that the policy has us work out; it has no code of its own. */
export interface Calculation extends Basis {
  readonly name: string;
  /** The exported functions that do it. */
  readonly doneBy: string;
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
    message: sentence(message),
    article: article === undefined ? '' : `${SCHEME_DOCUMENT[scheme]}${article}`,
  };
}

/** A finding of a rule that rests on no article. */
export function noted(rule: Rule, message: string): Finding {
  return { code: rule.code, severity: severityOf(rule, 'XW'), message: sentence(message), article: '' };
}

/** A finding on a row that names no scheme and has no item to tell one: both policies' articles are cited. */
export function foundUnderBoth(rule: Rule, message: string): Finding {
  const articles = [found(rule, 'XW', '').article, found(rule, 'KC', '').article];
  return { ...noted(rule, message), article: articles.join('、') };
}
