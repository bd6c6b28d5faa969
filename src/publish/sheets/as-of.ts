import type { IsoDate } from '../../domain/dates.js';
import type { WorkCalendar } from '../../domain/workdays.js';

/** What registers are filled for: the date they bear, and the calendar that counts working days up to it. */
export interface AsOf {
  readonly asOf: IsoDate;
  readonly calendar: WorkCalendar;
}
