import type { Finding } from '../../domain/findings.js';
import type { PolicyDocument } from '../../domain/policy.js';
import { found, rule } from '../rule.js';
import type { Assessment, ClaimRow } from './claim.js';

/** The loan behind a claim: filed by this bank, the same enterprise, not claimed before, under one scheme only. */

export const C_NOT_FILED = rule('C-NOT-FILED', 'reject');

/** @param status of the latest attempt to file the loan, where there was one */
export function notFiled(
  row: ClaimRow,
  name: string,
  status: string | undefined,
  document: PolicyDocument,
): Finding {
  const state =
    status === undefined
      ? `在${name}政策下没有贵行已受理的备案`
      : `在${name}政策下的备案现为${status},不是受理`;
  const todo = status === '待核' ? '请等待备案审核通过后再申请。' : '请核对借据编号和政策类型。';
  const message = `借据编号${row.iou}${state},未备案贷款不予补偿。${todo}`;
  return found(C_NOT_FILED, document, message);
}

export const C_MISMATCH = rule('C-MISMATCH', 'reject');

export function checkMismatch(row: ClaimRow, { loan, document }: Assessment): Finding[] {
  if (row.uscc === loan.uscc) return [];
  const message = `统一社会信用代码${row.uscc}与备案的${loan.uscc}不一致。请核对,备案有误的请向托管机构提供补充证明。`;
  return [found(C_MISMATCH, document, message)];
}

export const C_DUPLICATE = rule('C-DUPLICATE', 'reject');

export function checkDuplicate(row: ClaimRow, { document, books }: Assessment): Finding[] {
  const live = books.liveClaim(row.iou);
  if (live === undefined) return [];
  return [found(C_DUPLICATE, document, `该借据已有补偿申请${live}在办或已补偿,不能重复申请。请删除本行。`)];
}

export const C_SETTLED = rule('C-SETTLED', 'reject');

export function checkSettled({ loan, document }: Assessment): Finding[] {
  if (loan.settledOn === undefined) return [];
  const message = `该贷款已报结清(结清日期${loan.settledOn}),没有不良本金可补偿。结清报错的,请托管机构对该结清报冲正重审后再申请。`;
  return [found(C_SETTLED, document, message)];
}

export const C_OVERLAP = rule('C-OVERLAP', 'info');

/** @param name of the scheme that goes before the one applied for */
export function overlapNote(row: ClaimRow, name: string, document: PolicyDocument): Finding {
  const message = `借据${row.iou}已在${name}政策下备案,按优先享受${name}政策的规定改按${name}政策审核,无需处理。`;
  return found(C_OVERLAP, document, message);
}
