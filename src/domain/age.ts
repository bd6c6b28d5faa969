import { dayNumber, type IsoDate } from './dates.js';
import type { WorkCalendar } from './workdays.js';

/** 账龄: how long something is open on a day. */
export interface Age {
  readonly days: number;
  /** Undefined where the calendar does not cover the span. */
  readonly workingDays: number | undefined;
}

export function ageOf(since: IsoDate, asOf: IsoDate, calendar: WorkCalendar): Age {
  return {
    days: dayNumber(asOf) - dayNumber(since),
    workingDays: calendar.countAfter(since, asOf),
  };
}

/** 逾期工作日 on a day of something due; 0 in time, undefined without a due date or where a day is not covered. */
export function overdueDays(due: IsoDate | null, asOf: IsoDate, calendar: WorkCalendar): number | undefined {
  return due === null ? undefined : calendar.countAfter(due, asOf);
}
