import { addMonths, type IsoDate } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import type { ClaimWindow } from '../../domain/terms.js';
import { found, rule } from '../rule.js';
import type { Assessment, ClaimRow } from './claim.js';

/** When and with what a claim comes: from maturity on, for some months, with its documents. */

export const C_WINDOW_LATE = rule('C-WINDOW-LATE', 'reject');
export const C_WINDOW_RESUBMIT = rule('C-WINDOW-RESUBMIT', 'refer');

/** Last day on which a claim is in time. */
export function claimDeadline(
  { from, months }: ClaimWindow,
  maturesOn: IsoDate,
  classifiedOn: IsoDate,
): IsoDate {
  return addMonths(from === 'maturity' ? maturesOn : classifiedOn, months);
}

export function checkWindowLate(
  row: ClaimRow,
  { loan, document, terms, receivedOn, books }: Assessment,
): Finding[] {
  const { claimWindow } = terms;
  if (claimWindow === undefined) return [];
  const deadline = claimDeadline(claimWindow, loan.maturesOn, row.classifiedOn);
  if (receivedOn <= deadline) return [];
  const start =
    claimWindow.from === 'maturity' ? `合同到期日${loan.maturesOn}` : `不良认定日期${row.classifiedOn}`;
  const limit = `${start}起${claimWindow.months}个月至${deadline},本文件于${receivedOn}收到`;
  if (books.sentBackBy(row.iou, deadline)) {
    return [
      found(C_WINDOW_RESUBMIT, document, `${limit},该借据曾在期内申请被退回,由托管机构人工审核,暂无需补正。`),
    ];
  }
  return [found(C_WINDOW_LATE, document, `${limit},逾期不予受理。`)];
}

export const C_WINDOW_EARLY = rule('C-WINDOW-EARLY', 'refer');

export function checkWindowEarly({ loan, document, terms, receivedOn }: Assessment): Finding[] {
  if (terms.claimWindow?.from === 'classified') return [];
  if (receivedOn >= loan.maturesOn) return [];
  const message = `收到日${receivedOn}早于合同到期日${loan.maturesOn},是否提前到期由托管机构人工审核,请备好提前到期通知。`;
  return [found(C_WINDOW_EARLY, document, message)];
}

export const C_DOCS = rule('C-DOCS', 'refer');

export function checkDocs(row: ClaimRow, { document }: Assessment): Finding[] {
  if (row.docsComplete) return [];
  return [found(C_DOCS, document, '资料是否齐全为"否",待托管机构收齐资料后审核。请尽快补交贷款项目资料。')];
}
