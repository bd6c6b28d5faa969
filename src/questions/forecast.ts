import type { Sql } from '../db/db.js';
import { addMonths, type IsoDate } from '../domain/dates.js';
import type { Fen, Ratio } from '../domain/money.js';
import { compareCodePoints } from '../domain/order.js';
import type { Policies } from '../domain/policy.js';
import type { Reference } from '../domain/reference.js';
import { calendarOf } from '../ledger/records/books.js';
import { openClaims } from '../ledger/records/opinions.js';
import { available, type BankPosition, bankStates, positions } from '../ledger/records/positions.js';
import type { Claim } from '../ledger/records/records.js';
import { barredBanks } from '../ledger/records/standing-books.js';
import {
  type Drain,
  drainOf,
  paidRatios,
  referredClaims,
  type UnclaimedLoan,
  unclaimedLoans,
} from '../ledger/views/forecast.js';
import { monthsToClaim } from '../operations/deadlines.js';
import { type Need, needsToLift, quartersBefore, shortIn } from '../rules/forecast.js';
import { nextState } from '../rules/suspension.js';
import { type ForeseenClaim, nextOpinions } from './next-runs.js';

export interface SuspendedBank {
  readonly at: BankPosition;
  /** 资格暂停 (KC §17): only the custodian's 恢复 ends it. */
  readonly barred: boolean;
  /** Whether its sums free it in the next run already. */
  readonly lifted: boolean;
  readonly join: 'and' | 'or';
  readonly needs: readonly Need[];
  /** At which its claims were paid: what cash a return takes. */
  readonly ratios: readonly Ratio[];
}

/** 外推, in fen: it takes the last quarters for the next ones and knows nothing else. */
export interface FundOutlook {
  readonly available: Fen;
  /** Of claims that wait for a run or an operator. */
  readonly waiting: Fen;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly drain: Drain;
  /** Undefined where it does not run short, or where no quarter has been seen whole. */
  readonly shortBy: IsoDate | undefined;
  readonly quarters: number;
}

export interface Forecast {
  readonly claims: readonly ForeseenClaim[];
  readonly suspended: readonly SuspendedBank[];
  readonly fund: FundOutlook;
  readonly windows: readonly (UnclaimedLoan & { readonly closes: IsoDate })[];
}

/** 预测 from the books as they stand on a day. Only reads them. */
export async function forecast(sql: Sql, { policies }: Reference, on: IsoDate): Promise<Forecast> {
  const open = (await openClaims(sql, policies.codes)).map(({ claim }) => claim);
  const referred = await referredClaims(sql);
  const claims = await nextOpinions(sql, policies, on, open, referred);
  return {
    claims,
    suspended: await suspendedBanks(sql, policies, on),
    fund: await fundOutlook(sql, on, [...open, ...referred]),
    windows: await claimWindows(sql, policies, on),
  };
}

async function suspendedBanks(sql: Sql, policies: Policies, on: IsoDate): Promise<SuspendedBank[]> {
  const states = new Map(
    (await bankStates(sql)).map(({ bank, scheme, state }) => [`${bank}/${scheme}`, state]),
  );
  const barred = await barredBanks(sql);
  const ratios = await paidRatios(sql);
  return (await positions(sql, { on })).flatMap((at) => {
    const key = `${at.bank}/${at.scheme}`;
    const terms = policies.of(at.scheme).termsOn(on);
    const suspended = states.get(key) === '暂停';
    if (!suspended && !barred.has(key)) return [];
    return {
      at,
      barred: barred.has(key),
      lifted: suspended && nextState('暂停', at, terms) === '正常',
      join: terms.suspension?.join ?? 'and',
      needs: suspended ? needsToLift(at, terms) : [],
      ratios: ratios
        .filter((one) => one.bank === at.bank && one.scheme === at.scheme)
        .map((one) => one.ratio),
    };
  });
}

const QUARTERS = 4;

async function fundOutlook(sql: Sql, on: IsoDate, claims: readonly Claim[]): Promise<FundOutlook> {
  const { first = on } = await calendarOf(sql);
  let quarters = QUARTERS;
  // Only quarters that the books have seen whole.
  while (quarters > 0 && quartersBefore(on, quarters).from < first) quarters -= 1;
  const { from, to } = quartersBefore(on, Math.max(quarters, 1));
  const drain = await drainOf(sql, from, to);
  const balance = await available(sql);
  const waits = claims.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n);
  const drained = drain.applied - drain.returned - drain.interest + drain.fees;
  const shortBy = quarters === 0 ? undefined : shortIn(balance - waits, drained, quarters, on);
  return { available: balance, waiting: waits, from, to, drain, shortBy, quarters };
}

/** Loans without a claim and the last day on which one is in time, of windows that are open, the nearest first. */
async function claimWindows(sql: Sql, policies: Policies, on: IsoDate): Promise<Forecast['windows']> {
  const months = policies.codes.map((scheme) => monthsToClaim(policies.of(scheme), on) ?? 0);
  const loans = await unclaimedLoans(sql, addMonths(on, -Math.max(...months) - 1));
  const windows = loans.flatMap((loan) => {
    const open = monthsToClaim(policies.of(loan.scheme), on);
    return open === undefined ? [] : [{ ...loan, closes: addMonths(loan.maturesOn, open) }];
  });
  return windows
    .filter(({ closes }) => closes >= on)
    .sort((a, b) => compareCodePoints(a.closes, b.closes) || compareCodePoints(a.businessNo, b.businessNo));
}
