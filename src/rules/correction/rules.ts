import { rule } from '../rule.js';

/** The catalogue of corrections (冲正): what the custodian takes up again, cancels, recalls or undoes. Source: rules.md §11. */

export const X_FOUR_EYES = rule('X-FOUR-EYES', 'reject');
export const X_UNKNOWN = rule('X-UNKNOWN', 'reject');
export const X_STATE = rule('X-STATE', 'reject');
export const X_CLAIM = rule('X-CLAIM', 'reject');
export const X_AMOUNT = rule('X-AMOUNT', 'reject');
