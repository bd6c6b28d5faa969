import { rule } from './rule.js';

/** A row's form (行格式), the same for all kinds of file; the check itself is reading, not policy (io/row-form.ts). */

export const FMT_COLUMNS = rule('FMT-COLUMNS', 'reject');
export const FMT_REQUIRED = rule('FMT-REQUIRED', 'reject');
export const FMT_VALUE = rule('FMT-VALUE', 'reject');
export const FMT_USCC = rule('FMT-USCC', 'reject');
