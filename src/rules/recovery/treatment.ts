import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';
import type { ClaimStatus } from '../../domain/transitions.js';
import { lowered } from '../claim/amount.js';

/**
 * What a recovery does to its claim: a paid one's bank is asked for its share (noticed); a recommended one keeps its
 * amount until it is paid (kept); before that the base is lowered. Source: XW §16, KC §17.
 */
export function treatmentOf(claim: {
  readonly status: ClaimStatus;
  readonly paidOn: IsoDate | undefined;
}): 'noticed' | 'kept' | 'lowered' {
  if (claim.paidOn !== undefined) return 'noticed';
  return claim.status === '建议补偿' ? 'kept' : 'lowered';
}

/** What of a recovery lowers a claim's base, in fen: its principal part (其中本金), all of it where none is told. */
export function principalOf(recovery: {
  readonly amount: Fen;
  readonly principalPart: Fen | undefined;
}): Fen {
  return recovery.principalPart ?? recovery.amount;
}

/** Figures of a claim; undefined while an operator has still to fix them. In fen. */
interface Figures {
  readonly lowered: Fen;
  readonly base: Fen | undefined;
  readonly ratioNum: bigint | undefined;
  readonly ratioDen: bigint | undefined;
  readonly amount: Fen | undefined;
}

/** The figures after a recovery of `by` fen of principal, at the ratio as fixed; with nothing left the claim goes back. */
export function loweredBy(
  claim: Figures,
  by: Fen,
): Pick<Figures, 'lowered' | 'base' | 'amount'> & { readonly nothingLeft: boolean } {
  const { base, ratioNum: num, ratioDen: den } = claim;
  const sum = claim.lowered + by;
  if (base === undefined || num === undefined || den === undefined)
    return { lowered: sum, base, amount: claim.amount, nothingLeft: false };
  const left = lowered(base, { num, den }, by);
  return { lowered: sum, ...left, nothingLeft: left.base === 0n && by > 0n };
}

/**
 * The figures once a recovery that had lowered them by `by` fen is undone: what it took off the full base is put back,
 * at the ratio as fixed, so that undone recoveries leave what they found. Source: rules.md §11.
 */
export function raisedBy(
  claim: Figures & { readonly fullBase: Fen | undefined },
  by: Fen,
): Pick<Figures, 'lowered' | 'base' | 'amount'> {
  const { fullBase, ratioNum: num, ratioDen: den } = claim;
  const sum = claim.lowered - by;
  if (fullBase === undefined || num === undefined || den === undefined)
    return { lowered: sum, base: claim.base, amount: claim.amount };
  return { lowered: sum, ...lowered(fullBase, { num, den }, sum) };
}
