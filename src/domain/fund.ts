import type { BankAccount } from './agreements.js';
import type { IsoDate } from './dates.js';
import type { Fen } from './money.js';

/** The fund's size (资金规模) from a day on. */
export interface FundLine {
  readonly effectiveOn: IsoDate;
  readonly capital: Fen;
  /** The dedicated account (专用账户) from that day on, where the line names it. */
  readonly account?: BankAccount | undefined;
}

/** Dated sizes of the fund; the first line is paid in, a later one only sets the size (XW §20, KC §21). */
export class FundSizes {
  readonly lines: readonly [FundLine, ...FundLine[]];

  constructor(lines: readonly [FundLine, ...FundLine[]]) {
    this.lines = lines;
  }

  get paidIn(): FundLine {
    return this.lines[0];
  }

  /** The size on a day; before the first date, the first line. */
  on(date: IsoDate): Fen {
    let size = this.lines[0].capital;
    for (const line of this.lines) if (line.effectiveOn <= date) size = line.capital;
    return size;
  }

  /** The dedicated account on a day: that of the last line by then that names one, else of the first line. */
  accountOn(date: IsoDate): BankAccount | undefined {
    const named = this.lines.filter((line) => line.account !== undefined && line.effectiveOn <= date);
    return (named.at(-1) ?? this.lines[0]).account;
  }
}

const MAKE_UP = ['基金本金', '利息收入', '管理费', '追偿返还', '补偿支出'];

/**
 * 可用余额: capital paid in + interest − fees + clawback money received − compensation recommended or paid; in fen.
 * @param balances of the journal's accounts, debits counted positive
 */
export function availableOf(balances: ReadonlyMap<string, Fen>): Fen {
  return MAKE_UP.reduce((sum, account) => sum - (balances.get(account) ?? 0n), 0n);
}
