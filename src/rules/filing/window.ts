import { type IsoDate, previousQuarter, quarterStart, quarterWords } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import { found, rule } from '../rule.js';
import type { FilingBooks, FilingContext, FilingRow } from './filing.js';

/** The filing window (备案期): the first working days of a quarter, for the loans of the quarter before. */

export const F_WINDOW_QUARTER = rule('F-WINDOW-QUARTER', 'reject');

export function checkWindowQuarter(row: FilingRow, ctx: FilingContext): Finding[] {
  const { from, to } = previousQuarter(ctx.receivedOn);
  if (from <= row.disbursedOn && row.disbursedOn <= to) return [];
  const message =
    `放款日期${row.disbursedOn}不在上季度(${quarterWords(from)},${from}至${to})内,本文件于${ctx.receivedOn}收到。` +
    '每季度只备案上季度发放的贷款,请核对借据记载日期。';
  return [found(F_WINDOW_QUARTER, ctx.document, message)];
}

export const F_WINDOW_LATE = rule('F-WINDOW-LATE', 'reject');
export const F_WINDOW_RESUBMIT = rule('F-WINDOW-RESUBMIT', 'refer');

/** Last day of the filing window of the quarter that the date lies in; undefined past the calendar's end. */
export function filingDeadline(ctx: FilingContext): IsoDate | undefined {
  return ctx.reference.calendar.nthOfQuarter(ctx.receivedOn, ctx.termsReceived.filingWindowWorkdays);
}

export function checkWindowLate(row: FilingRow, ctx: FilingContext, books: FilingBooks): Finding[] {
  const deadline = filingDeadline(ctx);
  if (deadline === undefined || ctx.receivedOn <= deadline) return [];
  const limit = `${quarterWords(ctx.receivedOn)}备案截止日为${deadline}(第${ctx.termsReceived.filingWindowWorkdays}个工作日),本文件于${ctx.receivedOn}收到`;
  if (books.returnedWithin(row.scheme, row.iou, quarterStart(ctx.receivedOn), deadline)) {
    return [
      found(
        F_WINDOW_RESUBMIT,
        ctx.document,
        `${limit},该借据曾在期内报送被退回,由托管机构人工审核,暂无需补正。`,
      ),
    ];
  }
  return [found(F_WINDOW_LATE, ctx.document, `${limit},逾期不予备案。`)];
}
