import { Decimal } from 'decimal.js';

/** An amount in fen (分, 1/100 yuan). Whole numbers only. */
export type Fen = bigint;

/** An amount in hundredths of the loan's own currency (原币): fen of one in CNY, cents of one in USD, whatever has them. */
export type MinorUnits = bigint;

/** Enough digits for 10^15 yuan times a rate; half-up is the contract's only rounding. */
export const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

/** `1234.5` → 123450n, in hundredths of the currency that the amount is in. The text must have the form digits[.digits{1,2}], with an optional minus sign. */
export function amountFromText(text: string): MinorUnits {
  return scaled(text, 2);
}

/** Digits up to which a double holds any whole number; from one a bigint is made three times faster than from text. */
const EXACT_DIGITS = 15;

/** `12.5` at 4 decimals → 125000n. */
function scaled(text: string, decimals: number): bigint {
  const point = text.indexOf('.');
  const digits =
    point < 0
      ? text + '0'.repeat(decimals)
      : text.slice(0, point) + text.slice(point + 1).padEnd(decimals, '0');
  return digits.length <= EXACT_DIGITS ? BigInt(Number(digits)) : BigInt(digits);
}

/** 123450n → `1234.50`, for a sum in CNY. */
export const yuan = (fen: Fen): string => amountText(fen);

/** 123450n → `1234.50`, for a sum in any currency. */
export function amountText(amount: MinorUnits): string {
  const sign = amount < 0n ? '-' : '';
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** For a sentence about a sum in any currency: 1,234.50. */
export function sumWords(amount: MinorUnits): string {
  return grouped(amountText(amount));
}

/** For a sentence a clerk reads, in yuan with separators: 1,234.50元. */
export function yuanWords(fen: Fen): string {
  return `${grouped(yuan(fen))}元`;
}

/** For a sentence about caps, in 万元: 3,150.00万元; more decimals only where the sum needs them. */
export function wanWords(fen: Fen): string {
  const exact = new Exact(fen.toString()).div(1_000_000);
  const text = exact.decimalPlaces() <= 2 ? exact.toFixed(2) : exact.toFixed();
  return `${grouped(text)}万元`;
}

export function grouped(text: string): string {
  const [whole = '', part] = text.split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? separated : `${separated}.${part}`;
}

/** amount × factor, half-up to the fen; the factor a rate to CNY, or a plain number. */
export function times(amount: MinorUnits, factor: string): Fen {
  if (factor === '1') return amount;
  return BigInt(new Exact(amount.toString()).times(factor).toFixed(0, Decimal.ROUND_HALF_UP));
}

/** A fraction of two whole numbers, kept unrounded until money comes of it. */
export interface Ratio {
  readonly num: bigint;
  readonly den: bigint;
}

/** amount × num ÷ den, half-up to the fen. A ratio over nothing yields nothing. */
export function share(amount: Fen, ratio: Ratio): Fen {
  if (ratio.den === 0n) return 0n;
  return divideHalfUp(amount * ratio.num, ratio.den);
}

/** Least amount of which a share at the ratio, half-up to the fen, comes to so much. */
export function leastFor(shared: Fen, ratio: Ratio): Fen {
  if (shared <= 0n) return 0n;
  const [num, den] = [(2n * shared - 1n) * ratio.den, 2n * ratio.num];
  return (num + den - 1n) / den;
}

/** num ÷ den rounded half-up (away from zero at the half); den must be positive. */
export function divideHalfUp(num: bigint, den: bigint): bigint {
  const negative = num < 0n;
  const twice = (negative ? -num : num) * 2n + den;
  const quotient = twice / (den * 2n);
  return negative ? -quotient : quotient;
}

/** A ratio as per cent with the given decimals, half-up: {3,10} → `30.00`. Empty over nothing. */
export function percent(ratio: Ratio, decimals: number): string {
  if (ratio.den === 0n) return '';
  const scale = 10n ** BigInt(decimals);
  const scaled = divideHalfUp(ratio.num * 100n * scale, ratio.den);
  const sign = scaled < 0n ? '-' : '';
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** `40` per cent, `0.8` per cent → an exact fraction. */
export function ratioFromPercent(text: string): Ratio {
  const [whole = '0', part = ''] = text.split('.');
  return { num: BigInt(whole + part), den: 100n * 10n ** BigInt(part.length) };
}

/** Rates have at most 4 decimals: `4.5` → 45000n ten-thousandths of a per cent (1 BP = 100). */
export function rateUnits(text: string): bigint {
  return scaled(text, 4);
}

/** The rate in per cent for a sentence, at least 2 decimals: 45000n → `4.50%`, 45001n → `4.5001%`. */
export function rateWords(units: bigint): string {
  const digits = units.toString().padStart(5, '0');
  const part = digits.slice(-4).replace(/0{1,2}$/, '');
  return `${digits.slice(0, -4)}.${part}%`;
}

export const lesser = (a: Fen, b: Fen): Fen => (a < b ? a : b);

/** Without its sign. */
export const sizeOf = (fen: Fen): Fen => (fen < 0n ? -fen : fen);
