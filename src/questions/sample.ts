import { createHash } from 'node:crypto';
import type { Fen } from '../domain/money.js';
import { compareCodePoints } from '../domain/order.js';

/**
 * 抽样: a sample that anybody can draw again from the seed. Each item's key is the SHA-256 of the seed followed by its
 * business number (UTF-8, nothing between); in each stratum the items with the lowest keys are taken. Source: XW §10(7).
 */

export interface Drawable {
  readonly businessNo: string;
  readonly bank: string;
  readonly amount: Fen | null;
}

export const STRATA = ['bank', 'amount'] as const;
export type StratumBy = (typeof STRATA)[number];

export interface Drawn<Item extends Drawable> {
  readonly item: Item;
  readonly stratum: string;
  /** Hexadecimal. */
  readonly key: string;
}

export interface Stratum {
  readonly name: string;
  /** Items in it, and how many of them are taken. */
  readonly items: number;
  readonly taken: number;
}

export interface Sample<Item extends Drawable> {
  readonly drawn: readonly Drawn<Item>[];
  readonly strata: readonly Stratum[];
}

/** Lower bounds of the bands of amounts (补偿金额), in fen, and their names. */
const BANDS: readonly (readonly [bigint, string])[] = [
  [500_000_000n, '500万元以上(含)'],
  [100_000_000n, '100万元(含)至500万元'],
  [0n, '不足100万元'],
];

/** Takes `size` items (all, where there are fewer), stratum by stratum, in proportion. */
export function draw<Item extends Drawable>(
  items: readonly Item[],
  seed: string,
  size: number,
  by: readonly StratumBy[],
): Sample<Item> {
  const strata = new Map<string, Drawn<Item>[]>();
  for (const item of items) {
    const stratum = stratumOf(item, by);
    strata.set(stratum, [
      ...(strata.get(stratum) ?? []),
      { item, stratum, key: keyOf(seed, item.businessNo) },
    ]);
  }
  const names = [...strata.keys()].sort(compareCodePoints);
  const sizes = names.map((name) => strata.get(name)?.length ?? 0);
  const shares = allot(sizes, size);
  const drawn = names.flatMap((name, i) =>
    (strata.get(name) ?? []).sort((a, b) => compareCodePoints(a.key, b.key)).slice(0, shares[i]),
  );
  const told = names.map((name, i) => ({ name, items: sizes[i] ?? 0, taken: shares[i] ?? 0 }));
  return { drawn, strata: told };
}

export const keyOf = (seed: string, businessNo: string): string =>
  createHash('sha256').update(`${seed}${businessNo}`, 'utf8').digest('hex');

function stratumOf({ bank, amount }: Drawable, by: readonly StratumBy[]): string {
  const band = BANDS.find(([least]) => (amount ?? 0n) >= least)?.[1] ?? '';
  return by.map((one) => (one === 'bank' ? bank : band)).join(' ');
}

/**
 * Largest remainders (最大余数法): each stratum gets the whole part of size × items ÷ all; what is left goes one each to
 * the largest remainders, of equal ones to the earlier stratum.
 */
export function allot(sizes: readonly number[], size: number): number[] {
  const all = sizes.reduce((sum, one) => sum + one, 0);
  if (size >= all) return [...sizes];
  const whole = sizes.map((one) => Math.floor((one * size) / all));
  let left = size - whole.reduce((sum, one) => sum + one, 0);
  const order = sizes
    .map((one, i) => ({ i, rest: (one * size) % all }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of order) {
    if (left === 0) break;
    whole[i] = (whole[i] ?? 0) + 1;
    left -= 1;
  }
  return whole;
}
