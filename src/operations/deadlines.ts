import type { Sql } from '../db/db.js';
import { addDays, addMonths, type IsoDate, monthEnd, quarterEnd } from '../domain/dates.js';
import type { Policy } from '../domain/policy.js';
import type { Reference } from '../domain/reference.js';
import { filedSince, openClawbacks, unclaimed } from '../ledger/views/status.js';
import { windowOf } from '../rules/filing/window.js';

/** Claims whose window closes within so many working days are listed. */
const AHEAD_WORKDAYS = 20;

export interface Deadlines {
  /** Last day of the quarter's filing window; undefined past the calendar's end. */
  readonly windowEnd: IsoDate | undefined;
  /** Last day of the window after it; undefined past the calendar's end. */
  readonly nextWindowEnd: IsoDate | undefined;
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
  const filingWindows = policies
    .documentsOn(on)
    .flatMap((document) => document.termsOn(on).filingWindow ?? []);
  const windows = filingWindows.map((window) => windowOf(window, on, calendar));
  const next = filingWindows.map((window) => {
    const end = window.per === 'quarter' ? quarterEnd(on) : monthEnd(on);
    return windowOf(window, addDays(end, 1), calendar);
  });
  const starts = windows.map(({ start }) => start).sort();
  const filed = await filedSince(sql, starts[0] ?? on);
  const bound = agreements.codes.filter((code) =>
    policies.codes.some((scheme) => agreements.inForce(code, scheme, on)),
  );
  const horizon = calendar.nthAfter(on, AHEAD_WORKDAYS) ?? addDays(on, 30);
  const months = policies.codes.map((scheme) => monthsToClaim(policies.of(scheme), on) ?? 0);
  const ended = await unclaimed(sql, addMonths(on, -Math.max(...months)));
  const closing = ended.flatMap(({ bank, scheme, maturesOn, count }) => {
    const open = monthsToClaim(policies.of(scheme), on);
    return open === undefined ? [] : [{ bank, scheme, closes: addMonths(maturesOn, open), count }];
  });
  const open = await openClawbacks(sql);
  return {
    windowEnd: lastOf(windows),
    nextWindowEnd: lastOf(next),
    notFiled: bound.filter((code) => !filed.has(code)),
    claims: closing.filter(({ closes }) => closes >= on && closes <= horizon),
    clawbacks: open.map((one) => ({ ...one, late: one.dueOn !== null && one.dueOn < on })),
  };
}

const lastOf = (windows: readonly { readonly deadline: IsoDate | undefined }[]): IsoDate | undefined =>
  windows
    .flatMap(({ deadline }) => deadline ?? [])
    .sort()
    .at(-1);

/** Months after maturity in which a claim is in time; undefined where they do not count from it. */
export function monthsToClaim(policy: Policy, on: IsoDate): number | undefined {
  const { claimWindow } = policy.termsOn(on);
  return claimWindow?.from === 'maturity' ? claimWindow.months : undefined;
}
