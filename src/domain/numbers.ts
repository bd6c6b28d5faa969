import type { Scheme } from './scheme.js';

/** Business numbers (业务编号), made from the data alone so that two runs over the same files agree. */
export const filingNo = (bank: string, scheme: Scheme, iou: string): string => `F-${bank}-${scheme}-${iou}`;
export const claimNo = (bank: string, scheme: Scheme, iou: string): string => `C-${bank}-${scheme}-${iou}`;
export const writeoffNo = (bank: string, scheme: Scheme, iou: string): string => `W-${bank}-${scheme}-${iou}`;

/** The n-th amendment of an IOU under the scheme that its row names. */
export const amendmentNo = (bank: string, scheme: Scheme, iou: string, n: number): string =>
  `A-${bank}-${scheme}-${iou}-${n}`;

/** The n-th standing row of a bank and scheme. */
export const standingNo = (bank: string, scheme: Scheme, n: number): string => `T-${bank}-${scheme}-${n}`;

/** A recovery and the clawback it makes share one number. */
export const recoveryNo = (bank: string, scheme: Scheme, iou: string, recovery: string): string =>
  `R-${bank}-${scheme}-${iou}-${recovery}`;

/** 追回. `n` counts the recalls of this bank, scheme and IOU from 1, undone ones included. */
export const recallNo = (bank: string, scheme: Scheme, iou: string, n: number): string =>
  `Z-${bank}-${scheme}-${iou}-${n}`;
