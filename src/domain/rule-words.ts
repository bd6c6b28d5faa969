import type { Severity } from './findings.js';
import type { Kind } from './kinds.js';

/** What is said about rules and calculations, for people: in general (config/rules.yaml) and by each document of a pack. */

/** One code of the catalogue, as far as no policy has a say in it. */
export interface RuleWords {
  readonly code: string;
  /** A few words for a table of contents. */
  readonly title: string;
  /** Kinds of file whose rows (or which themselves) can get the code. */
  readonly kinds: readonly Kind[];
  /** Keys of a document's parameters that decide, and names of other configuration files looked at. */
  readonly parameters: readonly string[];
  /** Those of them that a document must have where it has the rule. */
  readonly needs: readonly string[];
  /** Whether a policy must say where it has it from; otherwise the data or the procedure itself demand it. */
  readonly restsOnPolicy: boolean;
  /** The books rely on it: no policy may switch it off or soften it. */
  readonly fixed: boolean;
  readonly reading: string | undefined;
  readonly remedy: string | undefined;
}

/** An amount, a day or a state that a policy has us work out; it has no code of its own. */
export interface CalculationWords {
  readonly name: string;
  /** The exported functions that do it. */
  readonly doneBy: string;
  readonly parameters: readonly string[];
  readonly needs: readonly string[];
  readonly reading: string | undefined;
}

/** What a document says of a rule, by its code, or of a calculation, by its name (依据). */
export interface Basis {
  /** Where it differs from the catalogue's; off: the policy has no such rule. */
  readonly severity: Severity | undefined;
  /** `第六条第（四）项`; undefined where the policy is silent. */
  readonly article: string | undefined;
  /** Sentences of those articles, word for word. */
  readonly quotes: readonly string[];
  readonly reading: string | undefined;
  readonly remedy: string | undefined;
  /** The policy's own words in the middle of the message, where the rule has room for some. */
  readonly says: string | undefined;
  /** Why an operator decides: what of it the policy does not say. */
  readonly silent: string | undefined;
}

/** What is done about an article besides the rules and calculations that cite it (条款对照). */
export interface ArticleEntry {
  readonly article: string;
  /** What the article is about. */
  readonly gist: string;
  /** Outputs, registers, configuration or commands that carry it out or evidence it. */
  readonly outputs: readonly string[];
  /** What of it the software does not do, and why. */
  readonly notSoftware: string | undefined;
}

export interface Catalogue {
  readonly rules: readonly RuleWords[];
  readonly calculations: readonly CalculationWords[];
  /** What each parameter of a document is called, its unit, and the date that picks its value. */
  readonly parameters: Readonly<
    Record<string, { readonly title: string; readonly unit: string; readonly judgedOn: string }>
  >;
}

/** `第四条、第五条第（一）项` → 第四条, 第五条; names of articles without a number as they are between the 、. */
export const articlesIn = (article: string): readonly string[] =>
  article.match(/第[^第条、]+条/g) ?? article.split('、');
