import type { Finding } from '../../domain/findings.js';
import { sumWords } from '../../domain/money.js';
import { found, type Rule, severityOf } from '../rule.js';
import { isRiskSharedLoan, ownRiskLimit } from './amount.js';
import type { Assessment, ClaimRow } from './claim.js';

/** What is claimed for: the unpaid principal, the bank's own part of it, and nothing compensated elsewhere. */

export const C_BALANCE: Rule = {
  code: 'C-BALANCE',
  title: '余额超过备案金额',
  severity: { XW: 'reject', KC: 'refer' },
  articles: { XW: '第七条', KC: '第八条、第十五条' },
  quotes: {
    XW: ['以该企业当期该笔贷款余额为基数'],
    KC: ['补偿比例为该笔不良贷款本金余额的 50%', '托管机构可要求银行机构提供补充证明'],
  },
  reading:
    '不良本金余额只含本金,不会超过备案的贷款金额(按贷款币种比较)。小微退回;科创可能是备案填错,由托管机构决定,补偿基数仍以备案金额为限。',
  remedy: '核对余额,利息、费用不能计入;备案金额填错的,向托管机构提供证明。',
  parameters: [],
  kinds: ['claim'],
};

export function checkBalance(row: ClaimRow, { loan, document }: Assessment): Finding[] {
  if (row.outstanding <= loan.principal) return [];
  const message = `不良本金余额${sumWords(row.outstanding)}超过备案贷款金额${sumWords(loan.principal)}(${loan.currency})。请核对余额,本金以外的利息、费用不能计入。`;
  return [found(C_BALANCE, document, message)];
}

export const C_OTHER_COMP: Rule = {
  code: 'C-OTHER-COMP',
  title: '已获其他财政补偿',
  severity: { XW: 'reject', KC: 'refer' },
  articles: { XW: '第六条第（三）项' },
  quotes: { XW: ['不包括已获得保险公司保险、融资担保公司担保以及其他各级财政风险补偿政策补偿的贷款'] },
  reading: '12号明文排除,退回;13号没有规定,由托管机构决定。',
  remedy: '填写有误的更正后重报;科创的备好补偿文件,等待托管机构审核。',
  parameters: [],
  kinds: ['claim'],
};

export function checkOtherCompensation(row: ClaimRow, { loan, document }: Assessment): Finding[] {
  if (!row.otherCompensation) return [];
  const message =
    severityOf(C_OTHER_COMP, loan.scheme) === 'reject'
      ? '已获其他财政补偿为"是",已由各级财政风险补偿政策补偿的贷款不予补偿。如填写有误请更正后重报。'
      : `已获其他财政补偿为"是",${document.short}未作规定,由托管机构人工审核,请备好补偿文件。`;
  return [found(C_OTHER_COMP, document, message)];
}

export const C_OWN_RISK: Rule = {
  code: 'C-OWN-RISK',
  title: '自担风险本金余额缺失或过大',
  severity: 'reject',
  articles: { KC: '第八条' },
  quotes: { KC: ['对银行机构自担风险责任本金部分进行补偿'] },
  reading: '备案为银担分险的,申请须填自担风险本金余额,且不超过不良本金余额。',
  remedy: '补填或核对银行自担部分的未清偿本金。',
  parameters: ['risk_shared'],
  kinds: ['claim'],
};

export const C_OWN_RISK_SHARE: Rule = {
  code: 'C-OWN-RISK-SHARE',
  title: '自担风险本金余额高于备案比例',
  severity: 'refer',
  articles: { KC: '第七条第（一）项第2目、第八条' },
  quotes: {
    KC: ['银行机构自担风险责任不低于贷款本金的 20%', '对银行机构自担风险责任本金部分进行补偿'],
  },
  reading:
    '自担风险本金余额高于“不良本金余额×备案的自担比例”(四舍五入到分)的,与备案的分险约定不符,由托管机构决定;恰好相等的可以。',
  remedy: '备好分险协议,等待托管机构审核。',
  parameters: ['risk_shared'],
  kinds: ['claim'],
};

export function checkOwnRisk(row: ClaimRow, { loan, document, terms }: Assessment): Finding[] {
  if (!isRiskSharedLoan(loan, terms)) return [];
  if (row.ownRisk === undefined) {
    return [
      found(
        C_OWN_RISK,
        document,
        '备案贷款为银担分险,自担风险本金余额必填。请补填银行自担部分的未清偿本金。',
      ),
    ];
  }
  if (row.ownRisk > row.outstanding) {
    const message = `自担风险本金余额${sumWords(row.ownRisk)}超过不良本金余额${sumWords(row.outstanding)}。请核对。`;
    return [found(C_OWN_RISK, document, message)];
  }
  const limit = ownRiskLimit(row.outstanding, loan);
  if (row.ownRisk <= limit) return [];
  const message = `自担风险本金余额${sumWords(row.ownRisk)}超过不良本金余额按备案自担比例计算的${sumWords(limit)},由托管机构人工审核,请备好分险协议。`;
  return [found(C_OWN_RISK_SHARE, document, message)];
}
