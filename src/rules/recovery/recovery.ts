import { type IsoDate, later } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import { type Fen, yuanWords } from '../../domain/money.js';
import type { PolicyDocument } from '../../domain/policy.js';
import type { PolicyTerms } from '../../domain/terms.js';
import type { WorkCalendar } from '../../domain/workdays.js';
import { found, foundUnderAll, noted, rule } from '../rule.js';

/** A row of a recovery file (追偿回收) whose form is right; amounts in fen. */
export interface RecoveryRow {
  readonly recoveryNo: string;
  readonly iou: string;
  readonly recoveredOn: IsoDate;
  readonly amount: Fen;
  readonly principalPart: Fen | undefined;
}

export const R_NO_CLAIM = rule('R-NO-CLAIM', 'reject');

/** The row names no scheme and there is no claim to tell one, so every scheme's articles are cited. */
export function noClaim(row: RecoveryRow, documents: readonly PolicyDocument[]): Finding {
  const message = `借据编号${row.iou}没有贵行有效的补偿申请,无法登记追偿回收。请核对借据编号。`;
  return foundUnderAll(R_NO_CLAIM, documents, message);
}

export const R_DUPLICATE = rule('R-DUPLICATE', 'reject');

export function duplicateRecovery(row: RecoveryRow): Finding {
  return noted(
    R_DUPLICATE,
    `回收流水号${row.recoveryNo}在该借据下已登记,不能重复登记。请删除本行;已登记的一笔报错的,请托管机构报冲正文件(处理:撤销回收)撤销后用同一流水号重报;确是另一笔回收的,使用新的流水号。`,
  );
}

export const R_PARTS = rule('R-PARTS', 'reject');

export function checkParts(row: RecoveryRow): Finding[] {
  if (row.principalPart === undefined || row.principalPart <= row.amount) return [];
  return [
    noted(
      R_PARTS,
      `其中本金${yuanWords(row.principalPart)}超过回收金额${yuanWords(row.amount)}。请核对两项金额。`,
    ),
  ];
}

export const R_DATE = rule('R-DATE', 'reject');

export function checkRecoveryDate(row: RecoveryRow, receivedOn: IsoDate): Finding[] {
  if (row.recoveredOn <= receivedOn) return [];
  return [noted(R_DATE, `回收日期${row.recoveredOn}晚于收到日${receivedOn}。请核对日期。`)];
}

export const R_LATE_NOTICE = rule('R-LATE-NOTICE', 'info');
export const R_ODD_AMOUNT = rule('R-ODD-AMOUNT', 'info');

/** `base`: the claim's, as it stood before; unknown: not looked at. */
export function checkOddAmount(row: RecoveryRow, base: Fen | undefined): Finding[] {
  if (base === undefined || row.amount <= base) return [];
  return [
    noted(
      R_ODD_AMOUNT,
      `回收金额${yuanWords(row.amount)}超过该申请现在的补偿基数${yuanWords(base)}。请核对单位和金额;报错的由托管机构以冲正(撤销回收)撤销后重报。`,
    ),
  ];
}

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
  if (days === undefined || terms.noticeWorkdays === undefined) return undefined;
  return Math.max(0, days - terms.noticeWorkdays);
}

export function lateNotice(
  document: PolicyDocument,
  row: RecoveryRow,
  paidOn: IsoDate,
  receivedOn: IsoDate,
  days: number,
  terms: PolicyTerms,
  calendar: WorkCalendar,
): Finding {
  const start = later(row.recoveredOn, paidOn);
  const name = start === row.recoveredOn ? '回收日' : '拨付日';
  const last = calendar.nthAfter(start, terms.noticeWorkdays ?? 0) ?? '';
  const message = `${name}${start}起第${terms.noticeWorkdays}个工作日为${last},本通知于${receivedOn}收到,逾期${days}个工作日。`;
  return found(R_LATE_NOTICE, document, message);
}
