import { COMPENSATION, FIRST_LOAN } from './claim/amount.js';
import { QUALIFIED } from './filing/filing.js';
import { AVAILABLE } from './fund.js';
import { MONEY_TO_RETURN, RETURN_DUE } from './recovery/clawback.js';
import type { Calculation } from './rule.js';
import { SUSPENSION } from './suspension.js';
import { NET_LOSS } from './writeoff/writeoff.js';

/** What the policies have us work out, in the order of a loan's life. */
export const CALCULATIONS: readonly Calculation[] = [
  QUALIFIED,
  COMPENSATION,
  FIRST_LOAN,
  SUSPENSION,
  AVAILABLE,
  MONEY_TO_RETURN,
  RETURN_DUE,
  NET_LOSS,
];
