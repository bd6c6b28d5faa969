import type { Finding } from '../../domain/findings.js';
import { type Fen, wanWords } from '../../domain/money.js';
import { found, rule } from '../rule.js';
import { type FilingBooks, type FilingContext, type FilingRow, isQualified } from './filing.js';

/** The three caps in CNY: 单户金额, 单户合计, 征信余额. */

export const F_CAP_BANK = rule('F-CAP-BANK', 'reject');

export function checkCapBank(ctx: FilingContext, principal: Fen): Finding[] {
  const cap = ctx.terms.capBank;
  if (principal <= cap) return [];
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
  const cap = ctx.terms.capBank;
  if (principal > cap || row.maturesOn <= row.disbursedOn) return [];
  const itself = books.registered(row.scheme, row.iou);
  const others = books.peak(row.scheme, row.uscc, row.disbursedOn, row.maturesOn, itself);
  if (principal + others <= cap) return [];
  const message =
    `本笔${wanWords(principal)}与该企业同期存续的其他备案贷款最高${wanWords(others)}` +
    `合计${wanWords(principal + others)},超过单户${wanWords(cap)}上限,由托管机构人工审核。`;
  return [found(F_CAP_BANK_SUM, ctx.document, message)];
}

/** How much the enterprise's other loans may come to, whenever they run, without F-CAP-BANK-SUM: fen. */
export function roomUnderCap(ctx: FilingContext, principal: Fen): Fen {
  return ctx.terms.capBank - principal;
}

export const F_CAP_CREDIT = rule('F-CAP-CREDIT', 'reject');

/** Whether the report's balance holds this loan: it says so, and is not older than the loan. */
export const creditIncludes = (row: FilingRow): boolean =>
  row.includesThisLoan && row.creditReportOn >= row.disbursedOn;

export function checkCapCredit(row: FilingRow, ctx: FilingContext, principal: Fen): Finding[] {
  const { capCredit, capCreditQualified } = ctx.terms;
  const cap = isQualified(row, ctx.terms) ? capCreditQualified : capCredit;
  const includes = creditIncludes(row);
  const total = row.creditBalance + (includes ? 0n : principal);
  if (total <= cap) return [];
  const sum = includes
    ? `征信未结清余额${wanWords(row.creditBalance)}(已含本笔)`
    : `征信未结清余额${wanWords(row.creditBalance)}加本笔${wanWords(principal)}共${wanWords(total)}`;
  const why = cap < capCreditQualified ? `(放款日资质无效,不适用${wanWords(capCreditQualified)})` : '';
  return [found(F_CAP_CREDIT, ctx.document, `${sum},超过${wanWords(cap)}上限${why}。请核对征信报告。`)];
}
