import { addMonths, monthsBetween } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import { rateWords } from '../../domain/money.js';
import { found, noted, rule } from '../rule.js';
import { type FilingContext, type FilingRow, isRiskShared } from './filing.js';

/** The loan (贷款项目): its type, the bank's own share of a shared guarantee, its term. */

export const F_LOAN_TYPE = rule('F-LOAN-TYPE', 'reject');

export function checkLoanType(row: FilingRow, ctx: FilingContext): Finding[] {
  const allowed = ctx.terms.loanTypes;
  if (allowed === undefined || allowed.includes(row.loanType)) return [];
  return [
    found(
      F_LOAN_TYPE,
      ctx.document,
      `贷款类型"${row.loanType}"不在支持范围(${allowed.join('、')})内。请核对贷款类型。`,
    ),
  ];
}

export const F_RISK_SHARE = rule('F-RISK-SHARE', 'reject');

export function checkRiskShare(row: FilingRow, ctx: FilingContext): Finding[] {
  const { riskShared } = ctx.terms;
  if (riskShared === undefined || !isRiskShared(row, ctx.terms)) return [];
  if (row.bankRiskShare === undefined || row.bankRiskShare >= riskShared.leastOwnShare) return [];
  const message = `银行自担风险比例${rateWords(row.bankRiskShare)}低于${rateWords(riskShared.leastOwnShare)}。请核对银担合作协议中的分险比例。`;
  return [found(F_RISK_SHARE, ctx.document, message)];
}

export const F_MATURITY = rule('F-MATURITY', 'reject');

export function checkMaturity(row: FilingRow): Finding[] {
  if (row.maturesOn > row.disbursedOn) return [];
  return [noted(F_MATURITY, `合同到期日${row.maturesOn}不晚于放款日期${row.disbursedOn}。请核对两个日期。`)];
}

export const F_TERM = rule('F-TERM', 'reject');

export function checkTerm(row: FilingRow, { terms, document }: FilingContext): Finding[] {
  const { atLeast, most } = terms.termMonths ?? {};
  const months = monthsBetween(row.disbursedOn, row.maturesOn);
  const short = atLeast !== undefined && addMonths(row.disbursedOn, atLeast) > row.maturesOn;
  const long = most !== undefined && addMonths(row.disbursedOn, most) < row.maturesOn;
  if (!short && !long) return [];
  const limit = short ? `至少${atLeast}个月` : `至多${most}个月`;
  const message = `放款日期${row.disbursedOn}至合同到期日${row.maturesOn}(${months}个月)的期限不符,应${limit}。请核对两个日期。`;
  return [found(F_TERM, document, message)];
}
