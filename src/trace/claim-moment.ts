import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import type { Scheme } from '../domain/scheme.js';
import type { Filing } from '../ledger/records/records.js';
import {
  acceptedOfEnterprise,
  earliestSentBackClaim,
  filingsOfIou,
  liveClaim,
  type Moment,
} from '../ledger/views/as-of.js';
import type { ClaimBooks } from '../rules/claim/claim.js';

/** The bank's books as one claim row found them. */
export class ClaimMoment implements ClaimBooks {
  readonly #attempts: readonly Filing[];
  readonly #live: string | undefined;
  readonly #sentBack: IsoDate | undefined;
  readonly #accepted: readonly Filing[];

  private constructor(
    attempts: readonly Filing[],
    live: string | undefined,
    sentBack: IsoDate | undefined,
    accepted: readonly Filing[],
  ) {
    this.#attempts = attempts;
    this.#live = live;
    this.#sentBack = sentBack;
    this.#accepted = accepted;
  }

  static async load(sql: Sql, moment: Moment, bank: string, iou: string): Promise<ClaimMoment> {
    const attempts = await filingsOfIou(sql, moment, bank, iou);
    const firsts = attempts.filter((filing) => filing.status === '受理' && filing.firstLoan);
    const accepted = [];
    for (const uscc of new Set(firsts.map((filing) => filing.uscc)))
      accepted.push(...(await acceptedOfEnterprise(sql, moment, uscc)));
    const live = await liveClaim(sql, moment, bank, iou);
    return new ClaimMoment(attempts, live, await earliestSentBackClaim(sql, moment, bank, iou), accepted);
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

  sentBackBy(_iou: string, deadline: IsoDate): boolean {
    return this.#sentBack !== undefined && this.#sentBack <= deadline;
  }

  acceptedOf(uscc: string): readonly Filing[] {
    return this.#accepted.filter((filing) => filing.uscc === uscc);
  }
}
