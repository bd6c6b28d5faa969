import type { Kind } from './kinds.js';

/** 控制数: what a sender's marker file (<name>.ok) states of the file beside it. */
export interface ControlTotals {
  readonly rows?: number;
  /** Sum of the kind's control column, with at most two decimals, as it was written. */
  readonly sum?: string;
  /** Hex, lower case. */
  readonly sha256?: string;
  /** The marker itself cannot be read: a Chinese sentence. */
  readonly fault?: string;
}

/** The column whose sum a marker may state; a kind without one has no sum. */
export const CONTROL_COLUMN: Readonly<Partial<Record<Kind, string>>> = {
  filing: 'principal',
  claim: 'outstanding',
  recovery: 'amount',
  confirmation: 'amount',
  statement: 'amount',
};
