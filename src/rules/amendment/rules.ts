import { rule } from '../rule.js';

/** The catalogue of amendments (变更): what may change in what a bank registered, and who decides. Source: rules.md §10. */

export const A_UNKNOWN = rule('A-UNKNOWN', 'reject');
export const A_CLAIMED = rule('A-CLAIMED', 'reject');
export const A_SETTLED = rule('A-SETTLED', 'reject');
export const A_PENDING = rule('A-PENDING', 'reject');
export const A_DATE = rule('A-DATE', 'reject');
export const A_VALUE = rule('A-VALUE', 'reject');
export const A_MATURITY = rule('A-MATURITY', 'reject');
export const A_CAP = rule('A-CAP', 'reject');
export const A_WITHDRAW = rule('A-WITHDRAW', 'refer');
export const A_EXTENSION = rule('A-EXTENSION', 'refer');
export const A_CORRECTION = rule('A-CORRECTION', 'refer');
