import { rule } from '../rule.js';

/** Hints at a figure in the wrong unit; the row is taken all the same. */

export const F_ODD_AMOUNT = rule('F-ODD-AMOUNT', 'info');
export const F_ODD_RATE = rule('F-ODD-RATE', 'info');
