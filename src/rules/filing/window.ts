import {
  addDays,
  type IsoDate,
  monthStart,
  monthWords,
  previousMonth,
  previousQuarter,
  quarterStart,
  quarterWords,
} from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import type { FilingWindow } from '../../domain/terms.js';
import type { WorkCalendar } from '../../domain/workdays.js';
import { found, rule } from '../rule.js';
import type { FilingBooks, FilingContext, FilingRow } from './filing.js';

/** The filing window (备案期): the first working days of a quarter, for the loans of the quarter before. */

export const F_WINDOW_QUARTER = rule('F-WINDOW-QUARTER', 'reject');
export const F_WINDOW_LATE = rule('F-WINDOW-LATE', 'reject');
export const F_WINDOW_RESUBMIT = rule('F-WINDOW-RESUBMIT', 'refer');

/** The window of the period that a day lies in. */
export interface OpenWindow {
  /** First and last day of the period whose loans are filed. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** First day of the window's own period, and how that period is called. */
  readonly start: IsoDate;
  readonly name: string;
  /** Last day of the window; undefined past the calendar's end. */
  readonly deadline: IsoDate | undefined;
}

interface Answer {
  readonly on: IsoDate;
  readonly calendar: WorkCalendar;
  readonly open: OpenWindow;
}

/** The latest answer for each window: all rows of a file ask for one day. */
const LATEST = new WeakMap<FilingWindow, Answer>();

/** The window that the day lies in, which need not be open on it. */
export function windowOf(window: FilingWindow, on: IsoDate, calendar: WorkCalendar): OpenWindow {
  const latest = LATEST.get(window);
  if (latest !== undefined && latest.on === on && latest.calendar === calendar) return latest.open;
  const open = windowOn(window, on, calendar);
  LATEST.set(window, { on, calendar, open });
  return open;
}

function windowOn({ per, days, kind }: FilingWindow, on: IsoDate, calendar: WorkCalendar): OpenWindow {
  const start = per === 'quarter' ? quarterStart(on) : monthStart(on);
  return {
    ...(per === 'quarter' ? previousQuarter(on) : previousMonth(on)),
    start,
    name: periodWords(per, on),
    deadline: kind === 'working' ? calendar.nthAfter(addDays(start, -1), days) : addDays(start, days - 1),
  };
}

const periodWords = (per: FilingWindow['per'], on: IsoDate): string =>
  per === 'quarter' ? quarterWords(on) : monthWords(on);
const PERIOD = { quarter: '季度', month: '月' } as const;
const DAYS = { working: '个工作日', calendar: '日' } as const;

export function checkWindowQuarter(row: FilingRow, ctx: FilingContext): Finding[] {
  const { filingWindow } = ctx.termsReceived;
  if (filingWindow === undefined) return [];
  const { from, to } = windowOf(filingWindow, ctx.receivedOn, ctx.reference.calendar);
  if (from <= row.disbursedOn && row.disbursedOn <= to) return [];
  const period = PERIOD[filingWindow.per];
  const message =
    `放款日期${row.disbursedOn}不在上${period}(${periodWords(filingWindow.per, from)},${from}至${to})内,本文件于${ctx.receivedOn}收到。` +
    `每${period}只备案上${period}发放的贷款,请核对借据记载日期。`;
  return [found(F_WINDOW_QUARTER, ctx.document, message)];
}

/** Last day of the filing window that the day received lies in; undefined without one or past the calendar's end. */
export function filingDeadline({ termsReceived, receivedOn, reference }: FilingContext): IsoDate | undefined {
  const { filingWindow } = termsReceived;
  return filingWindow && windowOf(filingWindow, receivedOn, reference.calendar).deadline;
}

export function checkWindowLate(row: FilingRow, ctx: FilingContext, books: FilingBooks): Finding[] {
  const { filingWindow } = ctx.termsReceived;
  if (filingWindow === undefined) return [];
  const { start, name, deadline } = windowOf(filingWindow, ctx.receivedOn, ctx.reference.calendar);
  if (deadline === undefined || ctx.receivedOn <= deadline) return [];
  const limit = `${name}备案截止日为${deadline}(第${filingWindow.days}${DAYS[filingWindow.kind]}),本文件于${ctx.receivedOn}收到`;
  if (books.rejectedWithin(row.scheme, row.iou, start, deadline)) {
    const message = `${limit},该借据曾在期内报送被退回,由托管机构人工审核,暂无需补正。`;
    return [found(F_WINDOW_RESUBMIT, ctx.document, message)];
  }
  return [found(F_WINDOW_LATE, ctx.document, `${limit},逾期不予备案。`)];
}
