import { ask, integer, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';
import type { Scheme } from '../../domain/scheme.js';
import type { AmendedFiling, AmendmentBooks } from '../../rules/amendment/amendment.js';
import { type Borrower, Exposures } from './exposures.js';
import { AMENDMENTS, type Amendment, CLAIMS, type Claim, FILINGS, type Filing } from './records.js';

const LIVE_NOT: readonly string[] = ['退回', '撤回', '不予确认'];
const key = (scheme: Scheme, iou: string): string => `${scheme}/${iou}`;

/** One bank's filings, claims and amendments of the IOUs in hand; kept up to date as rows of the file take effect. */
export class LoadedAmendmentBooks implements AmendmentBooks {
  readonly #sql: Sql;
  readonly #bank: string;
  readonly #exposures: Exposures;
  #filings = new Map<string, Filing>();
  #claims = new Map<string, Claim[]>();
  #pending = new Map<bigint, string>();
  #count = new Map<string, number>();

  constructor(sql: Sql, bank: string) {
    this.#sql = sql;
    this.#bank = bank;
    this.#exposures = new Exposures(sql, bank);
  }

  /** @param corrected borrowers that a row would make of a filing's */
  async load(ious: readonly string[], corrected: readonly Borrower[]): Promise<void> {
    const params = [this.#bank, [...new Set(ious)]] as const;
    const ofIous = 'WHERE t.bank = $1 AND t.iou_no = ANY($2::text[]) ORDER BY t.id';
    const filings = await FILINGS.select(this.#sql, ofIous, params);
    // Ordered by id: of several attempts the latest stays.
    this.#filings = new Map(filings.map((f) => [key(f.scheme, f.iouNo), f]));
    this.#claims = new Map();
    for (const claim of await CLAIMS.select(this.#sql, ofIous, params))
      this.#claims.set(claim.iouNo, [...(this.#claims.get(claim.iouNo) ?? []), claim]);
    const pending = await AMENDMENTS.select(
      this.#sql,
      `WHERE t.filing_id = ANY($1::bigint[]) AND t.status = '待核'`,
      [[...this.#filings.values()].map((f) => f.id)],
    );
    this.#pending = new Map(pending.map((a) => [a.filingId ?? 0n, a.businessNo]));
    const counts = await ask(this.#sql, { scheme: text, iouNo: text, count: integer }, COUNTS, params);
    this.#count = new Map(counts.map((row) => [key(row.scheme, row.iouNo), row.count]));
    await this.#exposures.load([...this.#filings.values(), ...corrected]);
  }

  filing(scheme: Scheme, iou: string): Filing | undefined {
    return this.#filings.get(key(scheme, iou));
  }

  otherFiling(scheme: Scheme, iou: string): Filing | undefined {
    return [...this.#filings.values()].find((filing) => filing.iouNo === iou && filing.scheme !== scheme);
  }

  latestClaim(iou: string): Claim | undefined {
    return this.liveClaim(iou) ?? this.#claims.get(iou)?.at(-1);
  }

  liveClaim(iou: string): Claim | undefined {
    return this.#claims.get(iou)?.find((claim) => !LIVE_NOT.includes(claim.status));
  }

  everClaimed(iou: string): boolean {
    return this.#claims.has(iou);
  }

  pendingAmendment(filing: AmendedFiling): string | undefined {
    return this.#pending.get(filing.id);
  }

  others(filing: AmendedFiling, uscc: string, from: IsoDate, to: IsoDate): Fen {
    return this.#exposures.peak({ scheme: filing.scheme, uscc }, from, to, filing);
  }

  /** A loan counts no more for its enterprise; and one counts again, as it stands by now. */
  leaves(filing: Filing): void {
    this.#exposures.remove(filing.scheme, filing);
  }

  stays(filing: Filing): void {
    this.#exposures.add(filing.scheme, filing);
  }

  /** 1 + earlier accepted or referred amendments of this scheme and IOU. */
  nextNumber(scheme: Scheme, iou: string): number {
    return (this.#count.get(key(scheme, iou)) ?? 0) + 1;
  }

  /** A row of this file was accepted or referred: later rows see it. */
  add(amendment: Amendment): void {
    const name = key(amendment.scheme, amendment.iouNo);
    this.#count.set(name, this.nextNumber(amendment.scheme, amendment.iouNo));
    if (amendment.status === '待核' && amendment.filingId !== undefined)
      this.#pending.set(amendment.filingId, amendment.businessNo);
  }

  /** Writes what took effect. */
  async save(
    amendments: readonly Amendment[],
    filings: readonly Filing[],
    claims: readonly Claim[],
  ): Promise<void> {
    await FILINGS.update(this.#sql, filings);
    await CLAIMS.update(this.#sql, claims);
    await AMENDMENTS.insert(this.#sql, amendments);
  }
}

const COUNTS = `
  SELECT scheme, iou_no, count(*)::int4 AS count FROM amendments
  WHERE bank = $1 AND iou_no = ANY($2::text[]) GROUP BY scheme, iou_no`;
