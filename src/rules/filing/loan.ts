import { addMonths } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import { rateWords } from '../../domain/money.js';
import { found, noted, type Rule } from '../rule.js';
import { type FilingContext, type FilingRow, isRiskShared } from './filing.js';

/** The loan (贷款项目): its type, its cover, its term, and whether it is new. */

const ARTICLES = { XW: '第六条第（三）项', KC: '第七条第（一）项' };

export const F_LOAN_TYPE: Rule = { code: 'F-LOAN-TYPE', severity: 'reject', articles: ARTICLES };

export function checkLoanType(row: FilingRow, ctx: FilingContext): Finding[] {
  const allowed = ctx.terms.loanTypes;
  if (allowed.includes(row.loanType)) return [];
  return [
    found(
      F_LOAN_TYPE,
      row.scheme,
      `贷款类型"${row.loanType}"不在支持范围(${allowed.join('、')})内。请核对贷款类型。`,
    ),
  ];
}

export const F_COVER: Rule = { code: 'F-COVER', severity: 'reject', articles: ARTICLES };

export const F_COVER_OTHER: Rule = {
  code: 'F-COVER-OTHER',
  severity: 'refer',
  articles: { KC: '第七条第（一）项' },
};

export function checkCover(row: FilingRow, ctx: FilingContext): Finding[] {
  const { terms } = ctx;
  const shared = isRiskShared(row, terms);
  const allowed = shared && terms.riskShared !== undefined ? terms.riskShared.covers : terms.covers;
  if (allowed.includes(row.otherCover)) return [];
  if (!shared && terms.referredCovers.includes(row.otherCover)) {
    const message = `其他担保为"${row.otherCover}",13号未作规定,由托管机构人工审核,暂无需补正。`;
    return [found(F_COVER_OTHER, row.scheme, message)];
  }
  const message = `其他担保"${row.otherCover}"不符合要求,${row.loanType}贷款应为${allowed.join('或')}。请核对担保方式。`;
  return [found(F_COVER, row.scheme, message)];
}

export const F_RISK_SHARE: Rule = {
  code: 'F-RISK-SHARE',
  severity: 'reject',
  articles: { KC: '第七条第（一）项第2目' },
};

export function checkRiskShare(row: FilingRow, ctx: FilingContext): Finding[] {
  const { riskShared } = ctx.terms;
  if (riskShared === undefined || !isRiskShared(row, ctx.terms)) return [];
  if (row.bankRiskShare === undefined || row.bankRiskShare >= riskShared.leastOwnShare) return [];
  const message = `银行自担风险比例${rateWords(row.bankRiskShare)}低于${rateWords(riskShared.leastOwnShare)}。请核对银担合作协议中的分险比例。`;
  return [found(F_RISK_SHARE, row.scheme, message)];
}

export const F_MATURITY: Rule = { code: 'F-MATURITY', severity: 'reject', articles: {} };

export function checkMaturity(row: FilingRow): Finding[] {
  if (row.maturesOn > row.disbursedOn) return [];
  return [noted(F_MATURITY, `合同到期日${row.maturesOn}不晚于放款日期${row.disbursedOn}。请核对两个日期。`)];
}

export const F_NEW: Rule = { code: 'F-NEW', severity: 'refer', articles: { XW: '第十二条', KC: '第十三条' } };

export function checkNew(row: FilingRow, ctx: FilingContext): Finding[] {
  if (!ctx.terms.referredOriginations.includes(row.origination)) return [];
  const message = `发放性质为"${row.origination}",是否属于"新增"贷款由托管机构人工审核,请备好资金流向等资料。`;
  return [found(F_NEW, row.scheme, message)];
}

export const F_LPR_TENOR: Rule = {
  code: 'F-LPR-TENOR',
  severity: 'refer',
  articles: { XW: '第六条第（五）项', KC: '第七条第（五）项' },
};

export function checkLprTenor(row: FilingRow, ctx: FilingContext): Finding[] {
  const months = ctx.terms.lprOneYearMonths;
  if (row.lprTenor !== '5Y') return [];
  const limit = addMonths(row.disbursedOn, months);
  if (row.maturesOn > limit) return [];
  const message = `LPR期限填5Y,但合同到期日${row.maturesOn}不晚于放款后${months}个月(${limit}),由托管机构人工审核;如填写有误请与托管机构联系。`;
  return [found(F_LPR_TENOR, row.scheme, message)];
}
