import type { Fen } from './money.js';

/** Figures so small that another unit was perhaps meant; a hint to the sender, set by no policy. */

/** A principal below this (fen, CNY) was perhaps written in 万元. */
export const SMALL_PRINCIPAL: Fen = 1_000_000n;

/** A yearly rate below this (ten-thousandths of a per cent) was perhaps written as a fraction. */
export const SMALL_RATE = 10_000n;
