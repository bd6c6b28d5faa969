import { rule } from '../rule.js';

/** The codes of a write-off (核销申请); judged together in writeoff.ts. */

export const W_NOT_PAID = rule('W-NOT-PAID', 'reject');
export const W_DUPLICATE = rule('W-DUPLICATE', 'reject');
export const W_REASON = rule('W-REASON', 'reject');
export const W_INTERNAL = rule('W-INTERNAL', 'reject');
export const W_NO_LOSS = rule('W-NO-LOSS', 'reject');
export const W_DATE = rule('W-DATE', 'reject');
export const W_OPEN_CLAWBACK = rule('W-OPEN-CLAWBACK', 'reject');
