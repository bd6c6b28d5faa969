import type { IsoDate } from '../domain/dates.js';

const SHANGHAI = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The business date of a moment: the calendar date in Shanghai, whatever zone the machine is in. */
export function shanghaiDate(milliseconds: number): IsoDate {
  return SHANGHAI.format(milliseconds);
}
