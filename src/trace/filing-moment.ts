import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { Exposure, runsUntil } from '../domain/exposure.js';
import type { Fen } from '../domain/money.js';
import type { Scheme } from '../domain/scheme.js';
import type { Filing } from '../ledger/records/records.js';
import {
  attemptsAt,
  isRegistered,
  type Moment,
  registeredLoans,
  rejectedFilingDays,
} from '../ledger/views/as-of.js';
import type { FilingBooks, FilingRow, RegisteredLoan } from '../rules/filing/filing.js';

/** The bank's books as one filing row found them. */
export class FilingMoment implements FilingBooks {
  readonly #registered: Filing | undefined;
  readonly #rejected: readonly IsoDate[];
  /** The enterprise's loans under other IOUs and any scheme, as they stood. */
  readonly #loans: readonly Filing[];
  readonly #scheme: Scheme;

  readonly #everywhere: readonly Filing[];

  private constructor(
    row: FilingRow,
    registered: Filing | undefined,
    rejected: readonly IsoDate[],
    bank: string,
    everywhere: readonly Filing[],
  ) {
    this.#scheme = row.scheme;
    this.#everywhere = everywhere.filter((loan) => loan.bank !== bank || loan.iouNo !== row.iou);
    this.#registered = registered;
    this.#rejected = rejected;
    this.#loans = everywhere.filter((loan) => loan.bank === bank && loan.iouNo !== row.iou);
  }

  static async load(sql: Sql, moment: Moment, bank: string, row: FilingRow): Promise<FilingMoment> {
    const own = (await attemptsAt(sql, moment, bank, row.scheme, row.iou)).find(isRegistered);
    const rejected = await rejectedFilingDays(sql, moment, bank, row.scheme, row.iou);
    return new FilingMoment(row, own, rejected, bank, await registeredLoans(sql, moment, row.uscc));
  }

  /** The enterprise's other loans under the row's scheme. */
  get others(): readonly Filing[] {
    return this.#loans.filter((loan) => loan.scheme === this.#scheme);
  }

  registered(): RegisteredLoan | undefined {
    return this.#registered;
  }

  rejectedWithin(_scheme: Scheme, _iou: string, from: IsoDate, to: IsoDate): boolean {
    return this.#rejected.some((day) => from <= day && day <= to);
  }

  running(scheme: Scheme, _uscc: string, _iou: string, from: IsoDate, to: IsoDate): string | undefined {
    return this.#everywhere.find(
      (loan) => loan.scheme === scheme && loan.disbursedOn < to && runsUntil(loan) > from,
    )?.businessNo;
  }

  peak(_scheme: Scheme, _uscc: string, from: IsoDate, to: IsoDate): Fen {
    const exposure = new Exposure();
    for (const loan of this.others) exposure.add(loan.disbursedOn, runsUntil(loan), loan.principalFen ?? 0n);
    return exposure.peak(from, to);
  }

  sameLoan({ disbursedOn, currency, principal }: FilingRow): string | undefined {
    return this.#loans.find(
      (loan) =>
        loan.disbursedOn === disbursedOn && loan.currency === currency && loan.principal === principal,
    )?.iouNo;
  }
}
