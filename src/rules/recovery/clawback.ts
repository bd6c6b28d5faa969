import type { IsoDate } from '../../domain/dates.js';
import { type Fen, lesser, share } from '../../domain/money.js';
import type { PolicyTerms } from '../../domain/terms.js';
import type { WorkCalendar } from '../../domain/workdays.js';

/** What was asked of one claim before, in fen. */
export interface AskedSoFar {
  /** Money recovered, over all notices. */
  readonly recovered: Fen;
  /** What notices ask for, and what recalls (追回) do. */
  readonly noticed: Fen;
  readonly recalled: Fen;
}

/**
 * Money to return (应缴回金额) for one more recovery: what was rightly paid (paid less recalled) ÷ base on all recoveries
 * noticed so far, up to what was rightly paid, less what notices asked before, 0 at least. On the running total, fen
 * do not drift. Source: XW §16, KC §17.
 */
export function moneyToReturn(paid: Fen, base: Fen, before: AskedSoFar, recovered: Fen): Fen {
  const rightly = paid - before.recalled;
  const owed = lesser(share(before.recovered + recovered, { num: rightly, den: base }), rightly);
  return owed > before.noticed ? owed - before.noticed : 0n;
}

/** What can still be recalled (可追回) of a paid claim: nobody gives back more than was paid. Source: XW §19, KC §20. */
export function leftToRecall(paid: Fen, before: Pick<AskedSoFar, 'noticed' | 'recalled'>): Fen {
  return paid - before.noticed - before.recalled;
}

/** 缴回期限: the n-th working day after the notice; undefined past the calendar's end. Source: XW §18, KC §19. */
export function returnDue(
  noticedOn: IsoDate,
  terms: PolicyTerms,
  calendar: WorkCalendar,
): IsoDate | undefined {
  const { returnWorkdays } = terms;
  return returnWorkdays === undefined ? undefined : calendar.nthAfter(noticedOn, returnWorkdays);
}

/** 缴回逾期工作日 once settled; undefined without a due date or where the calendar does not cover the span. */
export function returnLateDays(
  due: IsoDate | undefined,
  settledOn: IsoDate,
  calendar: WorkCalendar,
): number | undefined {
  return due === undefined ? undefined : calendar.countAfter(due, settledOn);
}
