import type { IsoDate } from '../domain/dates.js';
import type { Fen } from '../domain/money.js';
import type { Reference } from '../domain/reference.js';
import type { Claim, Recovery } from '../ledger/records/records.js';
import { openOf, unseenOf } from '../rules/operations/reconcile.js';
import { returnLateDays } from '../rules/recovery/clawback.js';

/** The sums kept beside what was given to a clawback or a payment, and the days that hang on them. */

/** Money of a line settles a clawback by as much; settled in full, the line that completes it gives 缴清日期. */
export function settle(
  recovery: Recovery,
  claim: Claim,
  amount: Fen,
  bookedOn: IsoDate,
  { calendar }: Pick<Reference, 'calendar'>,
): void {
  recovery.returned += amount;
  claim.returned += amount;
  if (openOf(recovery) > 0n) return;
  recovery.settledOn = bookedOn;
  recovery.returnLate = returnLateDays(recovery.dueOn, bookedOn, calendar);
}

export function unsettle(recovery: Recovery, claim: Claim, amount: Fen): void {
  recovery.returned -= amount;
  claim.returned -= amount;
  recovery.settledOn = undefined;
  recovery.returnLate = undefined;
}

/** A claim's payment is seen by as much; in full, the line that completes it gives 到账日期. */
export function see(claim: Claim, amount: Fen, bookedOn: IsoDate): void {
  claim.seen += amount;
  if (unseenOf(claim) === 0n) claim.creditedOn = bookedOn;
}

export function unsee(claim: Claim, amount: Fen): void {
  claim.seen -= amount;
  claim.creditedOn = undefined;
}
