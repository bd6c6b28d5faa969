import type { IsoDate } from '../domain/dates.js';
import type { WorkCalendar } from '../domain/workdays.js';

/** Working days from today to a day; negative where it is past, null where the calendar does not reach. */
export function workdaysLeft(calendar: WorkCalendar, today: IsoDate, on: IsoDate): number | null {
  const left = on >= today ? calendar.countAfter(today, on) : calendar.countAfter(on, today);
  if (left === undefined) return null;
  return on >= today || left === 0 ? left : -left;
}
