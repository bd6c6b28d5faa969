import { firstOf, unsureOf } from '../../domain/conditions.js';
import type { Finding } from '../../domain/findings.js';
import { type Fen, wanWords } from '../../domain/money.js';
import type { Policies } from '../../domain/policy.js';
import type { Scheme } from '../../domain/scheme.js';
import { found, rule, severityOf } from '../rule.js';
import {
  type FilingBooks,
  type FilingContext,
  type FilingRow,
  filingFacts,
  type SumBounds,
  undecided,
} from './filing.js';

/** The three caps in CNY: 单户金额, 单户合计, 征信余额. */

export const F_CAP_BANK = rule('F-CAP-BANK', 'reject');

/**
 * 单户上限 for this row, in fen; undefined without one. The enterprise's other loans may fill it up, whenever they run, and
 * F-CAP-BANK-SUM finds nothing.
 */
export const capBank = (row: FilingRow, { terms }: FilingContext): Fen | undefined =>
  firstOf(terms.capBank, () => filingFacts(row, terms));

export function checkCapBank(row: FilingRow, ctx: FilingContext, principal: Fen): Finding[] {
  const unsure = unsureOf(ctx.terms.capBank, () => filingFacts(row, ctx.terms));
  if (unsure.length > 0) return undecided(F_CAP_BANK, unsure, row, ctx);
  const cap = capBank(row, ctx);
  if (cap === undefined || principal <= cap) return [];
  return [
    found(
      F_CAP_BANK,
      ctx.document,
      `贷款金额折人民币${wanWords(principal)},超过单户${wanWords(cap)}上限。请核对金额和币种。`,
    ),
  ];
}

export const F_CAP_BANK_SUM = rule('F-CAP-BANK-SUM', 'refer');

export function checkCapBankSum(
  row: FilingRow,
  ctx: FilingContext,
  books: FilingBooks,
  principal: Fen,
): Finding[] {
  const cap = capBank(row, ctx);
  if (cap === undefined || row.maturesOn <= row.disbursedOn) return [];
  if (principal > cap && severityOf(F_CAP_BANK, ctx.document) !== 'off') return [];
  const itself = books.registered(row);
  const others = books.peak(row.scheme, row.uscc, row.disbursedOn, row.maturesOn, itself);
  if (principal + others <= cap) return [];
  const message =
    `本笔${wanWords(principal)}与该企业同期存续的其他备案贷款最高${wanWords(others)}` +
    `合计${wanWords(principal + others)},超过单户${wanWords(cap)}上限,由托管机构人工审核。`;
  return [found(F_CAP_BANK_SUM, ctx.document, message)];
}

/** Whether any other loan of the enterprise, at whatever bank, may have a say in the row, however small it is. */
export const hasOneLoanRule = ({ document }: Pick<FilingContext, 'document'>): boolean =>
  severityOf(F_ONE_LOAN, document) !== 'off';

/** Bounds that no sum is between: the limit hangs on what the row left empty. */
const NONE: SumBounds = { principalTo: -1n };

/** F-CAP-BANK finds nothing up to the cap. */
export function capBankBounds(row: FilingRow, ctx: FilingContext): SumBounds {
  if (unsureOf(ctx.terms.capBank, () => filingFacts(row, ctx.terms)).length > 0) return NONE;
  const cap = capBank(row, ctx);
  return cap === undefined ? {} : { principalTo: cap };
}

export const F_ONE_LOAN = rule('F-ONE-LOAN', 'reject');

/** Schemes of which some document has F-ONE-LOAN. */
export const oneLoanSchemes = (policies: Policies): readonly Scheme[] =>
  policies.codes.filter((scheme) =>
    policies.of(scheme).documents.some((document) => hasOneLoanRule({ document })),
  );

/** One running loan per enterprise (每家企业同一时期只能有一个项目), whatever the bank. */
export function checkOneLoan(row: FilingRow, ctx: FilingContext, books: FilingBooks): Finding[] {
  if (!hasOneLoanRule(ctx) || row.maturesOn <= row.disbursedOn) return [];
  const other = books.running(row.scheme, row.uscc, row.iou, row.disbursedOn, row.maturesOn);
  if (other === undefined) return [];
  const message = `该企业在本政策下已有同期存续的备案贷款${other},同一时期只能有一笔。请在前一笔到期或结清后再报。`;
  return [found(F_ONE_LOAN, ctx.document, message)];
}

export const F_CAP_CREDIT = rule('F-CAP-CREDIT', 'reject');

/** Whether the report's balance holds this loan: it says so, and is not older than the loan. */
export const creditIncludes = (row: FilingRow): boolean =>
  row.includesThisLoan && row.creditReportOn >= row.disbursedOn;

const capCredit = (row: FilingRow, { terms }: FilingContext): Fen | undefined =>
  firstOf(terms.capCredit, () => filingFacts(row, terms));

/** F-CAP-CREDIT finds nothing up to the cap, which the principal counts towards where the report does not hold the loan. */
export function capCreditBounds(row: FilingRow, ctx: FilingContext): SumBounds {
  if (unsureOf(ctx.terms.capCredit, () => filingFacts(row, ctx.terms)).length > 0) return NONE;
  const cap = capCredit(row, ctx);
  if (cap === undefined) return {};
  return creditIncludes(row) ? { creditTo: cap } : { togetherTo: cap };
}

export function checkCapCredit(row: FilingRow, ctx: FilingContext, principal: Fen): Finding[] {
  const unsure = unsureOf(ctx.terms.capCredit, () => filingFacts(row, ctx.terms));
  if (unsure.length > 0) return undecided(F_CAP_CREDIT, unsure, row, ctx);
  const cap = capCredit(row, ctx);
  if (cap === undefined) return [];
  const includes = creditIncludes(row);
  const total = row.creditBalance + (includes ? 0n : principal);
  if (total <= cap) return [];
  const sum = includes
    ? `征信未结清余额${wanWords(row.creditBalance)}(已含本笔)`
    : `征信未结清余额${wanWords(row.creditBalance)}加本笔${wanWords(principal)}共${wanWords(total)}`;
  const raised = firstOf(ctx.terms.capCredit, () => filingFacts(row, ctx.terms, '是')) ?? cap;
  const why = cap < raised ? `(放款日资质无效,不适用${wanWords(raised)})` : '';
  return [found(F_CAP_CREDIT, ctx.document, `${sum},超过${wanWords(cap)}上限${why}。请核对征信报告。`)];
}
