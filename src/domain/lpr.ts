import { addDays, addMonths, type IsoDate } from './dates.js';
import { rateUnits } from './money.js';
import type { WorkCalendar } from './workdays.js';

export type LprTenor = '1Y' | '5Y';

/** One publication of the loan prime rate (贷款市场报价利率), in per cent as published. */
export interface LprLine {
  readonly publishedOn: IsoDate;
  readonly oneYear: string;
  readonly fiveYear: string;
}

export interface LprRate {
  readonly publishedOn: IsoDate;
  /** Ten-thousandths of a per cent. */
  readonly units: bigint;
}

/** LPR publications in date order; each holds until the next. */
export class LprTable {
  readonly #lines: readonly LprLine[];

  constructor(lines: readonly LprLine[]) {
    this.#lines = lines;
  }

  get lastPublication(): IsoDate | undefined {
    return this.#lines.at(-1)?.publishedOn;
  }

  /** The rate in force on a day: the newest publication not later than it. */
  inForce(date: IsoDate, tenor: LprTenor): LprRate | undefined {
    const line = this.#newest(date);
    if (line === undefined) return undefined;
    const text = tenor === '1Y' ? line.oneYear : line.fiveYear;
    return { publishedOn: line.publishedOn, units: rateUnits(text) };
  }

  /** Whether there is a publication in [from, to]. */
  publishedWithin(from: IsoDate, to: IsoDate): boolean {
    const line = this.#newest(to);
    return line !== undefined && line.publishedOn >= from;
  }

  #newest(date: IsoDate): LprLine | undefined {
    let low = 0;
    let high = this.#lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#lines[middle]?.publishedOn ?? '') <= date) low = middle + 1;
      else high = middle;
    }
    return this.#lines[low - 1];
  }
}

/**
 * Last LPR due (最近一次应公布日): the newest day not later than `date` that is the first working day on or after
 * the 20th of its month. Undefined where that hangs on a day the calendar does not cover.
 */
export function lastLprDue(date: IsoDate, calendar: WorkCalendar): IsoDate | undefined {
  const answers = DUE.get(calendar) ?? new Map<IsoDate, IsoDate | undefined>();
  DUE.set(calendar, answers);
  if (!answers.has(date)) answers.set(date, findLastDue(date, calendar));
  return answers.get(date);
}

/** Answers by calendar and day: a big file asks for the same few days on every row. */
const DUE = new WeakMap<WorkCalendar, Map<IsoDate, IsoDate | undefined>>();

function findLastDue(date: IsoDate, calendar: WorkCalendar): IsoDate | undefined {
  for (const month of [date, addMonths(`${date.slice(0, 8)}01`, -1)]) {
    const twentieth = `${month.slice(0, 8)}20`;
    if (twentieth > date) continue;
    const due = firstWorkingDayUntil(twentieth, date, calendar);
    if (due === 'uncovered') return undefined;
    if (due !== 'none') return due;
  }
  return undefined;
}

function firstWorkingDayUntil(
  from: IsoDate,
  until: IsoDate,
  calendar: WorkCalendar,
): IsoDate | 'none' | 'uncovered' {
  for (let day = from; day <= until; day = addDays(day, 1)) {
    const working = calendar.isWorkingDay(day);
    if (working === undefined) return 'uncovered';
    if (working) return day;
  }
  return 'none';
}
