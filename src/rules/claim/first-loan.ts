import { compareCodePoints } from '../../domain/order.js';
import type { FirstLoanScope, PolicyTerms } from '../../domain/terms.js';
import type { FiledLoan } from './claim.js';

/** First loans (首笔贷款): which of an enterprise's accepted filings comes first. */

/** Whether another loan is one of those that it must come before: of its type, of its scheme, at its bank, or any. */
const RIVALS: Readonly<Record<FirstLoanScope, (loan: FiledLoan, other: FiledLoan) => boolean>> = {
  type: (loan, other) => loan.scheme === other.scheme && loan.loanType === other.loanType,
  enterprise: (loan, other) => loan.scheme === other.scheme,
  bank: (loan, other) => loan.scheme === other.scheme && loan.bank === other.bank,
  ever: () => true,
};

/**
 * Filed as a first loan where the policy knows first loans, and no accepted filing within the scope comes before it by
 * (disbursed_on, received on, kind, sender, file name, row). Source: XW §7(3).
 * @param accepted the enterprise's accepted filings, at any bank and under any scheme
 */
export function isFirstLoan(
  loan: FiledLoan,
  { firstLoan: scope }: PolicyTerms,
  accepted: readonly FiledLoan[],
): boolean {
  if (scope === undefined || !loan.firstLoan) return false;
  return !accepted.some(
    (other) =>
      other.uscc === loan.uscc && !isSame(other, loan) && RIVALS[scope](loan, other) && before(other, loan),
  );
}

/** One IOU filed under two schemes is one loan: it does not come before itself. */
const isSame = (a: FiledLoan, b: FiledLoan): boolean => a.bank === b.bank && a.iouNo === b.iouNo;

function before(a: FiledLoan, b: FiledLoan): boolean {
  const order =
    compareCodePoints(a.disbursedOn, b.disbursedOn) ||
    compareCodePoints(a.receivedOn, b.receivedOn) ||
    compareCodePoints(a.bank, b.bank) ||
    compareCodePoints(a.fileName, b.fileName) ||
    a.rowNo - b.rowNo;
  return order < 0;
}
