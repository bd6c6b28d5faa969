import { NOT_APPLIED } from '../../domain/position.js';

/** Conditions on states that several queries share; indexes are declared with the same words. */

/** A filing that is registered (accepted or referred). */
export const REGISTERED = `IN ('受理', '待核')`;

/** A claim that is live (在办或已补偿). */
export const LIVE = `NOT IN ('退回', '撤回', '不予确认')`;

/** A claim that is not decided or not paid (在办). */
export const IN_HAND = `IN ('待核', '受理', '暂停补偿', '资金不足', '建议补偿')`;

/** A claim whose base counts as applied for (申请不良本金). */
export const APPLIED = `NOT IN (${NOT_APPLIED.map((status) => `'${status}'`).join(', ')})`;
