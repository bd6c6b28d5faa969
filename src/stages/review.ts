import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import type { Reference } from '../domain/reference.js';
import type { Scheme } from '../domain/scheme.js';
import { recommended } from '../ledger/journal/postings.js';
import { insertOpinions, type OpinionLine, openClaims, openWriteoffs } from '../ledger/records/opinions.js';
import { available, bankStates, positions, saveBankStates } from '../ledger/records/positions.js';
import { CLAIMS, type Claim, WRITEOFFS } from '../ledger/records/records.js';
import { barredBanks } from '../ledger/records/standing-books.js';
import { schemesOfRun } from '../rules/opinion.js';
import { bankKey, type ClaimOpinionOfRun, OpinionRun, type RunStart } from '../rules/opinion-run.js';
import { reviewWriteoffs } from './review-writeoffs.js';
import { Effects } from './stage.js';

/** 初审: takes the open claims in the order in which they came, then the write-offs. Source: XW §8 §14, KC §9 §15. */
export async function runReview(sql: Sql, on: IsoDate, reference: Reference): Promise<void> {
  const schemes = schemesOfRun(on, reference.policies);
  const effects = new Effects();
  const run = new OpinionRun(await startOf(sql, on, schemes, reference));
  const claims = (await openClaims(sql, schemes)).map(({ claim }) => claim);
  const lines = claims.map((claim) => record(claim, run.take(claim), on, effects));
  run.closeStates();
  await CLAIMS.update(sql, claims);
  await saveBankStates(sql, run.states, on);
  const writeoffs = await openWriteoffs(sql, schemes);
  lines.push(...reviewWriteoffs(writeoffs, on, reference.policies, effects));
  await WRITEOFFS.update(
    sql,
    writeoffs.map(({ writeoff }) => writeoff),
  );
  await insertOpinions(sql, on, lines);
  await effects.flush(sql);
}

async function startOf(
  sql: Sql,
  on: IsoDate,
  schemes: readonly Scheme[],
  { policies }: Reference,
): Promise<RunStart> {
  const held = await positions(sql, { on, schemes });
  const states = await bankStates(sql);
  const others = policies.codes.filter((scheme) => !schemes.includes(scheme));
  const waiting = await openClaims(sql, others);
  return {
    on,
    schemes,
    policies,
    positions: new Map(held.map((one) => [bankKey(one.bank, one.scheme), one])),
    states: new Map(states.map((one) => [bankKey(one.bank, one.scheme), one.state])),
    barred: await barredBanks(sql),
    available: await available(sql),
    short: waiting.map(({ claim }) => claim).filter((claim) => claim.status === '资金不足'),
  };
}

/** Moves the claim and posts what is recommended. The bank learns of a claim that is held, or released after it was. */
function record(claim: Claim, said: ClaimOpinionOfRun, on: IsoDate, effects: Effects): OpinionLine {
  const { opinion, message } = said;
  if (opinion === '建议补偿') effects.journal.post(recommended(claim, on));
  if (claim.status !== opinion) {
    const notice = claim.status !== '受理' || opinion !== '建议补偿';
    effects.move('claim', claim, opinion, {
      on,
      cause: 'run',
      source: undefined,
      actor: '初审',
      notice,
      message,
    });
  }
  return opinionLine(claim, said);
}

function opinionLine(
  claim: Claim,
  { opinion, position, available, article }: ClaimOpinionOfRun,
): OpinionLine {
  return {
    businessNo: claim.businessNo,
    scheme: claim.scheme,
    bank: claim.bank,
    iouNo: claim.iouNo,
    claimId: claim.id,
    classification: claim.classification,
    base: claim.base ?? 0n,
    ratio: { num: claim.ratioNum ?? 0n, den: claim.ratioDen ?? 1n },
    amount: claim.amount ?? 0n,
    opinion,
    position,
    available,
    article,
  };
}
