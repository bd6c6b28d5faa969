import { addMonths } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import { yuan } from '../../domain/money.js';
import type { PolicyTerms } from '../../domain/policy.js';
import { SCHEME_NAME, type Scheme } from '../../domain/scheme.js';
import { found, noted, type Rule } from '../rule.js';
import { isRiskSharedLoan, ownRiskLimit } from './amount.js';
import type { ClaimBooks, ClaimContext, ClaimRow, FiledLoan } from './claim.js';

/** What a claim (补偿申请) must meet: filed, not claimed before, non-performing after filing, in time, complete. */

const FILED = { XW: '第六条第（二）项', KC: '第七条第（四）项' };
const APPLY = { XW: '第十三条', KC: '第十四条' };

export const C_NOT_FILED: Rule = { code: 'C-NOT-FILED', severity: 'reject', articles: FILED };

export function notFiled(row: ClaimRow, scheme: Scheme): Finding {
  const message = `借据编号${row.iou}在${SCHEME_NAME[scheme]}政策下没有贵行已受理的备案,未备案贷款不予补偿。请核对借据编号和政策类型。`;
  return found(C_NOT_FILED, scheme, message);
}

export const C_MISMATCH: Rule = {
  code: 'C-MISMATCH',
  severity: { XW: 'reject', KC: 'refer' },
  articles: { XW: '第十三条', KC: '第十五条' },
};

export function checkMismatch(row: ClaimRow, loan: FiledLoan): Finding[] {
  if (row.uscc === loan.uscc) return [];
  const message = `统一社会信用代码${row.uscc}与备案的${loan.uscc}不一致。请核对;备案有误的请向托管机构提供补充证明。`;
  return [found(C_MISMATCH, loan.scheme, message)];
}

export const C_DUPLICATE: Rule = { code: 'C-DUPLICATE', severity: 'reject', articles: APPLY };

export function checkDuplicate(row: ClaimRow, loan: FiledLoan, books: ClaimBooks): Finding[] {
  const live = books.liveClaim(row.iou);
  if (live === undefined) return [];
  return [
    found(C_DUPLICATE, loan.scheme, `该借据已有补偿申请${live}在办或已补偿,不能重复申请。请删除本行。`),
  ];
}

export const C_CLASS: Rule = {
  code: 'C-CLASS',
  severity: 'reject',
  articles: { XW: '第六条第（一）项', KC: '第七条第（三）项' },
};

export function checkClass(row: ClaimRow, loan: FiledLoan, terms: PolicyTerms): Finding[] {
  if (terms.badClasses.includes(row.classification)) return [];
  const message = `五级分类"${row.classification}"不是不良,应为${terms.badClasses.join('、')}之一。请在贷款分级为不良后申请。`;
  return [found(C_CLASS, loan.scheme, message)];
}

export const C_CLASS_DATE: Rule = { code: 'C-CLASS-DATE', severity: 'reject', articles: {} };

export function checkClassDate(row: ClaimRow, ctx: ClaimContext): Finding[] {
  if (row.classifiedOn <= ctx.receivedOn) return [];
  return [noted(C_CLASS_DATE, `不良认定日期${row.classifiedOn}晚于收到日${ctx.receivedOn}。请核对日期。`)];
}

export const C_CLASS_BEFORE_FILING: Rule = {
  code: 'C-CLASS-BEFORE-FILING',
  severity: 'reject',
  articles: FILED,
};

export function checkClassBeforeFiling(row: ClaimRow, loan: FiledLoan): Finding[] {
  if (row.classifiedOn > loan.receivedOn) return [];
  const message = `不良认定日期${row.classifiedOn}不晚于备案日期${loan.receivedOn},备案前(含当日)形成的不良不予补偿。`;
  return [found(C_CLASS_BEFORE_FILING, loan.scheme, message)];
}

export const C_WINDOW_LATE: Rule = { code: 'C-WINDOW-LATE', severity: 'reject', articles: APPLY };

export const C_WINDOW_RESUBMIT: Rule = { code: 'C-WINDOW-RESUBMIT', severity: 'refer', articles: APPLY };

export function checkWindowLate(
  row: ClaimRow,
  loan: FiledLoan,
  terms: PolicyTerms,
  ctx: ClaimContext,
  books: ClaimBooks,
): Finding[] {
  const deadline = addMonths(loan.maturesOn, terms.claimWindowMonths);
  if (ctx.receivedOn <= deadline) return [];
  const limit = `合同到期日${loan.maturesOn}起${terms.claimWindowMonths}个月至${deadline},本文件于${ctx.receivedOn}收到`;
  if (books.returnedBy(row.iou, deadline)) {
    return [
      found(
        C_WINDOW_RESUBMIT,
        loan.scheme,
        `${limit};该借据曾在期内申请被退回,由托管机构人工审核,暂无需补正。`,
      ),
    ];
  }
  return [found(C_WINDOW_LATE, loan.scheme, `${limit},逾期不予受理。`)];
}

export const C_BALANCE: Rule = {
  code: 'C-BALANCE',
  severity: { XW: 'reject', KC: 'refer' },
  articles: { XW: '第七条', KC: '第八条、第十五条' },
};

export function checkBalance(row: ClaimRow, loan: FiledLoan): Finding[] {
  if (row.outstanding <= loan.principal) return [];
  const message = `不良本金余额${yuan(row.outstanding)}超过备案贷款金额${yuan(loan.principal)}(${loan.currency})。请核对余额,本金以外的利息、费用不能计入。`;
  return [found(C_BALANCE, loan.scheme, message)];
}

export const C_OTHER_COMP: Rule = {
  code: 'C-OTHER-COMP',
  severity: { XW: 'reject', KC: 'refer' },
  articles: { XW: '第六条第（三）项' },
};

export function checkOtherCompensation(row: ClaimRow, loan: FiledLoan): Finding[] {
  if (!row.otherCompensation) return [];
  const message =
    loan.scheme === 'XW'
      ? '已获其他财政补偿为"是",已由各级财政风险补偿政策补偿的贷款不予补偿。如填写有误请更正后重报。'
      : '已获其他财政补偿为"是",13号未作规定,由托管机构人工审核,请备好补偿文件。';
  return [found(C_OTHER_COMP, loan.scheme, message)];
}

export const C_OWN_RISK: Rule = { code: 'C-OWN-RISK', severity: 'reject', articles: { KC: '第八条' } };

export const C_OWN_RISK_SHARE: Rule = {
  code: 'C-OWN-RISK-SHARE',
  severity: 'refer',
  articles: { KC: '第七条第（一）项第2目、第八条' },
};

export function checkOwnRisk(row: ClaimRow, loan: FiledLoan, terms: PolicyTerms): Finding[] {
  if (!isRiskSharedLoan(loan, terms)) return [];
  if (row.ownRisk === undefined) {
    return [
      found(
        C_OWN_RISK,
        loan.scheme,
        '备案贷款为银担分险,自担风险本金余额必填。请补填银行自担部分的未清偿本金。',
      ),
    ];
  }
  if (row.ownRisk > row.outstanding) {
    const message = `自担风险本金余额${yuan(row.ownRisk)}超过不良本金余额${yuan(row.outstanding)}。请核对。`;
    return [found(C_OWN_RISK, loan.scheme, message)];
  }
  const limit = ownRiskLimit(row.outstanding, loan);
  if (row.ownRisk <= limit) return [];
  const message = `自担风险本金余额${yuan(row.ownRisk)}超过不良本金余额按备案自担比例计算的${yuan(limit)},由托管机构人工审核,请备好分险协议。`;
  return [found(C_OWN_RISK_SHARE, loan.scheme, message)];
}

export const C_WINDOW_EARLY: Rule = { code: 'C-WINDOW-EARLY', severity: 'refer', articles: APPLY };

export function checkWindowEarly(loan: FiledLoan, ctx: ClaimContext): Finding[] {
  if (ctx.receivedOn >= loan.maturesOn) return [];
  const message = `收到日${ctx.receivedOn}早于合同到期日${loan.maturesOn},是否提前到期由托管机构人工审核,请备好提前到期通知。`;
  return [found(C_WINDOW_EARLY, loan.scheme, message)];
}

export const C_DOCS: Rule = { code: 'C-DOCS', severity: 'refer', articles: APPLY };

export function checkDocs(row: ClaimRow, loan: FiledLoan): Finding[] {
  if (row.docsComplete) return [];
  return [
    found(C_DOCS, loan.scheme, '资料是否齐全为"否",待托管机构收齐资料后审核。请尽快补交贷款项目资料。'),
  ];
}

export const C_OVERLAP: Rule = { code: 'C-OVERLAP', severity: 'info', articles: { KC: '第八条' } };

export function overlapNote(row: ClaimRow): Finding {
  const message = `借据${row.iou}已在科创政策下备案,按优先享受科创政策的规定改按科创政策审核,无需处理。`;
  return found(C_OVERLAP, 'KC', message);
}
