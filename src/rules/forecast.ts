import { addDays, type IsoDate, quarterEnd, quarterStart } from '../domain/dates.js';
import type { Fen, Ratio } from '../domain/money.js';
import { type BankState, type Position, type Sums, withPaid } from '../domain/position.js';
import type { Measure, PolicyTerms } from '../domain/terms.js';
import { nextState } from './suspension.js';

/** Forecasts (预测): what the rules of suspension and of the fund come to if nothing else happens. Sums in fen. */

/** A claim that waits for a run. */
export interface Waiting {
  readonly businessNo: string;
  readonly key: string;
  readonly amount: Fen;
  /** Part of its base that is not yet counted as applied for: the whole of one that waits for an operator, else 0. */
  readonly newlyApplied: Fen;
}

export interface Foreseen {
  readonly claim: Waiting;
  readonly opinion: '建议补偿' | '暂停补偿' | '资金不足';
  /** As they stand before the claim. */
  readonly position: Position;
  /** Whether the bank is suspended once the claim was taken, and was not before. */
  readonly suspends: boolean;
}

export interface Outlook {
  readonly position: (key: string) => Position;
  readonly state: (key: string) => BankState;
  readonly barred: (key: string) => boolean;
  readonly terms: (key: string) => PolicyTerms;
  /** Whether a claim of a scheme that is not in the run came before it and is 资金不足: nobody overtakes. */
  readonly waits: (claim: Waiting) => boolean;
  readonly available: Fen;
}

/**
 * What the next run would say to the claims that wait, in the order in which they came: one after another, as the run
 * takes them. Source: XW §8, KC §9; rules.md §5.
 */
export function foresee(claims: readonly Waiting[], outlook: Outlook): Foreseen[] {
  const positions = new Map<string, Position>();
  for (const { key, newlyApplied } of claims)
    positions.set(key, applied(positions.get(key) ?? outlook.position(key), newlyApplied));
  const states = new Map<string, BankState>();
  let left = outlook.available;
  let blocked = false;
  return claims.map((claim): Foreseen => {
    const { key, amount } = claim;
    const position = positions.get(key) ?? outlook.position(key);
    const state = nextState(states.get(key) ?? outlook.state(key), position, outlook.terms(key));
    const held = state === '暂停' || outlook.barred(key);
    const opinion = held
      ? '暂停补偿'
      : blocked || outlook.waits(claim) || amount > left
        ? '资金不足'
        : '建议补偿';
    if (opinion === '资金不足') blocked = true;
    const after = opinion === '建议补偿' ? withPaid(position, amount) : position;
    if (opinion === '建议补偿') left -= amount;
    const next = nextState(state, after, outlook.terms(key));
    positions.set(key, after);
    states.set(key, next);
    return { claim, opinion, position, suspends: state === '正常' && next === '暂停' };
  });
}

function applied(position: Position, more: Fen): Position {
  const with_ = <T extends Sums>(sums: T): T => ({ ...sums, applied: sums.applied + more });
  return { ...with_(position), year: with_(position.year) };
}

/** What would bring one measure to where it lifts a suspension; 0 where it does already. */
export interface Need {
  readonly measure: Measure;
  /** 缴回: clawback money that must arrive; undefined where none helps. */
  readonly returned: Fen | undefined;
  /** 降低基数: principal to be recovered on claims that wait (XW §7: 当期余额); undefined where none helps. */
  readonly lowered: Fen | undefined;
  /** 新增备案: CNY principal to be accepted besides; undefined where none helps. */
  readonly filed: Fen | undefined;
}

/** What frees a suspended bank (恢复), measure by measure; joined by and, one of them is enough. */
export function needsToLift(position: Position, { suspension }: PolicyTerms): Need[] {
  return (suspension?.measures ?? []).map((measure) =>
    needOf(measure, measure.period === 'all' ? position : position.year),
  );
}

function needOf(measure: Measure, sums: Sums): Need {
  const below = measure.lifted === 'below' ? 1n : 0n;
  const { of, share, sum } = measure;
  if (of === 'net' || share === undefined) {
    const returned = atLeast0(sums.net - (sum ?? 0n) + below);
    return { measure, returned, lowered: undefined, filed: undefined };
  }
  const used = of === 'applied/filed' ? sums.applied : sums.used;
  // used × den ≤ filed × num, or < where it must be below.
  const filed = filedFor(used, share, below) - sums.filed;
  const within = (sums.filed * share.num - below) / share.den;
  const lowered = of === 'applied/filed' && within >= 0n ? atLeast0(sums.applied - within) : undefined;
  const more = used > 0n && share.num === 0n ? undefined : atLeast0(filed);
  return { measure, returned: undefined, lowered, filed: more };
}

/** Principal of which a share comes to so much; none where there is nothing, and no principal helps against 0 %. */
const filedFor = (used: Fen, { num, den }: Ratio, below: bigint): Fen =>
  used === 0n || num === 0n ? 0n : ceiling(used * den + below, num);

const atLeast0 = (fen: Fen): Fen => (fen > 0n ? fen : 0n);
const ceiling = (num: bigint, den: bigint): bigint => (num + den - 1n) / den;

/**
 * 外推: the last day of the quarter in which the fund falls short if quarters go on like those looked at. The quarter in hand
 * counts as the first; at exactly 0 the fund is not short.
 * @param available what is left once all that waits is paid
 * @param drained what `quarters` quarters took, less what came in
 */
export function shortIn(available: Fen, drained: Fen, quarters: number, on: IsoDate): IsoDate | undefined {
  if (available < 0n) return quarterEnd(on);
  if (drained <= 0n) return undefined;
  const whole = (available * BigInt(quarters)) / drained;
  if (whole > MOST_QUARTERS) return undefined;
  let end = quarterEnd(on);
  for (let i = 0n; i < whole; i++) end = quarterEnd(addDays(end, 1));
  return end;
}

/** Quarters beyond which an extrapolation says nothing. */
const MOST_QUARTERS = 100n;

/** The last so many quarters that have ended before a day, as their first and last day. */
export function quartersBefore(on: IsoDate, n: number): { readonly from: IsoDate; readonly to: IsoDate } {
  const to = addDays(quarterStart(on), -1);
  let from = quarterStart(to);
  for (let i = 1; i < n; i++) from = quarterStart(addDays(from, -1));
  return { from, to };
}
