import type { Sql } from '../../db/db.js';
import { acceptedOfEnterprises } from './claim-books.js';
import { AMENDMENTS, type Amendment, CLAIMS, type Claim, FILINGS, type Filing } from './records.js';
import { LIVE } from './status-sql.js';

/** What a number names: the latest attempt of it. */
export interface Named {
  readonly filing: Filing | undefined;
  readonly claim: Claim | undefined;
  readonly amendment: Amendment | undefined;
}

/** The items that decisions name, with their loans and, of amendments, their filings; one object for each. */
export class DecisionBooks {
  /** Accepted filings of the enterprises whose claims are in hand, those accepted meanwhile included. */
  accepted: Filing[] = [];
  readonly #sql: Sql;
  #filings = new Map<string, Filing>();
  #claims = new Map<string, Claim>();
  #amendments = new Map<string, Amendment>();
  #byId = new Map<bigint, Filing>();
  #live = new Map<string, string>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async load(numbers: readonly string[]): Promise<void> {
    const latest = 'WHERE t.business_no = ANY($1::text[]) ORDER BY t.id';
    const params = [[...new Set(numbers)]] as const;
    const filings = await FILINGS.select(this.#sql, latest, params);
    const claims = await CLAIMS.select(this.#sql, latest, params);
    const amendments = await AMENDMENTS.select(this.#sql, latest, params);
    // Ordered by id: of several attempts the latest stays.
    this.#filings = new Map(filings.map((f) => [f.businessNo, f]));
    this.#claims = new Map(claims.map((c) => [c.businessNo, c]));
    this.#amendments = new Map(amendments.map((a) => [a.businessNo, a]));
    const ids = [
      ...[...this.#claims.values()].map((claim) => claim.filingId),
      ...amendments.flatMap((a) => a.filingId ?? []),
    ];
    const loans = await FILINGS.select(this.#sql, 'WHERE t.id = ANY($1::bigint[])', [ids]);
    const held = new Map([...this.#filings.values()].map((f) => [f.id, f]));
    this.#byId = new Map(loans.map((loan) => [loan.id, held.get(loan.id) ?? loan]));
    this.accepted = await acceptedOfEnterprises(this.#sql, loans);
    await this.#loadLive(amendments);
  }

  async #loadLive(amendments: readonly Amendment[]): Promise<void> {
    if (amendments.length === 0) return;
    const live = await CLAIMS.select(
      this.#sql,
      `JOIN unnest($1::text[], $2::text[]) AS asked (bank, iou) ON t.bank = asked.bank AND t.iou_no = asked.iou
       WHERE t.status ${LIVE}`,
      [amendments.map((a) => a.bank), amendments.map((a) => a.iouNo)],
    );
    this.#live = new Map(live.map((claim) => [`${claim.bank}/${claim.iouNo}`, claim.businessNo]));
  }

  named(number: string): Named {
    return {
      filing: this.#filings.get(number),
      claim: this.#claims.get(number),
      amendment: this.#amendments.get(number),
    };
  }

  loan(claim: Claim): Filing | undefined {
    return this.#byId.get(claim.filingId);
  }

  /** The filing that an amendment was made for; none of a 撤回申请. */
  amended(amendment: Amendment): Filing | undefined {
    return amendment.filingId === undefined ? undefined : this.#byId.get(amendment.filingId);
  }

  /** Number of the live claim on the amendment's IOU, under whichever scheme. */
  liveClaim({ bank, iouNo }: Amendment): string | undefined {
    return this.#live.get(`${bank}/${iouNo}`);
  }

  async save(): Promise<void> {
    await FILINGS.update(this.#sql, [...new Set([...this.#filings.values(), ...this.#byId.values()])]);
    await CLAIMS.update(this.#sql, [...this.#claims.values()]);
    await AMENDMENTS.update(this.#sql, [...this.#amendments.values()]);
  }
}
