import type { IsoDate } from '../domain/dates.js';
import type { Reference } from '../domain/reference.js';
import { noticed } from '../ledger/journal/postings.js';
import type { Claim, Recovery } from '../ledger/records/records.js';
import { type AskedSoFar, moneyToReturn, returnDue } from '../rules/recovery/clawback.js';
import type { Effects } from './stage.js';

/** 缴回通知: asks a paid claim's bank for its share of one more recovery. Changes both, and posts the claim on it. */
export function giveNotice(
  recovery: Recovery,
  claim: Claim,
  on: IsoDate,
  noticeLate: number | undefined,
  reference: Reference,
  effects: Effects,
): void {
  const asked = moneyToReturn(claim.amount ?? 0n, claim.base ?? 0n, asksOf(claim), recovery.amount);
  recovery.treatment = 'noticed';
  recovery.noticedOn = on;
  recovery.asked = asked;
  recovery.ratioNum = claim.ratioNum;
  recovery.ratioDen = claim.ratioDen;
  recovery.noticeLate = noticeLate;
  recovery.dueOn = returnDue(on, reference.policies.of(claim.scheme).termsOn(on), reference.calendar);
  claim.recovered += recovery.amount;
  claim.asked += asked;
  if (asked === 0n) {
    recovery.settledOn = on;
    recovery.returnLate = recovery.dueOn === undefined ? undefined : 0;
  }
  effects.journal.post(noticed(recovery));
}

/** What was asked of a claim so far: by notices, and by recalls (追回). In fen. */
export const asksOf = (claim: Claim): AskedSoFar => ({
  recovered: claim.recovered,
  noticed: claim.asked - claim.recalled,
  recalled: claim.recalled,
});
