import { rateUnits } from './money.js';

/** Conditions over filed facts, as packs write them: `loan_type: [信用]`, `revenue: {over: 2000, up_to: 5000}`. */

/** What is known of a row or a loan, by column key or computed name, as canonical texts; undefined where nothing was filed. */
export type Facts = Readonly<Record<string, string | undefined>>;

/** One fact's test: it is one of these words, or a number within these bounds (ten-thousandths). */
export interface Condition {
  readonly fact: string;
  readonly oneOf?: readonly string[];
  readonly over?: bigint;
  readonly atLeast?: bigint;
  readonly below?: bigint;
  readonly upTo?: bigint;
}

/** A value that holds under all its conditions; without one, always. */
export interface Cased<T> {
  readonly when: readonly Condition[];
  readonly value: T;
}

/** Names of facts that the conditions ask for and nobody filed; only where no other condition fails. */
export function missingFacts(when: readonly Condition[], facts: Facts): readonly string[] {
  if (when.some((one) => facts[one.fact] !== undefined && !holds(one, facts))) return [];
  return when.map(({ fact }) => fact).filter((fact) => facts[fact] === undefined);
}

export const allHold = (when: readonly Condition[], facts: Facts): boolean =>
  when.every((one) => holds(one, facts));

function holds({ fact, oneOf, over, atLeast, below, upTo }: Condition, facts: Facts): boolean {
  const text = facts[fact];
  if (text === undefined) return false;
  if (oneOf !== undefined) return oneOf.includes(text);
  const number = rateUnits(text);
  return (
    (over === undefined || number > over) &&
    (atLeast === undefined || number >= atLeast) &&
    (below === undefined || number < below) &&
    (upTo === undefined || number <= upTo)
  );
}

/** The first value whose conditions hold; undefined where none does. The facts are asked for only by conditions. */
export function firstOf<T>(cases: readonly Cased<T>[] | undefined, facts: () => Facts): T | undefined {
  const [first] = cases ?? [];
  if (first === undefined || first.when.length === 0) return first?.value;
  const known = facts();
  return cases?.find(({ when }) => allHold(when, known))?.value;
}

/** Facts that nobody filed and that could make it an earlier value than the first one that holds. */
export function unsureOf(
  cases: readonly Cased<unknown>[] | undefined,
  facts: () => Facts,
): readonly string[] {
  const [first] = cases ?? [];
  if (cases === undefined || first === undefined || first.when.length === 0) return [];
  const known = facts();
  const taken = cases.findIndex(({ when }) => allHold(when, known));
  const before = taken < 0 ? cases : cases.slice(0, taken);
  return before.flatMap(({ when }) => missingFacts(when, known));
}
