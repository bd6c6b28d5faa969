import type { Finding } from '../../domain/findings.js';
import { found, noted, rule } from '../rule.js';
import type { Assessment, ClaimContext, ClaimRow } from './claim.js';

/** Non-performing (不良): one of the bad classes, and only after the filing. */

export const C_CLASS = rule('C-CLASS', 'reject');

export function checkClass(row: ClaimRow, { document, terms }: Assessment): Finding[] {
  if (terms.badClasses === undefined || terms.badClasses.includes(row.classification)) return [];
  const message = `五级分类"${row.classification}"不是不良,应为${terms.badClasses.join('、')}之一。请在贷款分级为不良后申请。`;
  return [found(C_CLASS, document, message)];
}

export const C_CLASS_DATE = rule('C-CLASS-DATE', 'reject');

export function checkClassDate(row: ClaimRow, ctx: ClaimContext): Finding[] {
  if (row.classifiedOn <= ctx.receivedOn) return [];
  return [noted(C_CLASS_DATE, `不良认定日期${row.classifiedOn}晚于收到日${ctx.receivedOn}。请核对日期。`)];
}

export const C_CLASS_BEFORE_FILING = rule('C-CLASS-BEFORE-FILING', 'reject');

export function checkClassBeforeFiling(row: ClaimRow, { loan, document }: Assessment): Finding[] {
  if (row.classifiedOn > loan.receivedOn) return [];
  const message = `不良认定日期${row.classifiedOn}不晚于备案日期${loan.receivedOn},备案前(含当日)形成的不良不予补偿。`;
  return [found(C_CLASS_BEFORE_FILING, document, message)];
}
