import { ask, date, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Scheme } from '../../domain/scheme.js';
import { REGISTERED } from './status-sql.js';

const LOAN = {
  scheme: text,
  uscc: text,
  disbursedOn: date,
  endsOn: date,
  bank: text,
  iou: text,
  businessNo: text,
};
/** A registered loan at any bank, until it matures or was repaid. */
export type RunningLoan = Readonly<Omit<RowOf<typeof LOAN>, 'scheme'>>;

/** Loans of enterprises that may have one running loan only, at whatever bank; asked for each batch of rows. */
export class RunningLoans {
  readonly #alone: readonly Scheme[];
  readonly #loans = new Map<string, RunningLoan[]>();

  /** @param alone the schemes that allow one only; of the others nothing is loaded */
  constructor(alone: readonly Scheme[]) {
    this.#alone = alone;
  }

  async load(sql: Sql, keys: readonly { readonly uscc: string }[]): Promise<void> {
    if (this.#alone.length === 0) return;
    this.#loans.clear();
    const usccs = [...new Set(keys.map(({ uscc }) => uscc))];
    const rows = await ask(sql, LOAN, RUNNING, [this.#alone, usccs]);
    for (const { scheme, ...loan } of rows) this.add(scheme, loan);
  }

  add(scheme: Scheme, loan: RunningLoan): void {
    if (!this.#alone.includes(scheme)) return;
    const name = `${scheme}/${loan.uscc}`;
    this.#loans.set(name, [...(this.#loans.get(name) ?? []), loan]);
  }

  /** Number of another loan that runs on a day of [from, to). */
  other(
    scheme: Scheme,
    uscc: string,
    own: { readonly bank: string; readonly iou: string },
    from: IsoDate,
    to: IsoDate,
  ): string | undefined {
    const found = (this.#loans.get(`${scheme}/${uscc}`) ?? []).find(
      ({ disbursedOn, endsOn, bank, iou }) =>
        disbursedOn < to && endsOn > from && !(bank === own.bank && iou === own.iou),
    );
    return found?.businessNo;
  }
}

const RUNNING = `
  SELECT scheme, uscc, disbursed_on, least(matures_on, coalesce(settled_on, matures_on)) AS ends_on,
         bank, iou_no AS iou, business_no
  FROM filings
  WHERE scheme = ANY($1::text[]) AND uscc = ANY($2::text[]) AND status ${REGISTERED} ORDER BY id`;
