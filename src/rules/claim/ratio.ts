import { allHold, type Facts, missingFacts } from '../../domain/conditions.js';
import type { Finding } from '../../domain/findings.js';
import { type Fen, fenFromText, lesser, type Ratio } from '../../domain/money.js';
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
  /** Why an operator decides; undefined where the table decides by itself. */
  readonly open: string | undefined;
}

export function pickRatio(table: RatioTable, facts: Facts, base: Fen): Picked {
  const missing = [...table.cases, ...table.addOns].flatMap(({ when }) => missingFacts(when, facts));
  const fitting = table.cases.filter(({ when }) => allHold(when, facts));
  const [first, ...others] = fitting.map((one) => ({ one, counted: countedBase(one, facts, base) }));
  const unknown =
    missing.length === 0 ? undefined : `备案没有登记${[...new Set(missing)].join('、')},补偿比例不能确定`;
  if (first === undefined) {
    const ratio = { num: 0n, den: 1n };
    return { base, ratio, why: '没有适用的比例', ownRisk: false, none: unknown === undefined, open: unknown };
  }
  const better = (a: typeof first, b: typeof first): typeof first =>
    exceeds(caseRatio(b.one, b.counted), caseRatio(a.one, a.counted)) ? b : a;
  const { one, counted } = table.pick === 'first' ? first : others.reduce(better, first);
  const added = addOnsOf(table, facts);
  const points = added.reduce((sum, addOn) => sum + addOn.points, 0n);
  const plain = caseRatio(one, counted);
  const raised = { num: plain.num * WHOLE + points * plain.den, den: plain.den * WHOLE };
  const most = { num: table.most ?? WHOLE, den: WHOLE };
  const ratio = reduced(exceeds(raised, most) ? most : raised);
  const reasons = added.map(({ why }) => why);
  const why =
    reasons.length === 0 ? one.why : [...(table.stack === 'sum' ? [one.why] : []), ...reasons].join('、');
  return { base: counted, ratio, why, ownRisk: one.ownRisk, none: false, open: one.refer ?? unknown };
}

/** The bases of a case: all of it, or at most a filed amount. */
function countedBase({ baseAtMost }: RatioCase, facts: Facts, base: Fen): Fen {
  const limit = baseAtMost === undefined ? undefined : facts[baseAtMost];
  return limit === undefined ? base : lesser(base, fenFromText(limit));
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

/** All add-ons that apply, or the highest of them (不叠加). */
function addOnsOf({ addOns, stack }: RatioTable, facts: Facts): readonly AddOn[] {
  const applying = addOns.filter(({ when }) => allHold(when, facts));
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

export function checkRatio(picked: Picked | undefined, { document }: Assessment): Finding[] {
  if (picked === undefined) return [];
  if (picked.none) {
    const message = '备案登记的情况不符合任何一档补偿比例,不予补偿。请核对备案登记的情况。';
    return [found(C_RATIO_NONE, document, message)];
  }
  if (picked.open === undefined) return [];
  return [found(C_RATIO_OPEN, document, `${picked.open},由托管机构人工审核。`)];
}
