import { rule } from '../rule.js';

/** The catalogue of standing (资格): a bank is barred from a scheme, or let back. Source: rules.md §11, KC §17. */

export const T_FOUR_EYES = rule('T-FOUR-EYES', 'reject');
export const T_BANK = rule('T-BANK', 'reject');
export const T_SCHEME = rule('T-SCHEME', 'reject');
export const T_STATE = rule('T-STATE', 'reject');
