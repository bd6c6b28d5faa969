import { rule } from '../rule.js';

/** The catalogue of matching (勾对): money in 待查款 is given to what it is for, by hand, or taken back. Source: rules.md §12. */

export const M_FOUR_EYES = rule('M-FOUR-EYES', 'reject');
export const M_LINE = rule('M-LINE', 'reject');
export const M_TARGET = rule('M-TARGET', 'reject');
export const M_AMOUNT = rule('M-AMOUNT', 'reject');
export const M_BANK = rule('M-BANK', 'reject');
export const M_WRITTEN_OFF = rule('M-WRITTEN-OFF', 'reject');
