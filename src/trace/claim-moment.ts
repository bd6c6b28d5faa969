import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import type { Scheme } from '../domain/scheme.js';
import { FirstLoans } from '../ledger/records/claim-books.js';
import type { Filing } from '../ledger/records/records.js';
import {
  acceptedOfEnterprise,
  earliestReturnedClaim,
  filingsOfIou,
  liveClaim,
  type Moment,
} from '../ledger/views/as-of.js';
import type { ClaimBooks, FiledLoan } from '../rules/claim/claim.js';

/** The bank's books as one claim row found them. */
export class ClaimMoment implements ClaimBooks {
  readonly #attempts: readonly Filing[];
  readonly #live: string | undefined;
  readonly #returned: IsoDate | undefined;
  readonly #first: FirstLoans;

  private constructor(
    attempts: readonly Filing[],
    live: string | undefined,
    returned: IsoDate | undefined,
    first: FirstLoans,
  ) {
    this.#attempts = attempts;
    this.#live = live;
    this.#returned = returned;
    this.#first = first;
  }

  static async load(sql: Sql, moment: Moment, bank: string, iou: string): Promise<ClaimMoment> {
    const attempts = await filingsOfIou(sql, moment, bank, iou);
    const first = new FirstLoans();
    for (const filing of attempts) {
      if (filing.status !== '受理' || !filing.firstLoan) continue;
      for (const other of await acceptedOfEnterprise(sql, moment, filing)) first.accept(other);
    }
    const live = await liveClaim(sql, moment, bank, iou);
    return new ClaimMoment(attempts, live, await earliestReturnedClaim(sql, moment, bank, iou), first);
  }

  filed(scheme: Scheme): Filing | undefined {
    return this.#attempts.find((filing) => filing.scheme === scheme && filing.status === '受理');
  }

  filingStatus(scheme: Scheme): string | undefined {
    return this.#attempts.findLast((filing) => filing.scheme === scheme)?.status;
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
