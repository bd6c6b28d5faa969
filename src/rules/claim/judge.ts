import { type Finding, outcomeOf } from '../../domain/findings.js';
import type { Scheme } from '../../domain/scheme.js';
import { inCatalogueOrder, silences } from '../catalogue.js';
import { F_FX_UNKNOWN } from '../filing/fx.js';
import { found } from '../rule.js';
import { type Compensation, compensation, ratioOf } from './amount.js';
import { checkBalance, checkOtherCompensation, checkOwnRisk } from './balance.js';
import type { Assessment, ClaimBooks, ClaimContext, ClaimRow, FiledLoan } from './claim.js';
import { checkClass, checkClassBeforeFiling, checkClassDate } from './classification.js';
import { checkDuplicate, checkMismatch, checkSettled, notFiled, overlapNote } from './filed.js';
import { isFirstLoan } from './first-loan.js';
import { checkRatio } from './ratio.js';
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

/**
 * 优先享受: a claim on a loan that is also filed under a scheme that goes before the one named is assessed under that
 * one, unless it rejects it; where still another goes before that one, under that other. Source: KC §8.
 */
export function judgeClaim(row: ClaimRow, ctx: ClaimContext, books: ClaimBooks): ClaimOpinion {
  return judgeUnder(row.scheme, row, ctx, books, []);
}

/** @param passed the scheme named and those after it, before which this one goes */
function judgeUnder(
  scheme: Scheme,
  row: ClaimRow,
  ctx: ClaimContext,
  books: ClaimBooks,
  passed: readonly Scheme[],
): ClaimOpinion {
  const { policies } = ctx.reference;
  const asked = [...passed, scheme];
  for (const other of policies.codes.filter((code) => !asked.includes(code))) {
    if (!policies.of(other).termsOn(ctx.receivedOn).before.includes(scheme)) continue;
    if (books.filed(other, row.iou) === undefined) continue;
    const opinion = judgeUnder(other, row, ctx, books, asked);
    if (outcomeOf(opinion.findings) !== '退回') return opinion;
  }
  const policy = policies.of(scheme);
  const notes = passed.length === 0 ? [] : [overlapNote(row, policy.name, policy.documentOn(ctx.receivedOn))];
  return assess(scheme, row, ctx, books, notes);
}

function assess(
  scheme: Scheme,
  row: ClaimRow,
  ctx: ClaimContext,
  books: ClaimBooks,
  notes: readonly Finding[],
): ClaimOpinion {
  const loan = books.filed(scheme, row.iou);
  const policy = ctx.reference.policies.of(scheme);
  const document = policy.documentOn(ctx.receivedOn);
  if (loan === undefined) {
    const findings = [notFiled(row, policy.name, books.filingStatus(scheme, row.iou), document)];
    return { scheme, loan, findings, rate: undefined, compensation: undefined };
  }
  const terms = document.termsOn(ctx.receivedOn);
  const of: Assessment = { ...ctx, document, terms, loan, books };
  const rate = loanRate(loan, ctx);
  const first = isFirstLoan(loan, terms, books.acceptedOf(loan.uscc));
  const findings = inCatalogueOrder([
    ...(rate === undefined ? [noRate(of)] : []),
    ...checkMismatch(row, of),
    ...checkDuplicate(row, of),
    ...checkSettled(of),
    ...checkClass(row, of),
    ...checkClassDate(row, ctx),
    ...checkClassBeforeFiling(row, of),
    ...checkWindowLate(row, of),
    ...checkBalance(row, of),
    ...checkOtherCompensation(row, of),
    ...checkOwnRisk(row, of),
    ...checkWindowEarly(of),
    ...checkDocs(row, of),
    ...checkRatio(rate === undefined ? undefined : ratioOf(row, loan, rate, terms, first), of),
    ...silences(document, 'claim'),
    ...notes,
  ]);
  const earns = rate === undefined ? undefined : compensation(row, loan, rate, terms, first);
  return { scheme, loan, findings, rate, compensation: earns };
}

/** The filing's rate; a filing accepted without one takes the rate table again. */
export function loanRate(loan: FiledLoan, ctx: Pick<ClaimContext, 'reference'>): string | undefined {
  if (loan.rate !== undefined) return loan.rate;
  const fx = ctx.reference.fx.on(loan.currency, loan.disbursedOn, ctx.reference.calendar);
  return fx.state === 'known' ? fx.rate : undefined;
}

function noRate({ loan, document }: Assessment): Finding {
  const message = `备案贷款币种${loan.currency}在放款日${loan.disbursedOn}仍无可用汇率,补偿金额暂不能计算,由托管机构人工审核。`;
  return found(F_FX_UNKNOWN, document, message);
}
