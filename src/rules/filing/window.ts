import { type IsoDate, previousQuarter, quarterStart, quarterWords } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import { found, type Rule } from '../rule.js';
import type { FilingBooks, FilingContext, FilingRow } from './filing.js';

/** The filing window (备案期): the first working days of a quarter, for the loans of the quarter before. */

const ARTICLES = { XW: '第十二条', KC: '第十三条' };

export const F_WINDOW_QUARTER: Rule = { code: 'F-WINDOW-QUARTER', severity: 'reject', articles: ARTICLES };

export function checkWindowQuarter(row: FilingRow, ctx: FilingContext): Finding[] {
  const { from, to } = previousQuarter(ctx.receivedOn);
  if (from <= row.disbursedOn && row.disbursedOn <= to) return [];
  const message =
    `放款日期${row.disbursedOn}不在上季度(${quarterWords(from)},${from}至${to})内,本文件于${ctx.receivedOn}收到。` +
    '每季度只备案上季度发放的贷款,请核对借据记载日期。';
  return [found(F_WINDOW_QUARTER, row.scheme, message)];
}

export const F_WINDOW_LATE: Rule = { code: 'F-WINDOW-LATE', severity: 'reject', articles: ARTICLES };

export const F_WINDOW_RESUBMIT: Rule = { code: 'F-WINDOW-RESUBMIT', severity: 'refer', articles: ARTICLES };

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
        row.scheme,
        `${limit};该借据曾在期内报送被退回,由托管机构人工审核,暂无需补正。`,
      ),
    ];
  }
  return [found(F_WINDOW_LATE, row.scheme, `${limit},逾期不予备案。`)];
}

export const F_DUPLICATE: Rule = { code: 'F-DUPLICATE', severity: 'reject', articles: ARTICLES };

export function checkDuplicate(row: FilingRow, books: FilingBooks): Finding[] {
  if (books.registered(row.scheme, row.iou) === undefined) return [];
  const message = `借据编号${row.iou}已在本政策下备案(受理或待核),不能重复备案。请删除本行;如需更正已备案信息,请与托管机构联系。`;
  return [found(F_DUPLICATE, row.scheme, message)];
}
