import type { IsoDate } from '../../domain/dates.js';
import { type Fen, lesser, share } from '../../domain/money.js';
import type { PolicyTerms } from '../../domain/policy.js';
import type { WorkCalendar } from '../../domain/workdays.js';

/** What earlier notices of one claim come to, in fen. */
export interface NoticedSoFar {
  readonly recovered: Fen;
  readonly asked: Fen;
}

/**
 * Money to return (应缴回金额) for one more recovery: the ratio paid ÷ base on all recoveries noticed so far, up to
 * the amount paid, less what was asked before. On the running total, fen do not drift. Source: XW §16, KC §17.
 */
export function moneyToReturn(paid: Fen, base: Fen, before: NoticedSoFar, recovered: Fen): Fen {
  const owed = lesser(share(before.recovered + recovered, { num: paid, den: base }), paid);
  return owed - before.asked;
}

/** 缴回期限: the n-th working day after the notice; undefined past the calendar's end. Source: XW §18, KC §19. */
export function returnDue(
  noticedOn: IsoDate,
  terms: PolicyTerms,
  calendar: WorkCalendar,
): IsoDate | undefined {
  return calendar.nthAfter(noticedOn, terms.returnWorkdays);
}

/** 缴回逾期工作日 once settled; undefined without a due date or where the calendar does not cover the span. */
export function returnLateDays(
  due: IsoDate | undefined,
  settledOn: IsoDate,
  calendar: WorkCalendar,
): number | undefined {
  return due === undefined ? undefined : calendar.countAfter(due, settledOn);
}
