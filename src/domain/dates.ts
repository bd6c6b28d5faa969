import { DateTime } from 'luxon';

/** A calendar date in Asia/Shanghai, `YYYY-MM-DD`. Plain text order is date order. */
export type IsoDate = string;

const DAY_MS = 86_400_000;

/** True for a date that exists, written `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && isRealDay(+text.slice(0, 4), +text.slice(5, 7), +text.slice(8, 10))
  );
}

/** Whether the Gregorian calendar has this day. Years run from 1 to 9999. */
export function isRealDay(year: number, month: number, day: number): boolean {
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01, for counting. */
export function dayNumber(date: IsoDate): number {
  const utc = new Date(0);
  utc.setUTCFullYear(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10));
  return utc.getTime() / DAY_MS;
}

/** Calendar days from one date to another. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => dayNumber(to) - dayNumber(from);

export function fromDayNumber(day: number): IsoDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Answers of `addMonths` by months and date: rows of a file name the same few days, and luxon takes 5 µs for each. */
const MONTHS_LATER = new Map<number, Map<IsoDate, IsoDate>>();
const MOST_DATES = 20_000;

/** Same day of the month, or the month's last (2026-08-31 + 6 months = 2027-02-28). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  let known = MONTHS_LATER.get(months);
  if (known === undefined || known.size >= MOST_DATES) {
    known = new Map();
    if (MONTHS_LATER.size >= MOST_DATES) MONTHS_LATER.clear();
    MONTHS_LATER.set(months, known);
  }
  const before = known.get(date);
  if (before !== undefined) return before;
  const answer = DateTime.fromISO(date, { zone: 'utc' }).plus({ months }).toISODate() ?? date;
  known.set(date, answer);
  return answer;
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(date: IsoDate): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}

export function isWeekend(date: IsoDate): boolean {
  const day = weekday(date);
  return day === 0 || day === 6;
}

export function monthEnd(date: IsoDate): IsoDate {
  const last = daysInMonth(+date.slice(0, 4), +date.slice(5, 7));
  return `${date.slice(0, 8)}${String(last).padStart(2, '0')}`;
}

export function isMonthEnd(date: IsoDate): boolean {
  return date === monthEnd(date);
}

export function isQuarterEnd(date: IsoDate): boolean {
  return isMonthEnd(date) && Number(date.slice(5, 7)) % 3 === 0;
}

/** First day of the quarter that the date lies in. */
export function quarterStart(date: IsoDate): IsoDate {
  const month = Math.floor((Number(date.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${date.slice(0, 5)}${String(month).padStart(2, '0')}-01`;
}

/** Last day of the quarter that a date lies in. */
export const quarterEnd = (date: IsoDate): IsoDate => monthEnd(addMonths(quarterStart(date), 2));

/** First and last day of the quarter before the one that the date lies in. */
export function previousQuarter(date: IsoDate): { from: IsoDate; to: IsoDate } {
  const start = quarterStart(date);
  const [year, month] = [Number(start.slice(0, 4)), Number(start.slice(5, 7))];
  const before = month === 1 ? [year - 1, 12] : [year, month - 1];
  const to = monthEnd(`${before.map((part, i) => String(part).padStart(i === 0 ? 4 : 2, '0')).join('-')}-01`);
  return { from: quarterStart(to), to };
}

/** `2026年二季度`, for sentences. */
export function quarterWords(date: IsoDate): string {
  const quarter = Math.floor((Number(date.slice(5, 7)) - 1) / 3);
  return `${date.slice(0, 4)}年${'一二三四'.charAt(quarter)}季度`;
}

/** First and last day of the month before the one that the date lies in. */
export function previousMonth(date: IsoDate): { from: IsoDate; to: IsoDate } {
  const to = addDays(monthStart(date), -1);
  return { from: monthStart(to), to };
}

export const monthStart = (date: IsoDate): IsoDate => `${date.slice(0, 8)}01`;

/** `2026年3月`, for sentences. */
export const monthWords = (date: IsoDate): string => `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月`;

/** For a paper: 2026年4月15日. */
export const dateWords = (date: IsoDate): string => `${monthWords(date)}${Number(date.slice(8))}日`;

export const isYearEnd = (date: IsoDate): boolean => date.endsWith('-12-31');

/** Months from one day to a later one, a begun month counted whole: 2025-01-10 to 2026-01-10 is 12, to 2026-01-11 is 13. */
export function monthsBetween(from: IsoDate, to: IsoDate): number {
  const whole = (+to.slice(0, 4) - +from.slice(0, 4)) * 12 + (+to.slice(5, 7) - +from.slice(5, 7));
  return addMonths(from, whole) < to ? whole + 1 : whole;
}

export const later = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b);

const SHANGHAI = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The business date of a moment (milliseconds since 1970): the calendar date in Shanghai, whatever zone the machine is in. */
export function shanghaiDate(milliseconds: number): IsoDate {
  return SHANGHAI.format(milliseconds);
}
