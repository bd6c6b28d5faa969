import { Decimal } from 'decimal.js';
import type { NumberKind } from './number-format.js';

/** A spreadsheet keeps 15 digits of a number: what is longer lost its last ones before it came here. */
export const EXACT_BELOW = 1e15;

const Exact = Decimal.clone({ precision: 400, rounding: Decimal.ROUND_HALF_UP });

/** A stored number as text by its cell's format (files.md §1a). */
export function numberText(value: number, kind: NumberKind, from1904: boolean): string {
  if (kind === 'percent') return new Exact(value).times(100).toDecimalPlaces(4).toFixed();
  return (kind === 'date' ? dayText(value, from1904) : undefined) ?? plainText(value);
}

/** The shortest decimal that is the same double, without exponent. */
function plainText(value: number): string {
  const text = String(value);
  return text.includes('e') ? new Exact(text).toFixed() : text;
}

const SECONDS = 86_400;
const DAY_MS = 86_400_000;
/** 9999-12-31 counted from 1900. */
const LAST_DAY = 2_958_465;

/**
 * `YYYY-MM-DD`, with a time of day other than midnight `YYYY-MM-DDTHH:MM:SS`. Undefined for a number that is no day. The
 * 1900 system counts a 29 February 1900 that never was as day 60: days before it are one off, and it itself is none.
 */
function dayText(value: number, from1904: boolean): string | undefined {
  const seconds = Math.round(value * SECONDS) + (from1904 ? 1462 * SECONDS : 0);
  const serial = Math.floor(seconds / SECONDS);
  if (serial < 1 || serial > LAST_DAY || (serial === 60 && !from1904)) return undefined;
  const days = serial < 60 ? serial : serial - 1;
  const moment = new Date(Date.UTC(1899, 11, 31) + days * DAY_MS + (seconds % SECONDS) * 1000);
  const text = moment.toISOString();
  return seconds % SECONDS === 0 ? text.slice(0, 10) : text.slice(0, 19);
}
