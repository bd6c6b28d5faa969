import { ask, date, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import { compareCodePoints } from '../../domain/order.js';
import type { Scheme } from '../../domain/scheme.js';
import type { ClaimBooks, FiledLoan } from '../../rules/claim/claim.js';
import { FILINGS, type Filing } from './records.js';
import { LIVE } from './status-sql.js';

/**
 * First loans (首笔贷款): for a scheme, enterprise and loan type, the accepted filing of any bank that comes first by
 * (disbursed_on, received on, kind, sender, file name, row).
 */
export class FirstLoans {
  readonly #first = new Map<string, Filing>();

  /** Asks for the enterprises of these loans; only loans filed as first ones matter. */
  async load(sql: Sql, loans: readonly FiledLoan[]): Promise<void> {
    const usccs = [...new Set(loans.filter((l) => l.firstLoan).map((l) => l.uscc))];
    if (usccs.length === 0) return;
    const first = await FILINGS.select(
      sql,
      `JOIN (SELECT DISTINCT ON (scheme, uscc, loan_type) id FROM filings
             WHERE uscc = ANY($1::text[]) AND status = '受理'
             ORDER BY scheme, uscc, loan_type, disbursed_on, received_on, bank, file_name, row_no) AS f ON f.id = t.id`,
      [usccs],
    );
    for (const filing of first) this.accept(filing);
  }

  /** A filing that is accepted now may come first. */
  accept(filing: Filing): void {
    const held = this.#first.get(enterprise(filing));
    if (held === undefined || before(filing, held)) this.#first.set(enterprise(filing), filing);
  }

  isFirst(loan: FiledLoan): boolean {
    return this.#first.get(enterprise(loan))?.id === loan.id;
  }
}

const enterprise = (loan: FiledLoan): string => `${loan.scheme}/${loan.uscc}/${loan.loanType}`;

function before(a: Filing, b: Filing): boolean {
  const order =
    compareCodePoints(a.disbursedOn, b.disbursedOn) ||
    compareCodePoints(a.receivedOn, b.receivedOn) ||
    compareCodePoints(a.bank, b.bank) ||
    compareCodePoints(a.fileName, b.fileName) ||
    a.rowNo - b.rowNo;
  return order < 0;
}

/** One bank's loans and claims, as far as the rows in hand touch them. */
export class LoadedClaimBooks implements ClaimBooks {
  readonly #sql: Sql;
  readonly #bank: string;
  #filings = new Map<string, Filing>();
  #live = new Map<string, string>();
  #returned = new Map<string, IsoDate>();
  #first = new FirstLoans();

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
    const returned = await ask(this.#sql, { iouNo: text, earliest: date }, RETURNED, params);
    this.#returned = new Map(returned.map((row) => [row.iouNo, row.earliest]));
    this.#first = new FirstLoans();
    await this.#first.load(this.#sql, filings);
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

  returnedBy(iouNo: string, deadline: IsoDate): boolean {
    const earliest = this.#returned.get(iouNo);
    return earliest !== undefined && earliest <= deadline;
  }

  isFirst(loan: FiledLoan): boolean {
    return this.#first.isFirst(loan);
  }

  /** A row of this file became a claim: later rows see it. */
  claimed(iouNo: string, businessNo: string): void {
    this.#live.set(iouNo, businessNo);
  }
}

const LIVE_CLAIMS = `
  SELECT iou_no, business_no FROM claims
  WHERE bank = $1 AND iou_no = ANY($2::text[]) AND status ${LIVE}`;

const RETURNED = `
  SELECT iou_no, min(received_on) AS earliest FROM (
    SELECT iou_no, received_on FROM returned_rows
    WHERE bank = $1 AND iou_no = ANY($2::text[]) AND kind = 'claim'
    UNION ALL
    SELECT iou_no, received_on FROM claims
    WHERE bank = $1 AND iou_no = ANY($2::text[])
      AND (status = '不予确认' OR (status = '退回' AND returned_by = 'operator'))
  ) AS earlier
  GROUP BY iou_no`;
