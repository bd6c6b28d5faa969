import { KeyHash } from './key-hash.js';

/** Keys by which rows have a say in each other: by texts, and the same by a row's cells. */

const hash = new KeyHash();

/** Scheme and IOU. */
export const loanKey = (scheme: string, iou: string): number => hash.begin().text(scheme).text(iou).value;
export const enterpriseKey = (uscc: string): number => hash.begin().text(uscc).value;
/** What makes two loans look like one (F-SAME-LOAN). */
export const twinKey = (uscc: string, disbursedOn: string, currency: string, principal: bigint): number =>
  hash.begin().text(uscc).text(disbursedOn).text(currency).text(principal.toString()).value;
