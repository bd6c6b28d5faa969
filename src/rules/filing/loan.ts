import type { Finding } from '../../domain/findings.js';
import { rateWords } from '../../domain/money.js';
import { found, noted, type Rule } from '../rule.js';
import { type FilingContext, type FilingRow, isRiskShared } from './filing.js';

/** The loan (贷款项目): its type, the bank's own share of a shared guarantee, its term. */

export const LOAN_ARTICLES = { XW: '第六条第（三）项', KC: '第七条第（一）项' } as const;

export const F_LOAN_TYPE: Rule = {
  code: 'F-LOAN-TYPE',
  title: '贷款类型不符',
  severity: 'reject',
  articles: LOAN_ARTICLES,
  quotes: {
    XW: ['贷款项目包括信用贷款、知识产权质押贷款、应收账款质押贷款'],
    KC: [
      '信用贷款、知识产权质押贷款、应收账款质押贷款',
      '与我市政府性融资担保机构通过银担分险合作方式发放的保证担保贷款',
    ],
  },
  reading: '只支持列举的类型;银担分险只在科创支持。抵押等其他类型不支持。',
  remedy: '核对贷款类型;不在列举范围内的不能备案。',
  parameters: ['loan_types'],
  kinds: ['filing'],
};

export function checkLoanType(row: FilingRow, ctx: FilingContext): Finding[] {
  const allowed = ctx.terms.loanTypes;
  if (allowed.includes(row.loanType)) return [];
  return [
    found(
      F_LOAN_TYPE,
      ctx.document,
      `贷款类型"${row.loanType}"不在支持范围(${allowed.join('、')})内。请核对贷款类型。`,
    ),
  ];
}

export const F_RISK_SHARE: Rule = {
  code: 'F-RISK-SHARE',
  title: '银行自担风险比例过低',
  severity: 'reject',
  articles: { KC: '第七条第（一）项第2目' },
  quotes: { KC: ['银行机构自担风险责任不低于贷款本金的 20%'] },
  reading: '银担分险贷款申报的银行自担风险比例恰为下限的可以,低于下限的退回。',
  remedy: '核对银担合作协议中的分险比例。',
  parameters: ['risk_shared'],
  kinds: ['filing'],
};

export function checkRiskShare(row: FilingRow, ctx: FilingContext): Finding[] {
  const { riskShared } = ctx.terms;
  if (riskShared === undefined || !isRiskShared(row, ctx.terms)) return [];
  if (row.bankRiskShare === undefined || row.bankRiskShare >= riskShared.leastOwnShare) return [];
  const message = `银行自担风险比例${rateWords(row.bankRiskShare)}低于${rateWords(riskShared.leastOwnShare)}。请核对银担合作协议中的分险比例。`;
  return [found(F_RISK_SHARE, ctx.document, message)];
}

export const F_MATURITY: Rule = {
  code: 'F-MATURITY',
  title: '到期日不晚于放款日',
  severity: 'reject',
  articles: {},
  quotes: {},
  reading: '合同到期日必须晚于放款日期,否则补偿申请的期限无从计算;这是数据本身的核对,不是政策条件。',
  remedy: '核对放款日期和合同到期日。',
  parameters: [],
  kinds: ['filing'],
};

export function checkMaturity(row: FilingRow): Finding[] {
  if (row.maturesOn > row.disbursedOn) return [];
  return [noted(F_MATURITY, `合同到期日${row.maturesOn}不晚于放款日期${row.disbursedOn}。请核对两个日期。`)];
}
