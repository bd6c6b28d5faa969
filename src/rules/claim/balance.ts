import type { Finding } from '../../domain/findings.js';
import { sumWords } from '../../domain/money.js';
import { found, rule, severityOf } from '../rule.js';
import { isRiskSharedLoan, ownRiskLimit } from './amount.js';
import type { Assessment, ClaimRow } from './claim.js';

/** What is claimed for: the unpaid principal, the bank's own part of it, and nothing compensated elsewhere. */

export const C_BALANCE = rule('C-BALANCE', 'reject');

export function checkBalance(row: ClaimRow, { loan, document }: Assessment): Finding[] {
  if (row.outstanding <= loan.principal) return [];
  const message = `不良本金余额${sumWords(row.outstanding)}超过备案贷款金额${sumWords(loan.principal)}(${loan.currency})。请核对余额,本金以外的利息、费用不能计入。`;
  return [found(C_BALANCE, document, message)];
}

export const C_OTHER_COMP = rule('C-OTHER-COMP', 'reject');

export function checkOtherCompensation(row: ClaimRow, { document }: Assessment): Finding[] {
  if (!row.otherCompensation) return [];
  const message =
    severityOf(C_OTHER_COMP, document) === 'reject'
      ? '已获其他财政补偿为"是",已由各级财政风险补偿政策补偿的贷款不予补偿。如填写有误请更正后重报。'
      : `已获其他财政补偿为"是",${document.short}未作规定,由托管机构人工审核,请备好补偿文件。`;
  return [found(C_OTHER_COMP, document, message)];
}

export const C_OWN_RISK = rule('C-OWN-RISK', 'reject');
export const C_OWN_RISK_SHARE = rule('C-OWN-RISK-SHARE', 'refer');

export function checkOwnRisk(row: ClaimRow, { loan, document, terms }: Assessment): Finding[] {
  if (!isRiskSharedLoan(loan, terms)) return [];
  if (row.ownRisk === undefined) {
    return [
      found(
        C_OWN_RISK,
        document,
        `备案贷款为${loan.loanType},自担风险本金余额必填。请补填银行自担部分的未清偿本金。`,
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
