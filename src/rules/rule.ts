import { type Finding, type Severity, sentence } from '../domain/findings.js';
import type { Kind } from '../domain/kinds.js';
import type { PolicyDocument } from '../domain/policy.js';
import type { Scheme } from '../domain/scheme.js';

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
  return typeof rule.severity === 'string' ? rule.severity : (rule.severity[scheme] ?? 'reject');
}

/** `京技管发〔2025〕12号第七条`; empty where the rule rests on no article of the document. */
export function citation(basis: Pick<Basis, 'articles'>, document: PolicyDocument): string {
  const article = basis.articles[document.scheme];
  return article === undefined ? '' : `${document.number}${article}`;
}

/**
 * A finding of this rule on a row that this document judges. `message` is one sentence: found, expected and from
 * where, what to do.
 */
export function found(rule: Rule, document: PolicyDocument, message: string): Finding {
  return {
    code: rule.code,
    severity: severityOf(rule, document.scheme),
    message: sentence(message),
    article: citation(rule, document),
  };
}

/** A finding of a rule that rests on no article. */
export function noted(rule: Rule, message: string): Finding {
  if (typeof rule.severity !== 'string') throw new Error(`${rule.code} differs between policies`);
  return { code: rule.code, severity: rule.severity, message: sentence(message), article: '' };
}

/** A finding on a row that names no scheme and has no item to tell one: every scheme's articles are cited. */
export function foundUnderAll(rule: Rule, documents: readonly PolicyDocument[], message: string): Finding {
  const cited = documents.map((document) => citation(rule, document)).filter((article) => article !== '');
  return { ...noted(rule, message), article: cited.join('、') };
}
