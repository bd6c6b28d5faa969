import { type Finding, outcomeOf } from '../../domain/findings.js';
import type { Scheme } from '../../domain/scheme.js';
import { inCatalogueOrder } from '../catalogue.js';
import { F_FX_UNKNOWN } from '../filing/fx.js';
import { found } from '../rule.js';
import { type Compensation, compensation } from './amount.js';
import { checkBalance, checkOtherCompensation, checkOwnRisk } from './balance.js';
import type { ClaimBooks, ClaimContext, ClaimRow, FiledLoan } from './claim.js';
import { checkClass, checkClassBeforeFiling, checkClassDate } from './classification.js';
import { checkDuplicate, checkMismatch, notFiled, overlapNote } from './filed.js';
import { checkDocs, checkWindowEarly, checkWindowLate } from './window.js';

/** How a claim was judged: the scheme it was assessed under, and what it would earn where its loan has a rate. */
export interface ClaimOpinion {
  readonly scheme: Scheme;
  readonly loan: FiledLoan | undefined;
  readonly findings: readonly Finding[];
  /** Rate used, also when taken from the table again for a filing accepted without one. */
  readonly rate: string | undefined;
  readonly compensation: Compensation | undefined;
}

/** KC §8 优先享受: an XW claim on a loan that is also filed under KC is assessed under KC, unless that rejects it. */
export function judgeClaim(row: ClaimRow, ctx: ClaimContext, books: ClaimBooks): ClaimOpinion {
  if (row.scheme === 'XW' && books.filed('KC', row.iou) !== undefined) {
    const opinion = assess('KC', row, ctx, books, [overlapNote(row)]);
    if (outcomeOf(opinion.findings) !== '退回') return opinion;
  }
  return assess(row.scheme, row, ctx, books, []);
}

function assess(
  scheme: Scheme,
  row: ClaimRow,
  ctx: ClaimContext,
  books: ClaimBooks,
  notes: readonly Finding[],
): ClaimOpinion {
  const loan = books.filed(scheme, row.iou);
  if (loan === undefined) {
    return { scheme, loan, findings: [notFiled(row, scheme)], rate: undefined, compensation: undefined };
  }
  const terms = ctx.reference.policies[scheme].termsOn(ctx.receivedOn);
  const rate = loanRate(loan, ctx);
  const findings = inCatalogueOrder([
    ...(rate === undefined ? [noRate(loan)] : []),
    ...checkMismatch(row, loan),
    ...checkDuplicate(row, loan, books),
    ...checkClass(row, loan, terms),
    ...checkClassDate(row, ctx),
    ...checkClassBeforeFiling(row, loan),
    ...checkWindowLate(row, loan, terms, ctx, books),
    ...checkBalance(row, loan),
    ...checkOtherCompensation(row, loan),
    ...checkOwnRisk(row, loan, terms),
    ...checkWindowEarly(loan, ctx),
    ...checkDocs(row, loan),
    ...notes,
  ]);
  const first = loan.firstLoan && books.isFirst(loan);
  const earns = rate === undefined ? undefined : compensation(row, loan, rate, terms, first);
  return { scheme, loan, findings, rate, compensation: earns };
}

/** The filing's rate; a filing accepted without one takes the rate table again. */
export function loanRate(loan: FiledLoan, ctx: Pick<ClaimContext, 'reference'>): string | undefined {
  if (loan.rate !== undefined) return loan.rate;
  const fx = ctx.reference.fx.on(loan.currency, loan.disbursedOn, ctx.reference.calendar);
  return fx.state === 'known' ? fx.rate : undefined;
}

function noRate(loan: FiledLoan): Finding {
  const message = `备案贷款币种${loan.currency}在放款日${loan.disbursedOn}仍无可用汇率,补偿金额暂不能计算,由托管机构人工审核。`;
  return found(F_FX_UNKNOWN, loan.scheme, message);
}
