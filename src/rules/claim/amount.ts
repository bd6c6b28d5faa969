import type { Facts } from '../../domain/conditions.js';
import { monthsBetween } from '../../domain/dates.js';
import {
  divideHalfUp,
  type Fen,
  lesser,
  type MinorUnits,
  type Ratio,
  share,
  times,
  yuan,
  yuanWords,
} from '../../domain/money.js';
import type { PolicyTerms } from '../../domain/terms.js';
import type { ClaimRow, FiledLoan } from './claim.js';
import { type Picked, pickRatio } from './ratio.js';

/** A claim's own figures, in hundredths of the loan's currency. */
export type ClaimFigures = Pick<ClaimRow, 'outstanding' | 'ownRisk'>;

/** Compensation (补偿金额): base × ratio, half-up to the fen. Source: XW §7, KC §8. */
export interface Compensation {
  /** 不良本金余额 in CNY fen. */
  readonly base: Fen;
  /** Kept unrounded: a later recovery lowers the base at this very ratio. */
  readonly ratio: Ratio;
  readonly amount: Fen;
  /** Why this ratio, for whoever asks. */
  readonly why: string;
}

export function isRiskSharedLoan(loan: FiledLoan, terms: PolicyTerms): boolean {
  return terms.riskShared !== undefined && loan.loanType === terms.riskShared.loanType;
}

/** Own-risk part of the outstanding principal by the filed share, half-up, in the loan's currency. */
export function ownRiskLimit(outstanding: MinorUnits, loan: FiledLoan): MinorUnits {
  return divideHalfUp(outstanding * (loan.bankRiskShare ?? 0n), 1_000_000n);
}

/** Base (补偿基数): the smaller of outstanding and filed principal, in CNY at the filing's rate. */
export function claimBase(row: ClaimFigures, loan: FiledLoan, rate: string): Fen {
  return times(lesser(row.outstanding, loan.principal), rate);
}

/** What the conditions of ratios look at: what was filed, and what follows from it. Amounts in yuan, CNY. */
function loanFacts(row: ClaimFigures, loan: FiledLoan, rate: string, first: boolean, base: Fen): Facts {
  return {
    ...(JSON.parse(loan.facts) as Facts),
    loan_type: loan.loanType,
    qualified: loan.qualified ? '是' : '否',
    first_loan: first ? '是' : '否',
    principal: yuan(times(loan.principal, rate)),
    outstanding: yuan(base),
    own_risk: row.ownRisk === undefined ? undefined : yuan(times(row.ownRisk, rate)),
    term_months: String(monthsBetween(loan.disbursedOn, loan.maturesOn)),
  };
}

/** The ratio that the terms give a claim on this loan. */
export function ratioOf(
  row: ClaimFigures,
  loan: FiledLoan,
  rate: string,
  terms: PolicyTerms,
  first: boolean,
): Picked {
  const base = claimBase(row, loan, rate);
  return pickRatio(terms.ratio, loanFacts(row, loan, rate, first, base), base);
}

/**
 * Base × ratio, half-up; at most the bank's own part (担保机构分担的不补), and at most what one claim is paid. Where such
 * a limit decides, the ratio is amount ÷ base, so that a later recovery lowers the amount in proportion.
 */
export function compensation(
  row: ClaimFigures,
  loan: FiledLoan,
  rate: string,
  terms: PolicyTerms,
  first: boolean,
): Compensation {
  const { base, ratio, why, ownRisk } = ratioOf(row, loan, rate, terms, first);
  const full = share(base, ratio);
  const own = ownRisk ? times(row.ownRisk ?? 0n, rate) : undefined;
  const most = terms.ratio.mostAmount;
  const limited = own === undefined ? full : lesser(own, full);
  const amount = most === undefined ? limited : lesser(most, limited);
  const reasons = [
    why,
    ...(own === undefined ? [] : [own <= full ? '按银行自担风险本金' : '按未清偿本金的补偿上限']),
    ...(most !== undefined && amount < limited ? [`每笔以${yuanWords(most)}为限`] : []),
  ];
  const asIs = base === 0n || (own === undefined && amount === full);
  return { base, ratio: asIs ? ratio : { num: amount, den: base }, amount, why: reasons.join(',') };
}

/** What a recovery before recommendation leaves (当期余额): the base less it, 0 at most, at the ratio already fixed. */
export function lowered(base: Fen, ratio: Ratio, by: Fen): { base: Fen; amount: Fen } {
  const left = by >= base ? 0n : base - by;
  return { base: left, amount: share(left, ratio) };
}

/** A claim's figures as they are kept once its amount is fixed; sums in fen. */
export interface FixedFigures {
  readonly fullBase: Fen;
  readonly base: Fen;
  readonly ratioNum: bigint;
  readonly ratioDen: bigint;
  readonly ratioWhy: string;
  readonly amount: Fen;
}

/** What a compensation comes to where recoveries have taken `taken` fen off the base meanwhile. */
export function fixedAfter(earns: Compensation, taken: Fen): FixedFigures {
  const left = lowered(earns.base, earns.ratio, taken);
  const { num: ratioNum, den: ratioDen } = earns.ratio;
  return { fullBase: earns.base, ...left, ratioNum, ratioDen, ratioWhy: earns.why };
}
