import type { Scheme } from './scheme.js';

/** Where a policy can be read two ways (待解释的问题): both readings, the choice, and what holds it. */
export interface Reading {
  readonly question: string;
  readonly article: string;
  readonly taken: string;
  readonly other: string;
  /** The parameter of a pack, or the function, that one would change. */
  readonly heldBy: string;
  /** What it is worth, by an example. */
  readonly worth: string;
  /** Where a parameter holds it: the value under the other reading, replayed on the samples. */
  readonly replay: Alternative | undefined;
}

/** A parameter's value under the other reading, as it stands in a document.yaml (YAML flow style). */
export interface Alternative {
  readonly schemes: readonly Scheme[];
  readonly key: string;
  readonly value: string;
}
