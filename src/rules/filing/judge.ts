import type { Finding } from '../../domain/findings.js';
import type { FxAnswer } from '../../domain/fx.js';
import type { Fen } from '../../domain/money.js';
import { inCatalogueOrder, silences } from '../catalogue.js';
import { checkAgreement, checkPolicyPeriod } from './admission.js';
import { checkArea, checkEntity, checkIntegrity, checkStiScope } from './borrower.js';
import { checkCalendar } from './calendar.js';
import { checkCapBank, checkCapBankSum, checkCapCredit, checkOneLoan } from './caps.js';
import { checkCover } from './cover.js';
import { checkCreditReport } from './credit-report.js';
import { type FilingBooks, type FilingContext, type FilingRow, isQualified } from './filing.js';
import { checkFx, cnyPrincipal } from './fx.js';
import { checkLoanType, checkMaturity, checkRiskShare, checkTerm } from './loan.js';
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
  /** Filed values that conditions of the packs ask for later, by column key: JSON. */
  readonly facts: string;
}

export function judgeFilingAlone(row: FilingRow, ctx: FilingContext): FilingOpinion {
  const fx = ctx.reference.fx.on(row.currency, row.disbursedOn, ctx.reference.calendar);
  const principalFen = cnyPrincipal(row, fx);
  const findings = [
    ...silences(ctx.document, 'filing'),
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
    ...checkTerm(row, ctx),
    ...checkNew(row, ctx),
    ...checkFx(row, ctx, fx),
    ...(principalFen === undefined ? [] : checkCapBank(row, ctx, principalFen)),
    ...checkCreditReport(row, ctx),
    ...(principalFen === undefined ? [] : checkCapCredit(row, ctx, principalFen)),
    ...checkLprTenor(row, ctx),
    ...checkRate(row, ctx),
    ...checkOdd(row, principalFen),
    ...checkCalendar(row, ctx, fx),
  ];
  return {
    findings: findings.filter(({ severity }) => severity !== 'off'),
    fx,
    principalFen,
    qualified: isQualified(row, ctx.terms),
    facts: keptFacts(row, ctx),
  };
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
    ...checkOneLoan(row, ctx, books),
    ...(principalFen === undefined ? [] : checkCapBankSum(row, ctx, books, principalFen)),
  ]);
}

function keptFacts(row: FilingRow, { reference }: FilingContext): string {
  const { keptFacts: names } = reference.policies;
  if (names.length === 0) return '{}';
  const held = names.flatMap((name) => (row.values[name] === undefined ? [] : [[name, row.values[name]]]));
  return JSON.stringify(Object.fromEntries(held));
}
