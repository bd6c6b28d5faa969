import { ask, bigint, date, maybe, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';
import type { Scheme } from '../../domain/scheme.js';
import type { FilingBooks, FilingRow, RegisteredLoan } from '../../rules/filing/filing.js';
import { Exposures } from './exposures.js';
import { RunningLoans } from './running-loans.js';
import { REGISTERED } from './status-sql.js';

const key = (scheme: Scheme, name: string): string => `${scheme}/${name}`;

/**
 * One bank's registered loans and rejected rows, as far as the rows in hand touch them: asked in bulk for each
 * batch, and kept up to date with the rows of the file as they are registered.
 */
export class LoadedFilingBooks implements FilingBooks {
  readonly #sql: Sql;
  readonly #bank: string;
  /** In a late file: the first day from which an earlier 退回 may count; undefined when the file is in time. */
  readonly #rejectedFrom: IsoDate | undefined;
  readonly #running: RunningLoans;
  #registered = new Map<string, RegisteredLoan>();
  readonly #exposures: Exposures;
  #rejected = new Map<string, IsoDate[]>();
  /** IOUs registered for an enterprise, day, currency and principal. */
  #byLoan = new Map<string, string[]>();

  /** @param alone schemes under which an enterprise may have one running loan only, at whatever bank */
  constructor(sql: Sql, bank: string, rejectedFrom: IsoDate | undefined, alone: readonly Scheme[]) {
    this.#running = new RunningLoans(alone);
    this.#sql = sql;
    this.#bank = bank;
    this.#exposures = new Exposures(sql, bank);
    this.#rejectedFrom = rejectedFrom;
  }

  async load(keys: readonly FilingRow[]): Promise<void> {
    const ious = [...new Set(keys.map((k) => k.iou))];
    const rows = await ask(this.#sql, LOAN, OF_IOUS, [this.#bank, ious]);
    this.#registered = new Map(rows.map((row) => [key(row.scheme, row.iouNo), row]));
    await this.#exposures.load(keys);
    await this.#loadSameLoans(keys);
    await this.#running.load(this.#sql, keys);
    if (this.#rejectedFrom !== undefined) await this.#loadRejected(ious, this.#rejectedFrom);
  }

  async #loadRejected(ious: readonly string[], from: IsoDate): Promise<void> {
    const rows = await ask(this.#sql, ROW, REJECTED, [this.#bank, ious, from]);
    this.#rejected = new Map();
    for (const row of rows) {
      const name = key(row.scheme, row.iouNo);
      this.#rejected.set(name, [...(this.#rejected.get(name) ?? []), row.receivedOn]);
    }
  }

  registered({ scheme, iou }: Pick<FilingRow, 'scheme' | 'iou'>): RegisteredLoan | undefined {
    return this.#registered.get(key(scheme, iou));
  }

  rejectedWithin(scheme: Scheme, iou: string, from: IsoDate, to: IsoDate): boolean {
    return (this.#rejected.get(key(scheme, iou)) ?? []).some((day) => from <= day && day <= to);
  }

  peak(scheme: Scheme, uscc: string, from: IsoDate, to: IsoDate, except: RegisteredLoan | undefined): Fen {
    return this.#exposures.peak({ scheme, uscc }, from, to, except);
  }

  running(scheme: Scheme, uscc: string, iou: string, from: IsoDate, to: IsoDate): string | undefined {
    return this.#running.other(scheme, uscc, { bank: this.#bank, iou }, from, to);
  }

  /** A row of this file was accepted or referred: later rows see it. */
  register(scheme: Scheme, iou: string, loan: RegisteredLoan, businessNo: string): void {
    const ends = { endsOn: loan.maturesOn, bank: this.#bank, iou, businessNo };
    this.#running.add(scheme, { ...loan, ...ends });
    this.#registered.set(key(scheme, iou), loan);
    this.#exposures.add(scheme, loan);
    this.#addLoan(loan, iou);
  }

  sameLoan(row: FilingRow): string | undefined {
    return this.#byLoan.get(loanKey(row))?.find((iou) => iou !== row.iou);
  }

  async #loadSameLoans(rows: readonly FilingRow[]): Promise<void> {
    this.#byLoan = new Map();
    const asked = [...new Map(rows.map((row) => [`${row.uscc}/${row.disbursedOn}`, row])).values()];
    const loans = await ask(this.#sql, SAME, SAME_LOANS, [
      this.#bank,
      asked.map((row) => row.uscc),
      asked.map((row) => row.disbursedOn),
    ]);
    for (const loan of loans) this.#addLoan(loan, loan.iouNo);
  }

  #addLoan(loan: LoanKey, iou: string): void {
    const name = loanKey(loan);
    this.#byLoan.set(name, [...(this.#byLoan.get(name) ?? []), iou]);
  }
}

type LoanKey = Pick<RegisteredLoan, 'uscc' | 'disbursedOn' | 'currency' | 'principal'>;

const loanKey = ({ uscc, disbursedOn, currency, principal }: LoanKey): string =>
  `${uscc}/${disbursedOn}/${currency}/${principal}`;

const SAME = { iouNo: text, uscc: text, disbursedOn: date, currency: text, principal: bigint };

const LOAN = {
  scheme: text,
  iouNo: text,
  uscc: text,
  disbursedOn: date,
  maturesOn: date,
  settledOn: maybe(date),
  currency: text,
  principal: bigint,
  principalFen: maybe(bigint),
};

const ROW = { scheme: text, iouNo: text, receivedOn: date };

/**
 * Inside a long transaction a table that was just filled has no statistics, and a plain join may scan all of the bank's
 * rows for each batch. LATERAL with OFFSET 0 asks for one key at a time, which only an index can answer.
 */
const OF_IOUS = `
  SELECT l.scheme, l.iou_no, l.uscc, l.disbursed_on, l.matures_on, l.settled_on, l.currency, l.principal, l.principal_fen
  FROM unnest($2::text[]) AS asked (iou) CROSS JOIN LATERAL (
    SELECT * FROM filings f
    WHERE f.bank = $1 AND f.iou_no = asked.iou COLLATE "C" AND f.status ${REGISTERED} OFFSET 0
  ) AS l`;

const SAME_LOANS = `
  SELECT l.iou_no, l.uscc, l.disbursed_on, l.currency, l.principal
  FROM unnest($2::text[], $3::date[]) AS asked (uscc_asked, day) CROSS JOIN LATERAL (
    SELECT * FROM filings f
    WHERE f.uscc = asked.uscc_asked COLLATE "C" AND f.bank = $1 AND f.status ${REGISTERED} AND f.disbursed_on = asked.day
    OFFSET 0
  ) AS l`;

/** Whether the bank ever filed anything. */
export async function hasFiled(sql: Sql, bank: string): Promise<boolean> {
  return (await sql.query('SELECT 1 AS one FROM filings WHERE bank = $1 LIMIT 1', [bank])).length > 0;
}

const FILED_BEFORE_COLUMNS = {
  scheme: text,
  iou: text,
  uscc: text,
  disbursedOn: date,
  currency: text,
  principal: bigint,
  principalFen: orNull(bigint),
};
/** A loan that the bank filed, whatever became of it. */
export type FiledBefore = Readonly<RowOf<typeof FILED_BEFORE_COLUMNS>>;

/** The bank's loans with one of these IOU numbers, or to one of these enterprises. */
export async function filedBefore(
  sql: Sql,
  bank: string,
  ious: readonly string[],
  usccs: readonly string[],
): Promise<FiledBefore[]> {
  return ask(sql, FILED_BEFORE_COLUMNS, FILED_BEFORE, [bank, ious, usccs]);
}

const FILED_BEFORE = `
  SELECT l.* FROM unnest($2::text[]) AS asked (iou) CROSS JOIN LATERAL (
    SELECT f.scheme, f.iou_no AS iou, f.uscc, f.disbursed_on, f.currency, f.principal, f.principal_fen
    FROM filings f WHERE f.bank = $1 AND f.iou_no = asked.iou COLLATE "C" AND f.status IN ('受理', '待核') OFFSET 0
  ) AS l
  UNION ALL
  SELECT l.* FROM unnest($3::text[]) AS asked (uscc) CROSS JOIN LATERAL (
    SELECT f.scheme, f.iou_no, f.uscc, f.disbursed_on, f.currency, f.principal, f.principal_fen
    FROM filings f WHERE f.uscc = asked.uscc COLLATE "C" AND f.bank = $1 AND f.status IN ('受理', '待核') OFFSET 0
  ) AS l`;

const REJECTED = `
  SELECT scheme, iou_no, received_on FROM rejected_rows
  WHERE bank = $1 AND iou_no = ANY($2::text[]) AND kind = 'filing' AND received_on >= $3 AND scheme IS NOT NULL
  UNION
  SELECT scheme, iou_no, received_on FROM filings
  WHERE bank = $1 AND iou_no = ANY($2::text[]) AND status = '退回' AND received_on >= $3`;
