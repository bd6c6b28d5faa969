import { ask, date, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Scheme } from '../../domain/scheme.js';
import type { ClaimBooks, FiledLoan } from '../../rules/claim/claim.js';
import { FILINGS, type Filing } from './records.js';
import { LIVE } from './status-sql.js';

/** Accepted filings of the enterprises of these loans, at any bank and under any scheme; only of those filed as first ones. */
export async function acceptedOfEnterprises(sql: Sql, loans: readonly FiledLoan[]): Promise<Filing[]> {
  const usccs = [...new Set(loans.filter((loan) => loan.firstLoan).map((loan) => loan.uscc))];
  if (usccs.length === 0) return [];
  return FILINGS.select(sql, `WHERE t.uscc = ANY($1::text[]) AND t.status = '受理'`, [usccs]);
}

/** One bank's loans and claims, as far as the rows in hand touch them. */
export class LoadedClaimBooks implements ClaimBooks {
  readonly #sql: Sql;
  readonly #bank: string;
  #filings = new Map<string, Filing>();
  #live = new Map<string, string>();
  #sentBack = new Map<string, IsoDate>();
  #accepted: readonly Filing[] = [];

  constructor(sql: Sql, bank: string) {
    this.#sql = sql;
    this.#bank = bank;
  }

  async load(iouNos: readonly string[]): Promise<void> {
    const params = [this.#bank, [...new Set(iouNos)]] as const;
    const filings = await FILINGS.select(
      this.#sql,
      'WHERE t.bank = $1 AND t.iou_no = ANY($2::text[]) ORDER BY t.id',
      params,
    );
    // Ordered by id: of several attempts the latest stays, and one that is accepted is the latest.
    this.#filings = new Map(filings.map((f) => [`${f.scheme}/${f.iouNo}`, f]));
    const live = await ask(this.#sql, { iouNo: text, businessNo: text }, LIVE_CLAIMS, params);
    this.#live = new Map(live.map((row) => [row.iouNo, row.businessNo]));
    const sentBack = await ask(this.#sql, { iouNo: text, earliest: date }, SENT_BACK, params);
    this.#sentBack = new Map(sentBack.map((row) => [row.iouNo, row.earliest]));
    this.#accepted = await acceptedOfEnterprises(this.#sql, filings);
  }

  filed(scheme: Scheme, iouNo: string): Filing | undefined {
    const filing = this.#filings.get(`${scheme}/${iouNo}`);
    return filing?.status === '受理' ? filing : undefined;
  }

  filingStatus(scheme: Scheme, iouNo: string): string | undefined {
    return this.#filings.get(`${scheme}/${iouNo}`)?.status;
  }

  liveClaim(iouNo: string): string | undefined {
    return this.#live.get(iouNo);
  }

  sentBackBy(iouNo: string, deadline: IsoDate): boolean {
    const earliest = this.#sentBack.get(iouNo);
    return earliest !== undefined && earliest <= deadline;
  }

  acceptedOf(uscc: string): readonly Filing[] {
    return this.#accepted.filter((filing) => filing.uscc === uscc);
  }

  /** A row of this file became a claim: later rows see it. */
  claimed(iouNo: string, businessNo: string): void {
    this.#live.set(iouNo, businessNo);
  }
}

const LIVE_CLAIMS = `
  SELECT iou_no, business_no FROM claims
  WHERE bank = $1 AND iou_no = ANY($2::text[]) AND status ${LIVE}`;

const SENT_BACK = `
  SELECT iou_no, min(received_on) AS earliest FROM (
    SELECT iou_no, received_on FROM rejected_rows
    WHERE bank = $1 AND iou_no = ANY($2::text[]) AND kind = 'claim'
    UNION ALL
    SELECT iou_no, received_on FROM claims
    WHERE bank = $1 AND iou_no = ANY($2::text[])
      AND (status = '不予确认' OR (status = '退回' AND ended_by = 'operator'))
  ) AS earlier
  GROUP BY iou_no`;
