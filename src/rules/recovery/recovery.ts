import { type IsoDate, later } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import { type Fen, yuan } from '../../domain/money.js';
import type { PolicyTerms } from '../../domain/policy.js';
import type { Scheme } from '../../domain/scheme.js';
import type { WorkCalendar } from '../../domain/workdays.js';
import { found, noted, type Rule } from '../rule.js';

/** A row of a recovery file (追偿回收) whose form is right; amounts in fen. */
export interface RecoveryRow {
  readonly recoveryNo: string;
  readonly iou: string;
  readonly recoveredOn: IsoDate;
  readonly amount: Fen;
  readonly principalPart: Fen | undefined;
}

const ARTICLES = { XW: '第十六条、第十八条', KC: '第十七条、第十九条' };

export const R_NO_CLAIM: Rule = { code: 'R-NO-CLAIM', severity: 'reject', articles: ARTICLES };

/** The row names no scheme and there is no claim to tell one, so both policies' articles are cited. */
export function noClaim(row: RecoveryRow): Finding {
  const message = `借据编号${row.iou}没有贵行有效的补偿申请,无法登记追偿回收。请核对借据编号。`;
  const articles = [found(R_NO_CLAIM, 'XW', '').article, found(R_NO_CLAIM, 'KC', '').article].join('、');
  return { ...noted(R_NO_CLAIM, message), article: articles };
}

export const R_DUPLICATE: Rule = { code: 'R-DUPLICATE', severity: 'reject', articles: {} };

export function duplicateRecovery(row: RecoveryRow): Finding {
  return noted(
    R_DUPLICATE,
    `回收流水号${row.recoveryNo}在该借据下已登记,不能重复登记。请删除本行或使用新的流水号。`,
  );
}

export const R_PARTS: Rule = { code: 'R-PARTS', severity: 'reject', articles: {} };

export function checkParts(row: RecoveryRow): Finding[] {
  if (row.principalPart === undefined || row.principalPart <= row.amount) return [];
  return [
    noted(R_PARTS, `其中本金${yuan(row.principalPart)}超过回收金额${yuan(row.amount)}。请核对两项金额。`),
  ];
}

export const R_DATE: Rule = { code: 'R-DATE', severity: 'reject', articles: {} };

export function checkRecoveryDate(row: RecoveryRow, receivedOn: IsoDate): Finding[] {
  if (row.recoveredOn <= receivedOn) return [];
  return [noted(R_DATE, `回收日期${row.recoveredOn}晚于收到日${receivedOn}。请核对日期。`)];
}

export const R_LATE_NOTICE: Rule = {
  code: 'R-LATE-NOTICE',
  severity: 'info',
  articles: { XW: '第十八条', KC: '第十九条' },
};

/**
 * 通知逾期工作日: working days after the later of recovery and payment, up to and including the day received, less
 * the days the policy gives. Undefined where the calendar does not cover the span.
 */
export function noticeLateDays(
  recoveredOn: IsoDate,
  paidOn: IsoDate,
  receivedOn: IsoDate,
  terms: PolicyTerms,
  calendar: WorkCalendar,
): number | undefined {
  const days = calendar.countAfter(later(recoveredOn, paidOn), receivedOn);
  return days === undefined ? undefined : Math.max(0, days - terms.noticeWorkdays);
}

export function lateNotice(
  scheme: Scheme,
  row: RecoveryRow,
  paidOn: IsoDate,
  receivedOn: IsoDate,
  days: number,
  terms: PolicyTerms,
  calendar: WorkCalendar,
): Finding {
  const start = later(row.recoveredOn, paidOn);
  const name = start === row.recoveredOn ? '回收日' : '拨付日';
  const last = calendar.nthAfter(start, terms.noticeWorkdays) ?? '';
  const message = `${name}${start}起第${terms.noticeWorkdays}个工作日为${last},本通知于${receivedOn}收到,逾期${days}个工作日。`;
  return found(R_LATE_NOTICE, scheme, message);
}
