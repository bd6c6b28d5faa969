import type { Finding } from '../../domain/findings.js';
import type { FxAnswer } from '../../domain/fx.js';
import type { Fen } from '../../domain/money.js';
import { silences } from '../catalogue.js';
import { checkAgreement, checkPolicyPeriod } from './admission.js';
import { checkArea, checkEntity, checkIntegrity, checkStiScope } from './borrower.js';
import { checkCalendar } from './calendar.js';
import {
  capBank,
  capBankBounds,
  capCreditBounds,
  checkCapBank,
  checkCapBankSum,
  checkCapCredit,
  checkOneLoan,
} from './caps.js';
import { checkCover } from './cover.js';
import { checkCreditReport } from './credit-report.js';
import type { FilingBooks, FilingContext, FilingRow, SumBounds } from './filing.js';
import { checkFx } from './fx.js';
import { checkLoanType, checkMaturity, checkRiskShare, checkTerm } from './loan.js';
import { checkDuplicate, checkNew, checkSameLoan } from './novelty.js';
import { checkOddAmount, checkOddRate, oddAmountBounds } from './odd.js';
import { checkLprTenor, checkRate } from './rate.js';
import { checkSize } from './size.js';
import { checkWindowLate, checkWindowQuarter } from './window.js';

/** All checks of a filing row, in three lists by what they look at. */

export const fxOf = (row: FilingRow, { reference }: FilingContext): FxAnswer =>
  reference.fx.on(row.currency, row.disbursedOn, reference.calendar);

/** The row and the numbers of its days. */
export const ALONE_CHECKS: readonly ((row: FilingRow, ctx: FilingContext) => Finding[])[] = [
  (_row, ctx) => silences(ctx.document, 'filing'),
  checkAgreement,
  checkPolicyPeriod,
  checkWindowQuarter,
  checkArea,
  checkEntity,
  checkSize,
  checkIntegrity,
  checkStiScope,
  checkLoanType,
  checkCover,
  checkRiskShare,
  checkMaturity,
  checkTerm,
  checkNew,
  (row, ctx) => checkFx(row, ctx, fxOf(row, ctx)),
  checkCreditReport,
  checkLprTenor,
  checkRate,
  checkOddRate,
  (row, ctx) => checkCalendar(row, ctx, fxOf(row, ctx)),
];

/** The principal in CNY as well; with the bounds between which a check finds nothing, whatever the sums are. */
export const SUM_CHECKS: readonly {
  readonly check: (row: FilingRow, ctx: FilingContext, principal: Fen) => Finding[];
  readonly bounds: (row: FilingRow, ctx: FilingContext) => SumBounds;
}[] = [
  { check: checkCapBank, bounds: capBankBounds },
  { check: checkCapCredit, bounds: capCreditBounds },
  { check: checkOddAmount, bounds: oddAmountBounds },
];

/** The bank's earlier rows as well. */
export const BOOK_CHECKS: readonly ((row: FilingRow, ctx: FilingContext, books: FilingBooks) => Finding[])[] =
  [checkWindowLate, checkDuplicate, checkSameLoan, checkOneLoan];

/** The principal in CNY and the bank's earlier rows; with what the enterprise's loans may come to so that nothing is found. */
export const TOGETHER_CHECKS: readonly {
  readonly check: (row: FilingRow, ctx: FilingContext, books: FilingBooks, principal: Fen) => Finding[];
  readonly most: (row: FilingRow, ctx: FilingContext) => Fen | undefined;
}[] = [{ check: checkCapBankSum, most: capBank }];
