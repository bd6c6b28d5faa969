import type { PolicyDocument } from '../domain/policy.js';
import { articlesIn, type Catalogue } from '../domain/rule-words.js';

/** Codes and calculations that rest on an article of a document. */
export function restingOn(
  document: PolicyDocument,
  article: string,
  { rules, calculations }: Catalogue,
): { codes: string[]; calculations: string[] } {
  const cites = (codeOrName: string): boolean =>
    articlesIn(document.basis(codeOrName)?.article ?? '').includes(article);
  return {
    codes: rules.map(({ code }) => code).filter(cites),
    calculations: calculations.map(({ name }) => name).filter(cites),
  };
}
