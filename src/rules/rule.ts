import { type Finding, type Severity, sentence } from '../domain/findings.js';
import type { PolicyDocument } from '../domain/policy.js';

/**
 * One code of the catalogue and how grave it is where the policy does not say otherwise. What it is called, how it is
 * read and what a sender does about it stands in config/rules.yaml; article, quotes and severity in each pack.
 */
export interface Rule {
  readonly code: string;
  readonly severity: Severity;
}

export const rule = (code: string, severity: Severity): Rule => ({ code, severity });

/** 'off' where the document has no such rule. */
export function severityOf({ code, severity }: Rule, document: PolicyDocument): Severity {
  return document.basis(code)?.severity ?? severity;
}

/** `京技管发〔2025〕12号第七条`; empty where the rule rests on no article of the document. */
export function citation(code: string, document: PolicyDocument): string {
  const article = document.basis(code)?.article;
  return article === undefined ? '' : `${document.number}${article}`;
}

/**
 * A finding of this rule on a row that this document judges. `message` is one sentence: found, expected and from
 * where, what to do.
 */
export function found(one: Rule, document: PolicyDocument, message: string): Finding {
  const { code } = one;
  return {
    code,
    severity: severityOf(one, document),
    message: sentence(message),
    article: citation(code, document),
  };
}

/** A finding of a rule that rests on no article. */
export function noted({ code, severity }: Rule, message: string): Finding {
  return { code, severity, message: sentence(message), article: '' };
}

/** A finding on a row that names no scheme and has no item to tell one: every scheme's articles are cited. */
export function foundUnderAll(one: Rule, documents: readonly PolicyDocument[], message: string): Finding {
  const cited = documents.map((document) => citation(one.code, document)).filter((article) => article !== '');
  return { ...noted(one, message), article: cited.join('、') };
}
