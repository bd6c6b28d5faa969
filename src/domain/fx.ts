import { addDays, type IsoDate, isWeekend } from './dates.js';
import type { WorkCalendar } from './workdays.js';

/** In the order in which the policy takes them: a currency without 中间价 uses 现汇买入价, then 现钞买入价. */
export const FX_KINDS = ['中间价', '现汇买入价', '现钞买入价'] as const;
export type FxKind = (typeof FX_KINDS)[number];

export interface FxLine {
  readonly date: IsoDate;
  readonly currency: string;
  readonly kind: FxKind;
  /** CNY for one unit, as written. */
  readonly rate: string;
}

export type FxAnswer =
  | {
      readonly state: 'known';
      readonly rate: string;
      readonly kind: FxKind | '人民币';
      readonly date: IsoDate;
    }
  | { readonly state: 'unknown' }
  | { readonly state: 'calendar' };

/** On a rest day the newest line may be this many days old. */
const REST_DAY_REACH = 10;

/** Exchange rates (汇率) by currency and day; one kind of rate per currency. Source: XW §6(4), KC §7(2). */
export class FxTable {
  readonly #rates = new Map<string, { kind: FxKind; byDay: Map<IsoDate, string> }>();

  constructor(lines: readonly FxLine[]) {
    for (const line of lines) {
      const held = this.#rates.get(line.currency);
      if (held === undefined || FX_KINDS.indexOf(line.kind) < FX_KINDS.indexOf(held.kind)) {
        this.#rates.set(line.currency, { kind: line.kind, byDay: new Map([[line.date, line.rate]]) });
      } else if (held.kind === line.kind) {
        held.byDay.set(line.date, line.rate);
      }
    }
  }

  /** CNY for one unit on the day of disbursement (放款当日). */
  on(currency: string, date: IsoDate, calendar: WorkCalendar): FxAnswer {
    if (currency === 'CNY') return { state: 'known', rate: '1', kind: '人民币', date };
    const table = this.#rates.get(currency);
    if (table === undefined) return { state: 'unknown' };
    const own = table.byDay.get(date);
    if (own !== undefined) return { state: 'known', rate: own, kind: table.kind, date };
    const working = isWeekend(date) ? false : calendar.isWorkingDay(date);
    if (working === true) return { state: 'unknown' };
    for (let back = 1; back <= REST_DAY_REACH; back++) {
      const day = addDays(date, -back);
      const rate = table.byDay.get(day);
      if (rate === undefined) continue;
      return working === undefined
        ? { state: 'calendar' }
        : { state: 'known', rate, kind: table.kind, date: day };
    }
    return { state: 'unknown' };
  }
}
