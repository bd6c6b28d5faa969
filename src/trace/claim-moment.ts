import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import type { Scheme } from '../domain/scheme.js';
import { FirstLoans } from '../ledger/records/claim-books.js';
import type { Filing } from '../ledger/records/records.js';
import {
  acceptedLoans,
  acceptedOfEnterprise,
  earliestReturnedClaim,
  liveClaim,
  type Moment,
} from '../ledger/views/as-of.js';
import type { ClaimBooks, FiledLoan } from '../rules/claim/claim.js';

/** The bank's books as one claim row found them. */
export class ClaimMoment implements ClaimBooks {
  readonly #loans: readonly Filing[];
  readonly #live: string | undefined;
  readonly #returned: IsoDate | undefined;
  readonly #first: FirstLoans;

  private constructor(
    loans: readonly Filing[],
    live: string | undefined,
    returned: IsoDate | undefined,
    first: FirstLoans,
  ) {
    this.#loans = loans;
    this.#live = live;
    this.#returned = returned;
    this.#first = first;
  }

  static async load(sql: Sql, moment: Moment, bank: string, iou: string): Promise<ClaimMoment> {
    const loans = await acceptedLoans(sql, moment, bank, iou);
    const first = new FirstLoans();
    for (const filing of loans) {
      if (!filing.firstLoan) continue;
      for (const other of await acceptedOfEnterprise(sql, moment, filing)) first.accept(other);
    }
    const live = await liveClaim(sql, moment, bank, iou);
    return new ClaimMoment(loans, live, await earliestReturnedClaim(sql, moment, bank, iou), first);
  }

  filed(scheme: Scheme): Filing | undefined {
    return this.#loans.find((loan) => loan.scheme === scheme);
  }

  liveClaim(): string | undefined {
    return this.#live;
  }

  returnedBy(_iou: string, deadline: IsoDate): boolean {
    return this.#returned !== undefined && this.#returned <= deadline;
  }

  isFirst(loan: FiledLoan): boolean {
    return this.#first.isFirst(loan);
  }
}
