import { divideHalfUp, type Fen, lesser, type Ratio, share, times } from '../../domain/money.js';
import type { PolicyTerms } from '../../domain/policy.js';
import type { Calculation } from '../rule.js';
import type { ClaimRow, FiledLoan } from './claim.js';

/** A claim's own figures, in hundredths of the loan's currency. */
export type ClaimFigures = Pick<ClaimRow, 'outstanding' | 'ownRisk'>;

export const COMPENSATION: Calculation = {
  name: '补偿金额',
  doneBy: 'compensation、lowered(src/rules/claim/amount.ts)',
  articles: { XW: '第七条', KC: '第八条' },
  quotes: {
    XW: [
      '以该企业当期该笔贷款余额为基数,确定补偿比例',
      '基础风险补偿比例为该笔不良贷款本金余额的 30%',
      '在本条第一项标准的基础上提高 10 个百分点补偿,即 40%',
      '本条第二项、第三项规定的补偿比例提高值不叠加享受,即最高风险补偿比例为 40%',
    ],
    KC: [
      '补偿比例为该笔不良贷款本金余额的 50%',
      '对银行机构自担风险责任本金部分进行补偿,补偿上限为该笔贷款借款人未清偿本金部分的 20%',
    ],
  },
  reading:
    '基数是不良本金余额与备案本金中较小的,按备案的汇率折人民币;金额=基数×比例,四舍五入到分。银担分险按自担风险本金与上限中较小的,担保机构代偿不减少基数。比例和金额在受理时确定;建议补偿之前收回的本金降低基数(当期余额),比例不变。',
  parameters: ['ratio_base', 'ratio_raised', 'risk_shared', 'qualifications'],
};

export const FIRST_LOAN: Calculation = {
  name: '首笔贷款',
  doneBy: 'compensation(src/rules/claim/amount.ts)、FirstLoans(src/ledger/records/claim-books.ts)',
  articles: { XW: '第七条第（三）项' },
  quotes: {
    XW: [
      '单一企业首笔信用贷款、知识产权质押贷款、应收账款质押贷款在本条第一项标准的基础上提高 10 个百分点补偿',
    ],
  },
  reading:
    '按贷款类型分别算首笔:银行申报为首笔,且各银行已受理的小微备案中,同一企业同一贷款类型没有更早放款的。第六条第（三）项只允许这三种类型,第七条又逐一列举,可见是各类型各有首笔。',
  parameters: ['ratio_raised'],
};

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
