import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** Days, money and the tables of a fund: what the rules are written in. Days are 'YYYY-MM-DD', money is fen. */

export type Day = string;

const MILLISECONDS = 86_400_000;

export const plusDays = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * MILLISECONDS).toISOString().slice(0, 10);

export const later = (a: Day, b: Day): Day => {
  if (a > b) return a;
  return b;
};

export const daysFrom = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / MILLISECONDS;

/** Monday 1 … Sunday 7. */
export const weekday = (day: Day): number => new Date(day).getUTCDay() || 7;

export const lastOfMonth = (day: Day): Day => {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};

/** The same day of the month, or the month's last. */
export const plusMonths = (day: Day, months: number): Day => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
  const last = lastOfMonth(first);
  return Number(last.slice(8)) < date ? last : first.slice(0, 8) + String(date).padStart(2, '0');
};

export const quarterStart = (day: Day): Day => {
  const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${day.slice(0, 5)}${String(month).padStart(2, '0')}-01`;
};

/** An exact fraction, never negative. */
export interface Ratio {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** top ÷ bottom, half-up, for top ≥ 0. */
export const divide = (top: bigint, bottom: bigint): bigint => (2n * top + bottom) / (2n * bottom);

export const times = (amount: bigint, ratio: Ratio): bigint => divide(amount * ratio.top, ratio.bottom);

export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);
export const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, one) => total + one, 0n);

/** '-5.1' → -510n with 2 decimals, 0.0385 → 385n with 4. */
export function decimal(text: string, decimals: number): bigint {
  const [whole, part = ''] = text.replace('-', '').split('.') as [string, string?];
  const size = BigInt(whole + part.padEnd(decimals, '0'));
  return text.startsWith('-') ? -size : size;
}

export const fen = (text: string): bigint => decimal(text, 2);

export function shown(amount: bigint, decimals = 2): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** A ratio in per cent. */
export const percent = (ratio: Ratio, decimals: number): string =>
  shown(divide(ratio.top * 100n * 10n ** BigInt(decimals), ratio.bottom), decimals);

/** Code point order, which UTF-16 order is not. */
export function byCodePoint(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** The State Council's calendar. A day of a year without a notice is neither working day nor rest day: undefined. */
export class Calendar {
  readonly #kinds = new Map<Day, string>();
  readonly #years = new Set<string>();
  readonly lastCovered: Day;

  constructor(rows: readonly Record<string, string>[]) {
    for (const { date = '', kind = '' } of rows) {
      this.#kinds.set(date, kind);
      this.#years.add(date.slice(0, 4));
    }
    this.lastCovered = `${Array.from(this.#years).sort().at(-1) ?? '0000'}-12-31`;
  }

  isWorking(day: Day): boolean | undefined {
    if (!this.#years.has(day.slice(0, 4))) return undefined;
    const kind = this.#kinds.get(day);
    return kind === undefined ? weekday(day) <= 5 : kind === 'makeup';
  }

  /** The n-th working day on or after a day; undefined where a day before it is not covered. */
  nth(from: Day, n: number): Day | undefined {
    let left = n;
    for (let day = from; ; day = plusDays(day, 1)) {
      const working = this.isWorking(day);
      if (working === undefined) return undefined;
      if (working && --left === 0) return day;
    }
  }

  nthAfter(day: Day, n: number): Day | undefined {
    return this.nth(plusDays(day, 1), n);
  }

  /** Working days later than `from`, up to and including `to`. */
  count(from: Day, to: Day): number | undefined {
    let working = 0;
    for (let day = plusDays(from, 1); day <= to; day = plusDays(day, 1)) {
      const is = this.isWorking(day);
      if (is === undefined) return undefined;
      if (is) working++;
    }
    return working;
  }

  /** The newest day, not later than `day`, that is the first working day on or after the 20th of its month. */
  lastLprDue(day: Day): Day | undefined {
    for (let month = `${day.slice(0, 8)}01`; ; month = plusMonths(month, -1)) {
      for (let due = plusDays(month, 19); due <= day; due = plusDays(due, 1)) {
        const working = this.isWorking(due);
        if (working === undefined) return undefined;
        if (working) return due;
      }
    }
  }
}

export type Scheme = 'XW' | 'KC';
export const SCHEMES: readonly Scheme[] = ['KC', 'XW'];

export interface Tables {
  readonly banks: readonly { code: string; name: string; scheme: string; from: Day; to: Day }[];
  readonly lpr: readonly { on: Day; oneYear: bigint; fiveYear: bigint }[];
  readonly fx: readonly { on: Day; currency: string; kind: string; rate: Ratio }[];
  /** The fund's size from a day on, oldest first. */
  readonly fund: readonly { on: Day; capital: bigint }[];
  readonly sizes: readonly Record<string, string>[];
  readonly calendar: Calendar;
}

/** A fund's tables from its `config` folder; what is not there from `shipped`. */
export function readTables(config: string, shipped: string): Tables {
  return tablesOf((name) => {
    const own = join(config, name);
    return readFileSync(existsSync(own) ? own : join(shipped, name), 'utf8');
  });
}

export function tablesOf(text: (name: string) => string): Tables {
  const rows = (name: string): Record<string, string>[] =>
    parse(text(name), { columns: true, bom: true, skip_empty_lines: true }) as Record<string, string>[];
  const cell = (row: Record<string, string>, name: string): string => row[name] ?? '';
  return {
    banks: rows('banks.csv').map((row) => ({
      code: cell(row, 'code'),
      name: cell(row, 'name'),
      scheme: cell(row, 'scheme'),
      from: cell(row, 'from'),
      to: cell(row, 'to') || '9999-12-31',
    })),
    lpr: rows('lpr.csv').map((row) => ({
      on: cell(row, 'published_on'),
      oneYear: decimal(cell(row, 'lpr_1y'), 4),
      fiveYear: decimal(cell(row, 'lpr_5y'), 4),
    })),
    fx: rows('fx.csv').map((row) => ({
      on: cell(row, 'date'),
      currency: cell(row, 'currency'),
      kind: cell(row, 'kind'),
      rate: { top: decimal(cell(row, 'rate'), 12), bottom: 10n ** 12n },
    })),
    fund: rows('fund.csv')
      .map((row) => ({ on: cell(row, 'effective_on'), capital: fen(cell(row, 'capital')) }))
      .sort((a, b) => byCodePoint(a.on, b.on)),
    sizes: rows('enterprise-sizes.csv'),
    calendar: new Calendar(rows('workdays.csv')),
  };
}
