import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { Exposure } from '../domain/exposure.js';
import type { Fen } from '../domain/money.js';
import type { Scheme } from '../domain/scheme.js';
import {
  attemptsAt,
  isRegistered,
  type Moment,
  registeredLoans,
  returnedFilingDays,
} from '../ledger/views/as-of.js';
import type { FilingBooks, FilingRow, RegisteredLoan } from '../rules/filing/filing.js';

/** The bank's books as one filing row found them. */
export class FilingMoment implements FilingBooks {
  readonly #registered: RegisteredLoan | undefined;
  readonly #returned: readonly IsoDate[];
  /** The enterprise's other loans under the scheme, with their principals of that day. */
  readonly others: readonly (RegisteredLoan & { readonly businessNo: string })[];

  private constructor(
    registered: RegisteredLoan | undefined,
    returned: readonly IsoDate[],
    others: readonly (RegisteredLoan & { businessNo: string })[],
  ) {
    this.#registered = registered;
    this.#returned = returned;
    this.others = others;
  }

  static async load(sql: Sql, moment: Moment, bank: string, row: FilingRow): Promise<FilingMoment> {
    const own = (await attemptsAt(sql, moment, bank, row.scheme, row.iou)).find(isRegistered);
    const returned = await returnedFilingDays(sql, moment, bank, row.scheme, row.iou);
    const others = [];
    for (const filing of await registeredLoans(sql, moment, bank, row.scheme, row.uscc)) {
      if (filing.iouNo === row.iou) continue;
      others.push(filing);
    }
    return new FilingMoment(own, returned, others);
  }

  registered(): RegisteredLoan | undefined {
    return this.#registered;
  }

  returnedWithin(_scheme: Scheme, _iou: string, from: IsoDate, to: IsoDate): boolean {
    return this.#returned.some((day) => from <= day && day <= to);
  }

  peak(_scheme: Scheme, _uscc: string, from: IsoDate, to: IsoDate): Fen {
    const exposure = new Exposure();
    for (const loan of this.others) exposure.add(loan.disbursedOn, loan.maturesOn, loan.principalFen ?? 0n);
    return exposure.peak(from, to);
  }
}
