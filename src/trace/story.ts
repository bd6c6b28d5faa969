import type { IsoDate } from '../domain/dates.js';

/** A label and what stands under it. */
export type Fact = readonly [string, string];

/** A rule as it was applied to a row: what was found, and the values and dates that decided. */
export interface AppliedRule {
  readonly code: string;
  readonly title: string;
  readonly article: string;
  /** 通过, or the finding's outcome: 退回, 待核, 提示. */
  readonly verdict: string;
  readonly message: string;
  /** Parameters in force, from the configuration of that day. */
  readonly parameters: readonly Fact[];
  /** Dates looked up, sums made. */
  readonly facts: readonly Fact[];
}

/** Where a row stands and what its sender wrote. */
export interface Source {
  /** `<date>/<SENDER>/<name>` */
  readonly file: string;
  readonly row: number;
  readonly sha256: string;
  readonly encoding: string;
  readonly configuration: string;
  /** Header and cell, as they came. */
  readonly cells: readonly Fact[];
}

/** One thing that happened to a loan. */
export interface Step {
  readonly on: IsoDate;
  readonly title: string;
  readonly number: string;
  readonly outcome: string;
  readonly source?: Source;
  readonly findings?: readonly {
    readonly code: string;
    readonly message: string;
    readonly article: string;
  }[];
  readonly rules?: readonly AppliedRule[];
  /** Amount step by step. */
  readonly amounts?: readonly Fact[];
  readonly facts?: readonly Fact[];
}

export interface Posting {
  readonly entry: string;
  readonly on: IsoDate;
  readonly number: string;
  readonly text: string;
  readonly account: string;
  readonly debit: string;
  readonly credit: string;
}

/** Everything that happened to one loan at one bank, in order. */
export interface Story {
  readonly bank: string;
  readonly iou: string;
  readonly numbers: readonly string[];
  readonly steps: readonly Step[];
  /** What became of its items, by whom; `values` what changed with it. */
  readonly changes: readonly {
    on: IsoDate;
    number: string;
    from: string;
    to: string;
    who: string;
    values: readonly string[];
    message: string;
  }[];
  readonly postings: readonly Posting[];
}
