import type { Finding } from '../../domain/findings.js';
import type { FxAnswer } from '../../domain/fx.js';
import { type Fen, times, wanWords } from '../../domain/money.js';
import { found, type Rule } from '../rule.js';
import { type FilingBooks, type FilingContext, type FilingRow, isQualified } from './filing.js';

/** The three caps in CNY (单户金额, 单户合计, 征信余额), and the exchange rate that foreign money needs for them. */

const ARTICLES = { XW: '第六条第（四）项', KC: '第七条第（二）项' };

export const F_FX_UNKNOWN: Rule = { code: 'F-FX-UNKNOWN', severity: 'refer', articles: ARTICLES };

/** CNY principal in fen, half-up; undefined without a usable rate. */
export function cnyPrincipal(row: FilingRow, fx: FxAnswer): Fen | undefined {
  return fx.state === 'known' ? times(row.principal, fx.rate) : undefined;
}

export function checkFx(row: FilingRow, fx: FxAnswer): Finding[] {
  if (fx.state !== 'unknown') return [];
  const message = `放款日期${row.disbursedOn}没有${row.currency}可用的汇率,由托管机构人工审核,各项限额暂未核对。`;
  return [found(F_FX_UNKNOWN, row.scheme, message)];
}

export const F_CAP_BANK: Rule = { code: 'F-CAP-BANK', severity: 'reject', articles: ARTICLES };

export function checkCapBank(row: FilingRow, ctx: FilingContext, principal: Fen): Finding[] {
  const cap = ctx.terms.capBank;
  if (principal <= cap) return [];
  return [
    found(
      F_CAP_BANK,
      row.scheme,
      `贷款金额折人民币${wanWords(principal)},超过单户${wanWords(cap)}上限。请核对金额和币种。`,
    ),
  ];
}

export const F_CAP_BANK_SUM: Rule = { code: 'F-CAP-BANK-SUM', severity: 'refer', articles: ARTICLES };

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
  return [found(F_CAP_BANK_SUM, row.scheme, message)];
}

export const F_CAP_CREDIT: Rule = { code: 'F-CAP-CREDIT', severity: 'reject', articles: ARTICLES };

export function checkCapCredit(row: FilingRow, ctx: FilingContext, principal: Fen): Finding[] {
  const { capCredit, capCreditQualified } = ctx.terms;
  const cap = isQualified(row) ? capCreditQualified : capCredit;
  const includes = row.includesThisLoan && row.creditReportOn >= row.disbursedOn;
  const total = row.creditBalance + (includes ? 0n : principal);
  if (total <= cap) return [];
  const sum = includes
    ? `征信未结清余额${wanWords(row.creditBalance)}(已含本笔)`
    : `征信未结清余额${wanWords(row.creditBalance)}加本笔${wanWords(principal)}共${wanWords(total)}`;
  const why = cap < capCreditQualified ? `(放款日资质无效,不适用${wanWords(capCreditQualified)})` : '';
  return [found(F_CAP_CREDIT, row.scheme, `${sum},超过${wanWords(cap)}上限${why}。请核对征信报告。`)];
}
