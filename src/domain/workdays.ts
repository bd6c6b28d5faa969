import { addDays, dayNumber, type IsoDate, isWeekend, previousQuarter } from './dates.js';

/** A line of the State Council's yearly notice (国务院办公厅放假安排). */
export interface CalendarLine {
  readonly date: IsoDate;
  readonly kind: 'holiday' | 'makeup';
}

/**
 * Working days (工作日): Monday to Friday less holidays, plus make-up days (调休上班), in the years that have a
 * notice. For any other day the answer is `undefined`: a day is never guessed from weekends.
 */
export class WorkCalendar {
  readonly firstCovered: IsoDate;
  readonly lastCovered: IsoDate;
  readonly #kinds = new Map<IsoDate, CalendarLine['kind']>();
  readonly #years = new Set<string>();
  /** Per covered year, the running count of working days up to and including each day of the year. */
  readonly #counts = new Map<string, Int16Array>();

  /** Answers of `nthAfter`: a big file asks for the same few days on every row. */
  readonly #nth = new Map<string, IsoDate | undefined>();

  constructor(lines: readonly CalendarLine[]) {
    for (const line of lines) {
      this.#kinds.set(line.date, line.kind);
      this.#years.add(line.date.slice(0, 4));
    }
    const years = [...this.#years].sort();
    this.firstCovered = `${years[0] ?? '9999'}-01-01`;
    this.lastCovered = `${years.at(-1) ?? '0001'}-12-31`;
    for (const year of years) this.#counts.set(year, this.#countYear(year));
  }

  covers(date: IsoDate): boolean {
    return this.#years.has(date.slice(0, 4));
  }

  isWorkingDay(date: IsoDate): boolean | undefined {
    if (!this.covers(date)) return undefined;
    const kind = this.#kinds.get(date);
    return kind === undefined ? !isWeekend(date) : kind === 'makeup';
  }

  /** The n-th working day later than `date`; undefined where an uncovered day would have to be judged. */
  nthAfter(date: IsoDate, n: number): IsoDate | undefined {
    const key = `${date}+${n}`;
    if (!this.#nth.has(key)) this.#nth.set(key, this.#findNth(date, n));
    return this.#nth.get(key);
  }

  #findNth(date: IsoDate, n: number): IsoDate | undefined {
    let day = date;
    for (let left = n; left > 0; ) {
      day = addDays(day, 1);
      const working = this.isWorkingDay(day);
      if (working === undefined) return undefined;
      if (working) left -= 1;
    }
    return day;
  }

  /** The n-th working day of the quarter that `date` lies in. */
  nthOfQuarter(date: IsoDate, n: number): IsoDate | undefined {
    return this.nthAfter(previousQuarter(date).to, n);
  }

  /** First working day on or after `date`. */
  firstFrom(date: IsoDate): IsoDate | undefined {
    return this.nthAfter(addDays(date, -1), 1);
  }

  /** Working days later than `from`, up to and including `to`; 0 when `to` is not later; undefined when not covered. */
  countAfter(from: IsoDate, to: IsoDate): number | undefined {
    if (to <= from) return 0;
    const start = addDays(from, 1);
    let total = 0;
    for (let year = +start.slice(0, 4); year <= +to.slice(0, 4); year++) {
      const counts = this.#counts.get(String(year));
      if (counts === undefined) return undefined;
      const first = `${year}-01-01`;
      const until = to.startsWith(String(year)) ? dayNumber(to) - dayNumber(first) : counts.length - 1;
      const before = start.startsWith(String(year)) ? dayNumber(start) - dayNumber(first) - 1 : -1;
      total += (counts[until] ?? 0) - (before < 0 ? 0 : (counts[before] ?? 0));
    }
    return total;
  }

  #countYear(year: string): Int16Array {
    const first = dayNumber(`${year}-01-01`);
    const counts = new Int16Array(dayNumber(`${year}-12-31`) - first + 1);
    let running = 0;
    let date = `${year}-01-01`;
    for (let i = 0; i < counts.length; i++) {
      if (this.isWorkingDay(date) === true) running += 1;
      counts[i] = running;
      date = addDays(date, 1);
    }
    return counts;
  }
}
