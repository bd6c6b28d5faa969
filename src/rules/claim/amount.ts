import { divideHalfUp, type Fen, lesser, type Ratio, share, times } from '../../domain/money.js';
import type { PolicyTerms } from '../../domain/policy.js';
import type { ClaimRow, FiledLoan } from './claim.js';

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
export function ownRiskLimit(outstanding: Fen, loan: FiledLoan): Fen {
  return divideHalfUp(outstanding * (loan.bankRiskShare ?? 0n), 1_000_000n);
}

/** Base (补偿基数): the smaller of outstanding and filed principal, in CNY at the filing's rate. */
export function claimBase(row: ClaimFigures, loan: FiledLoan, rate: string): Fen {
  return times(lesser(row.outstanding, loan.principal), rate);
}

export function compensation(
  row: ClaimFigures,
  loan: FiledLoan,
  rate: string,
  terms: PolicyTerms,
  first: boolean,
): Compensation {
  const base = claimBase(row, loan, rate);
  if (terms.riskShared !== undefined && isRiskSharedLoan(loan, terms)) {
    const own = times(row.ownRisk ?? 0n, rate);
    const cap = share(base, terms.riskShared.ratioCap);
    const amount = lesser(own, cap);
    const why = own <= cap ? '银担分险,按银行自担风险本金' : '银担分险,按未清偿本金的补偿上限';
    const ratio = base === 0n ? terms.riskShared.ratioCap : { num: amount, den: base };
    return { base, ratio, amount, why };
  }
  const { ratio, why } = plainRatio(loan, terms, first);
  return { base, ratio, amount: share(base, ratio), why };
}

/** Raised once for a qualified enterprise or a first loan, never stacked (XW §7(4)), where the policy raises it at all. */
function plainRatio(loan: FiledLoan, terms: PolicyTerms, first: boolean): { ratio: Ratio; why: string } {
  if (terms.ratioRaised !== undefined) {
    if (loan.qualified) return { ratio: terms.ratioRaised, why: '放款日资质有效' };
    if (first) return { ratio: terms.ratioRaised, why: '首笔贷款' };
  }
  return { ratio: terms.ratioBase, why: '基础比例' };
}

/** What a recovery before recommendation leaves (当期余额): the base less it, 0 at most, at the ratio already fixed. */
export function lowered(base: Fen, ratio: Ratio, by: Fen): { base: Fen; amount: Fen } {
  const left = by >= base ? 0n : base - by;
  return { base: left, amount: share(left, ratio) };
}
