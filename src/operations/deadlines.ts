import type { Sql } from '../db/db.js';
import { addDays, addMonths, type IsoDate, quarterStart } from '../domain/dates.js';
import type { Reference } from '../domain/reference.js';
import { filedSince, openClawbacks, unclaimed } from '../ledger/views/status.js';

/** Claims whose window closes within so many working days are listed. */
const AHEAD_WORKDAYS = 20;

export interface Deadlines {
  /** Last day of the quarter's filing window; undefined past the calendar's end. */
  readonly windowEnd: IsoDate | undefined;
  /** Banks under agreement of which no filing was taken this quarter. */
  readonly notFiled: readonly string[];
  readonly claims: readonly { bank: string; scheme: string; closes: IsoDate; count: number }[];
  readonly clawbacks: readonly {
    bank: string;
    dueOn: IsoDate | null;
    count: number;
    owed: bigint;
    late: boolean;
  }[];
}

/** What falls due, as it stands on a day. */
export async function deadlines(sql: Sql, reference: Reference, on: IsoDate): Promise<Deadlines> {
  const { calendar, policies, agreements } = reference;
  const ends = policies.codes.map((scheme) =>
    calendar.nthOfQuarter(on, policies.of(scheme).termsOn(on).filingWindowWorkdays),
  );
  const filed = await filedSince(sql, quarterStart(on));
  const bound = agreements.codes.filter((code) =>
    policies.codes.some((scheme) => agreements.inForce(code, scheme, on)),
  );
  const horizon = calendar.nthAfter(on, AHEAD_WORKDAYS) ?? addDays(on, 30);
  const months = policies.codes.map((scheme) => policies.of(scheme).termsOn(on).claimWindowMonths);
  const ended = await unclaimed(sql, addMonths(on, -Math.max(...months)));
  const closing = ended.map(({ bank, scheme, maturesOn, count }) => ({
    bank,
    scheme,
    closes: addMonths(maturesOn, policies.of(scheme).termsOn(on).claimWindowMonths),
    count,
  }));
  const open = await openClawbacks(sql);
  return {
    windowEnd: ends
      .flatMap((end) => end ?? [])
      .sort()
      .at(-1),
    notFiled: bound.filter((code) => !filed.has(code)),
    claims: closing.filter(({ closes }) => closes >= on && closes <= horizon),
    clawbacks: open.map((one) => ({ ...one, late: one.dueOn !== null && one.dueOn < on })),
  };
}
