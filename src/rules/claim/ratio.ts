import { allHold, type Facts, missingFacts } from '../../domain/conditions.js';
import { factWords } from '../../domain/fact-words.js';
import type { Finding } from '../../domain/findings.js';
import { amountFromText, type Fen, lesser, type Ratio } from '../../domain/money.js';
import type { AddOn, RatioCase, RatioTable } from '../../domain/terms.js';
import { found, rule } from '../rule.js';
import type { Assessment } from './claim.js';

/** Ratios (补偿比例) of a table: a case, add-ons on top of it, a cap. Percentages in ten-thousandths of a per cent. */

/** 100 % in these units. */
const WHOLE = 1_000_000n;

/** What the table says of one loan and base. */
export interface Picked {
  /** The base, or the part of it that counts. */
  readonly base: Fen;
  readonly ratio: Ratio;
  readonly why: string;
  readonly ownRisk: boolean;
  /** No case fits: nothing is compensated. */
  readonly none: boolean;
  /** What the case leaves to an operator; undefined where it decides by itself. */
  readonly refer: string | undefined;
  /** Facts that nobody filed and that could make it another ratio. */
  readonly missing: readonly string[];
}

/** A case with its base and ratio for one claim. */
interface Weighed {
  readonly one: RatioCase;
  readonly counted: Fen;
  readonly ratio: Ratio;
}

export function pickRatio(table: RatioTable, facts: Facts, base: Fen): Picked {
  const weighed = table.cases.map((one): Weighed => {
    const counted = countedBase(one, facts, base);
    return { one, counted, ratio: caseRatio(one, counted) };
  });
  const fitting = weighed.filter(({ one }) => allHold(one.when, facts));
  const [first, ...others] = fitting;
  const best = first && (table.pick === 'first' ? first : others.reduce(worthier, first));
  const unsure = rivals(table, weighed, best).flatMap(({ one }) => missingFacts(one.when, facts));
  if (best === undefined) {
    const ratio = { num: 0n, den: 1n };
    const none = unsure.length === 0;
    return { base, ratio, why: '没有适用的比例', ownRisk: false, none, refer: undefined, missing: unsure };
  }
  const { one, counted } = best;
  const added = addOnsOf(table, facts);
  const ratio = raised(table, best.ratio, added);
  const reasons = added.map(({ why }) => why);
  const why =
    reasons.length === 0 ? one.why : [...(table.stack === 'sum' ? [one.why] : []), ...reasons].join('、');
  const missing = [
    ...unsure,
    ...(one.baseAtMost === undefined || facts[one.baseAtMost] !== undefined ? [] : [one.baseAtMost]),
    ...unsureAddOns(table, facts, best.ratio, ratio),
  ];
  return { base: counted, ratio, why, ownRisk: one.ownRisk, none: false, refer: one.refer, missing };
}

/** 从高: the case that pays more of the claim, the former where they pay the same. */
function worthier(a: Weighed, b: Weighed): Weighed {
  const worth = ({ counted, ratio: { num, den } }: Weighed): Ratio => ({ num: counted * num, den });
  return exceeds(worth(b), worth(a)) ? b : a;
}

/** Cases that would be taken before the best one, if only they fitted. */
function rivals(
  { pick }: RatioTable,
  weighed: readonly Weighed[],
  best: Weighed | undefined,
): readonly Weighed[] {
  if (best === undefined) return weighed;
  if (pick === 'first') return weighed.slice(0, weighed.indexOf(best));
  return weighed.filter((one) => worthier(best, one) === one);
}

/** Facts of add-ons that nobody filed, where their points would make another ratio. */
function unsureAddOns(table: RatioTable, facts: Facts, plain: Ratio, ratio: Ratio): readonly string[] {
  const open = table.addOns.filter(({ when }) => missingFacts(when, facts).length > 0);
  const possible = stacked(table, [...table.addOns.filter(({ when }) => allHold(when, facts)), ...open]);
  if (!exceeds(raised(table, plain, possible), ratio)) return [];
  return open.flatMap(({ when }) => missingFacts(when, facts));
}

/** The ratio with the points of these add-ons, at most the table's cap. */
function raised({ most }: RatioTable, plain: Ratio, added: readonly AddOn[]): Ratio {
  const points = added.reduce((sum, addOn) => sum + addOn.points, 0n);
  const whole = { num: plain.num * WHOLE + points * plain.den, den: plain.den * WHOLE };
  const cap = { num: most ?? WHOLE, den: WHOLE };
  return reduced(exceeds(whole, cap) ? cap : whole);
}

/** The bases of a case: all of it, or at most a filed amount. */
function countedBase({ baseAtMost }: RatioCase, facts: Facts, base: Fen): Fen {
  const limit = baseAtMost === undefined ? undefined : facts[baseAtMost];
  return limit === undefined ? base : lesser(base, amountFromText(limit));
}

/** One percentage of the whole base, or what its slabs come to together. */
function caseRatio({ percent, slabs }: RatioCase, base: Fen): Ratio {
  if (percent !== undefined) return { num: percent, den: WHOLE };
  if (base === 0n) return { num: slabs[0]?.percent ?? 0n, den: WHOLE };
  let from = 0n;
  let sum = 0n;
  for (const slab of slabs) {
    const to = slab.upTo === undefined ? base : lesser(base, slab.upTo);
    if (to > from) sum += (to - from) * slab.percent;
    from = to > from ? to : from;
  }
  return { num: sum, den: base * WHOLE };
}

/** Add-ons that apply. */
const addOnsOf = (table: RatioTable, facts: Facts): readonly AddOn[] =>
  stacked(
    table,
    table.addOns.filter(({ when }) => allHold(when, facts)),
  );

/** All of them, or the highest (不叠加). */
function stacked({ stack }: RatioTable, applying: readonly AddOn[]): readonly AddOn[] {
  if (stack === 'sum' || applying.length === 0) return applying;
  return [applying.reduce((best, one) => (one.points > best.points ? one : best))];
}

const exceeds = (a: Ratio, b: Ratio): boolean => a.num * b.den > b.num * a.den;

function reduced({ num, den }: Ratio): Ratio {
  let [a, b] = [num, den];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? { num, den } : { num: num / a, den: den / a };
}

export const C_RATIO_NONE = rule('C-RATIO-NONE', 'reject');
export const C_RATIO_OPEN = rule('C-RATIO-OPEN', 'refer');

export function checkRatio(picked: Picked | undefined, { document, loan, reference }: Assessment): Finding[] {
  if (picked === undefined) return [];
  if (picked.none) {
    const message = '备案登记的情况不符合任何一档补偿比例,不予补偿。请核对备案登记的情况。';
    return [found(C_RATIO_NONE, document, message)];
  }
  if (picked.missing.length > 0) {
    const words = factWords(picked.missing, reference.policies.of(loan.scheme).files.extra);
    const message = `没有登记${words},补偿比例不能确定,由托管机构人工审核。`;
    return [found(C_RATIO_OPEN, document, message)];
  }
  if (picked.refer === undefined) return [];
  return [found(C_RATIO_OPEN, document, `${picked.refer},由托管机构人工审核。`)];
}
