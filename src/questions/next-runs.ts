import type { Sql } from '../db/db.js';
import { addDays, type IsoDate, monthEnd } from '../domain/dates.js';
import { compareCodePoints } from '../domain/order.js';
import type { Policies } from '../domain/policy.js';
import { type BankState, NO_POSITION } from '../domain/position.js';
import type { Scheme } from '../domain/scheme.js';
import { calendarOf } from '../ledger/records/books.js';
import { available, bankStates, positions } from '../ledger/records/positions.js';
import type { Claim } from '../ledger/records/records.js';
import { barredBanks } from '../ledger/records/standing-books.js';
import { type Foreseen, foresee, type Waiting } from '../rules/forecast.js';
import { schemesOfRun } from '../rules/opinion.js';

export interface ForeseenClaim extends Omit<Foreseen, 'claim'> {
  readonly claim: Claim;
  readonly runOn: IsoDate;
}

/** What the next run of each scheme says to what waits; of what waits for an operator, if all of it is passed. */
export async function nextOpinions(
  sql: Sql,
  policies: Policies,
  on: IsoDate,
  open: readonly Claim[],
  referred: readonly Claim[],
): Promise<ForeseenClaim[]> {
  const runs = await nextRuns(sql, policies, on);
  const alone = await runsOver(sql, policies, runs, open);
  const all = await runsOver(sql, policies, runs, [...open, ...referred].sort(inOrder));
  return [...alone, ...all.filter(({ claim }) => claim.status === '待核')];
}

interface NextRun {
  readonly runOn: IsoDate;
  readonly schemes: readonly Scheme[];
}

/** The next run of each scheme, by date. */
async function nextRuns(sql: Sql, policies: Policies, on: IsoDate): Promise<NextRun[]> {
  const { lastRun } = await calendarOf(sql);
  let runOn = monthEnd(lastRun !== undefined && on <= lastRun ? addDays(lastRun, 1) : on);
  const missing = new Set(policies.codes);
  const found: NextRun[] = [];
  for (let months = 0; missing.size > 0 && months < 12; months++) {
    const schemes = schemesOfRun(runOn, policies).filter((scheme) => missing.delete(scheme));
    if (schemes.length > 0) found.push({ runOn, schemes });
    runOn = monthEnd(addDays(runOn, 1));
  }
  return found;
}

async function runsOver(
  sql: Sql,
  policies: Policies,
  runs: readonly NextRun[],
  claims: readonly Claim[],
): Promise<ForeseenClaim[]> {
  const states = new Map(
    (await bankStates(sql)).map(({ bank, scheme, state }) => [`${bank}/${scheme}`, state]),
  );
  const barred = await barredBanks(sql);
  let left = await available(sql);
  const said: ForeseenClaim[] = [];
  for (const { runOn, schemes } of runs) {
    const at = new Map(
      (await positions(sql, { on: runOn, schemes })).map((p) => [`${p.bank}/${p.scheme}`, p]),
    );
    const taken = claims.filter(({ scheme }) => schemes.includes(scheme));
    const short = [
      ...claims.filter((one) => one.status === '资金不足' && !schemes.includes(one.scheme)),
      ...said.filter(({ opinion }) => opinion === '资金不足').map(({ claim }) => claim),
    ];
    const byNumber = new Map(taken.map((claim) => [claim.businessNo, claim]));
    const seen = foresee(taken.map(waiting), {
      position: (key) => at.get(key) ?? NO_POSITION,
      state: (key): BankState => states.get(key) ?? '正常',
      barred: (key) => barred.has(key),
      terms: (key) => policies.of(key.split('/')[1] ?? '').termsOn(runOn),
      waits: ({ businessNo }) => short.some((one) => isBefore(one, byNumber.get(businessNo))),
      available: left,
    });
    for (const [i, one] of seen.entries()) {
      const claim = taken[i];
      if (claim !== undefined) said.push({ ...one, claim, runOn });
      if (one.opinion === '建议补偿') left -= one.claim.amount;
    }
  }
  return said;
}

const waiting = (claim: Claim): Waiting => ({
  businessNo: claim.businessNo,
  key: `${claim.bank}/${claim.scheme}`,
  amount: claim.amount ?? 0n,
  newlyApplied: claim.status === '待核' ? (claim.base ?? 0n) : 0n,
});

/** (day received, sender, file name, row). */
const inOrder = (a: Claim, b: Claim): number =>
  compareCodePoints(a.receivedOn, b.receivedOn) ||
  compareCodePoints(a.bank, b.bank) ||
  compareCodePoints(a.fileName, b.fileName) ||
  a.rowNo - b.rowNo;

const isBefore = (a: Claim, b: Claim | undefined): boolean => b !== undefined && inOrder(a, b) < 0;
