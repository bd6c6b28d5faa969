import type { IsoDate } from './dates.js';
import type { Scheme } from './scheme.js';

/** An account (账户) that money goes to or comes from. */
export interface BankAccount {
  /** 户名. */
  readonly name: string;
  /** 账号. */
  readonly number: string;
  /** 开户行行号: the 12 digits of the bank in the payment system (CNAPS). */
  readonly bankNo: string;
}

/** A cooperation agreement (合作协议) of a bank under one scheme; both days inclusive, `to` may be open. */
export interface Agreement {
  readonly code: string;
  readonly name: string;
  readonly scheme: Scheme;
  readonly from: IsoDate;
  readonly to: IsoDate | undefined;
  /** Where compensation is paid to; undefined where the line does not say. */
  readonly account?: BankAccount | undefined;
}

export class Agreements {
  readonly lines: readonly Agreement[];
  readonly #codes: ReadonlySet<string>;
  readonly #named = new Map<string, Set<string>>();

  constructor(lines: readonly Agreement[]) {
    this.lines = lines;
    this.#codes = new Set(lines.map((line) => line.code));
    for (const { code, name } of lines) {
      const codes = this.#named.get(name) ?? new Set();
      this.#named.set(name, codes.add(code));
    }
  }

  /** Whether this sender is a cooperation bank (合作银行) of any day. */
  isBank(code: string): boolean {
    return this.#codes.has(code);
  }

  /**
   * The bank that a counterparty (对方单位) is: the one whose code it is, else the one bank of which a line, of any
   * day, has that name. A name of two banks is nobody's.
   */
  bankOf(counterparty: string): string | undefined {
    if (this.#codes.has(counterparty)) return counterparty;
    const [code, ...others] = this.#named.get(counterparty) ?? [];
    return others.length === 0 ? code : undefined;
  }

  /** The name of a bank on a date: that of the line that began last by then, else of its first; its code where it has none. */
  nameOf(code: string, date: IsoDate): string {
    return (this.#lastBegun(code, date) ?? this.lines.find((line) => line.code === code))?.name ?? code;
  }

  /** The account of a bank on a date under a scheme: that of the line that began last by then and names one. */
  accountOf(code: string, scheme: Scheme, date: IsoDate): BankAccount | undefined {
    return this.#lastBegun(code, date, (line) => line.scheme === scheme && line.account !== undefined)
      ?.account;
  }

  #lastBegun(code: string, date: IsoDate, fits = (_: Agreement) => true): Agreement | undefined {
    return this.lines
      .filter((line) => line.code === code && line.from <= date && fits(line))
      .reduce<Agreement | undefined>((a, b) => (a !== undefined && a.from > b.from ? a : b), undefined);
  }

  get codes(): readonly string[] {
    return [...this.#codes].sort();
  }

  inForce(code: string, scheme: Scheme, date: IsoDate): boolean {
    return this.of(code, scheme).some((a) => a.from <= date && (a.to === undefined || date <= a.to));
  }

  of(code: string, scheme: Scheme): readonly Agreement[] {
    return this.lines.filter((a) => a.code === code && a.scheme === scheme);
  }
}
