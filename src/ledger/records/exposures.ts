import { ask, date, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import { Exposure, runsUntil } from '../../domain/exposure.js';
import type { Fen } from '../../domain/money.js';
import type { Scheme } from '../../domain/scheme.js';
import type { RegisteredLoan } from '../../rules/filing/filing.js';
import { REGISTERED } from './status-sql.js';

/** An enterprise under one scheme. */
export interface Borrower {
  readonly scheme: Scheme;
  readonly uscc: string;
}

const key = ({ scheme, uscc }: Borrower): string => `${scheme}/${uscc}`;

/** What one bank's registered loans to an enterprise come to, day by day, as far as the rows in hand touch it. */
export class Exposures {
  readonly #sql: Sql;
  readonly #bank: string;
  readonly #held = new Map<string, Exposure>();

  constructor(sql: Sql, bank: string) {
    this.#sql = sql;
    this.#bank = bank;
  }

  /** Asks the books anew: they hold the earlier batches' rows by now. */
  async load(wanted: readonly Borrower[]): Promise<void> {
    this.#held.clear();
    const unseen: Borrower[] = [];
    for (const one of wanted) {
      if (this.#held.has(key(one))) continue;
      this.#held.set(key(one), new Exposure());
      unseen.push(one);
    }
    if (unseen.length === 0) return;
    const changes = await ask(this.#sql, CHANGE, CHANGES, [
      this.#bank,
      unseen.map(({ scheme }) => scheme),
      unseen.map(({ uscc }) => uscc),
    ]);
    for (const row of changes) this.#held.get(key(row))?.change(row.day, BigInt(row.by));
  }

  /** Most that the loans, but `except`, come to on a day of [from, to). */
  peak(borrower: Borrower, from: IsoDate, to: IsoDate, except: RegisteredLoan | undefined): Fen {
    const exposure = this.#held.get(key(borrower));
    if (exposure === undefined) return 0n;
    if (except === undefined || except.uscc !== borrower.uscc) return exposure.peak(from, to);
    const own = except.principalFen ?? 0n;
    exposure.add(except.disbursedOn, runsUntil(except), -own);
    const most = exposure.peak(from, to);
    exposure.add(except.disbursedOn, runsUntil(except), own);
    return most;
  }

  /** A loan is registered: later rows see it. */
  add(scheme: Scheme, loan: RegisteredLoan): void {
    const exposure = this.#held.get(key({ scheme, uscc: loan.uscc }));
    exposure?.add(loan.disbursedOn, runsUntil(loan), loan.principalFen ?? 0n);
  }

  remove(scheme: Scheme, loan: RegisteredLoan): void {
    const exposure = this.#held.get(key({ scheme, uscc: loan.uscc }));
    exposure?.add(loan.disbursedOn, runsUntil(loan), -(loan.principalFen ?? 0n));
  }
}

const CHANGE = { scheme: text, uscc: text, day: date, by: text };

/** LATERAL with OFFSET 0 for the reason told in filing-books.ts. */
const CHANGES = `
  SELECT scheme, uscc, day, sum(change)::text AS by
  FROM unnest($2::text[], $3::text[]) AS asked (scheme_asked, uscc_asked) CROSS JOIN LATERAL (
    SELECT f.scheme, f.uscc, f.disbursed_on, least(f.matures_on, f.settled_on) AS ends_on, f.principal_fen FROM filings f
    WHERE f.uscc = asked.uscc_asked COLLATE "C" AND f.bank = $1 AND f.scheme = asked.scheme_asked COLLATE "C"
      AND f.status ${REGISTERED} AND f.principal_fen IS NOT NULL AND least(f.matures_on, f.settled_on) > f.disbursed_on
    OFFSET 0
  ) AS l CROSS JOIN LATERAL (VALUES (l.disbursed_on, l.principal_fen), (l.ends_on, -l.principal_fen)) AS moves (day, change)
  GROUP BY scheme, uscc, day`;
