import type { IsoDate } from '../domain/dates.js';
import { compareCodePoints } from '../domain/order.js';
import type { Reference } from '../domain/reference.js';
import { noticed } from '../ledger/journal/postings.js';
import type { Claim, Recovery } from '../ledger/records/records.js';
import { moneyToReturn, returnDue } from '../rules/recovery/clawback.js';
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
  const before = { recovered: claim.recovered, asked: claim.asked };
  const asked = moneyToReturn(claim.amount ?? 0n, claim.base ?? 0n, before, recovery.amount);
  recovery.treatment = 'noticed';
  recovery.noticedOn = on;
  recovery.asked = asked;
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

/** (received on, kind, sender, file, row): the order in which recoveries of one claim count. */
export function inOrder(a: Recovery, b: Recovery): number {
  return (
    compareCodePoints(a.receivedOn, b.receivedOn) ||
    compareCodePoints(a.bank, b.bank) ||
    compareCodePoints(a.fileName, b.fileName) ||
    a.rowNo - b.rowNo
  );
}
