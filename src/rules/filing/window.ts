import { type IsoDate, previousQuarter, quarterStart, quarterWords } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import { found, type Rule } from '../rule.js';
import type { FilingBooks, FilingContext, FilingRow } from './filing.js';

/** The filing window (备案期): the first working days of a quarter, for the loans of the quarter before. */

export const FILING_ARTICLES = { XW: '第十二条', KC: '第十三条' } as const;
const QUOTES = {
  XW: ['于每季度前 15 个工作日内将上季度发放(以借款借据记载日期为准)的项目信息向托管机构进行备案'],
  KC: ['于每季度前15个工作日内将上季度发放(以借款借据记载日期为准)的项目信息向托管机构进行备案'],
} as const;

export const F_WINDOW_QUARTER: Rule = {
  code: 'F-WINDOW-QUARTER',
  title: '放款不在上一季度',
  severity: 'reject',
  articles: FILING_ARTICLES,
  quotes: QUOTES,
  reading: '每季度只备案上一个自然季度发放的贷款,以借据记载的放款日期为准;更早的和本季度的都不行。',
  remedy: '核对借据记载日期;本季度发放的等下一季度再报,错过备案季度的不能补报。',
  parameters: [],
  kinds: ['filing'],
};

export function checkWindowQuarter(row: FilingRow, ctx: FilingContext): Finding[] {
  const { from, to } = previousQuarter(ctx.receivedOn);
  if (from <= row.disbursedOn && row.disbursedOn <= to) return [];
  const message =
    `放款日期${row.disbursedOn}不在上季度(${quarterWords(from)},${from}至${to})内,本文件于${ctx.receivedOn}收到。` +
    '每季度只备案上季度发放的贷款,请核对借据记载日期。';
  return [found(F_WINDOW_QUARTER, ctx.document, message)];
}

export const F_WINDOW_LATE: Rule = {
  code: 'F-WINDOW-LATE',
  title: '超过备案期限',
  severity: 'reject',
  articles: FILING_ARTICLES,
  quotes: QUOTES,
  reading:
    '以收到文件的日期计,工作日按国务院办公厅放假安排(含调休上班日)数;期限内最后一个工作日当天收到的算按期,其后(包括紧接着的休息日)算逾期。',
  remedy: '逾期不能备案;如期内报送过而被退回,另见F-WINDOW-RESUBMIT。',
  parameters: ['filing_window_workdays', 'workdays.csv'],
  kinds: ['filing'],
};

export const F_WINDOW_RESUBMIT: Rule = {
  code: 'F-WINDOW-RESUBMIT',
  title: '期内退回、期后重报',
  severity: 'refer',
  articles: FILING_ARTICLES,
  quotes: QUOTES,
  reading:
    '条文没有规定期内报送被退回、改正后已过期限的怎样办。同一银行、政策、借据在本季度期内报送并被退回(或转人工后被退回)的,由托管机构决定是否受理。',
  remedy: '暂无需补正,等待托管机构审核。',
  parameters: ['filing_window_workdays', 'workdays.csv'],
  kinds: ['filing'],
};

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
