import type { Finding } from '../../domain/findings.js';
import type { FxAnswer } from '../../domain/fx.js';
import type { Fen } from '../../domain/money.js';
import { inCatalogueOrder } from '../catalogue.js';
import { checkAgreement, checkPolicyPeriod } from './admission.js';
import { checkArea, checkEntity, checkIntegrity, checkStiScope } from './borrower.js';
import { checkCalendar } from './calendar.js';
import { checkCapBank, checkCapBankSum, checkCapCredit } from './caps.js';
import { checkCover } from './cover.js';
import { checkCreditReport } from './credit-report.js';
import { type FilingBooks, type FilingContext, type FilingRow, isQualified } from './filing.js';
import { checkFx, cnyPrincipal } from './fx.js';
import { checkLoanType, checkMaturity, checkRiskShare } from './loan.js';
import { checkDuplicate, checkNew, checkSameLoan } from './novelty.js';
import { checkOdd } from './odd.js';
import { checkLprTenor, checkRate } from './rate.js';
import { checkSize } from './size.js';
import { checkWindowLate, checkWindowQuarter } from './window.js';

/** What the row alone decides: everything but the bank's earlier rows. Safe to compute anywhere, in any order. */
export interface FilingOpinion {
  readonly findings: readonly Finding[];
  readonly fx: FxAnswer;
  /** CNY principal in fen; undefined without a usable rate. */
  readonly principalFen: Fen | undefined;
  readonly qualified: boolean;
}

export function judgeFilingAlone(row: FilingRow, ctx: FilingContext): FilingOpinion {
  const fx = ctx.reference.fx.on(row.currency, row.disbursedOn, ctx.reference.calendar);
  const principalFen = cnyPrincipal(row, fx);
  const findings = [
    ...checkAgreement(row, ctx),
    ...checkPolicyPeriod(row, ctx),
    ...checkWindowQuarter(row, ctx),
    ...checkArea(row, ctx),
    ...checkEntity(row, ctx),
    ...checkSize(row, ctx),
    ...checkIntegrity(row, ctx),
    ...checkStiScope(row, ctx),
    ...checkLoanType(row, ctx),
    ...checkCover(row, ctx),
    ...checkRiskShare(row, ctx),
    ...checkMaturity(row),
    ...checkNew(row, ctx),
    ...checkFx(row, ctx, fx),
    ...(principalFen === undefined ? [] : checkCapBank(ctx, principalFen)),
    ...checkCreditReport(row, ctx),
    ...(principalFen === undefined ? [] : checkCapCredit(row, ctx, principalFen)),
    ...checkLprTenor(row, ctx),
    ...checkRate(row, ctx),
    ...checkOdd(row, principalFen),
    ...checkCalendar(row, ctx, fx),
  ];
  return { findings, fx, principalFen, qualified: isQualified(row, ctx.terms) };
}

/** All findings of a filing row, in the catalogue's order: what it decides alone and what the bank's earlier rows add. */
export function judgeFiling(
  row: FilingRow,
  ctx: FilingContext,
  opinion: FilingOpinion,
  books: FilingBooks,
): Finding[] {
  const { principalFen } = opinion;
  return inCatalogueOrder([
    ...opinion.findings,
    ...checkWindowLate(row, ctx, books),
    ...checkDuplicate(row, ctx, books),
    ...checkSameLoan(row, ctx, books),
    ...(principalFen === undefined ? [] : checkCapBankSum(row, ctx, books, principalFen)),
  ]);
}
