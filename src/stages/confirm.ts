import { confirmed, unconfirmed, unrecommended, writtenOff } from '../ledger/journal/postings.js';
import type { Payout } from '../ledger/records/confirmation-books.js';
import type { Claim, Recovery, Writeoff } from '../ledger/records/records.js';
import type { ConfirmationRow } from '../rules/operations/confirmation.js';
import { giveNotice } from './clawback-notice.js';
import type { Effects, FileInHand, Why } from './stage.js';

/** What the bureau's word does to an item (确认的效果). */

/** A row of a confirmation that nothing stands against. */
export interface Said {
  readonly row: ConfirmationRow;
  readonly file: FileInHand;
  readonly rowId: bigint;
  readonly effects: Effects;
}

/** 同意: the claim is paid that day, and what was recovered meanwhile is asked back. */
export function confirmClaim(said: Said, claim: Claim, kept: readonly Recovery[]): Payout {
  const { file, effects, row } = said;
  effects.move('claim', claim, '已拨付', why(said, false, '财政国资局确认'));
  claim.paidOn = file.receivedOn;
  claim.documentNo = row.documentNo;
  effects.journal.post(confirmed(claim, file.receivedOn, said.rowId));
  for (const recovery of kept) giveNotice(recovery, claim, file.receivedOn, 0, file.reference, effects);
  return payout(said, claim, claim.amount ?? 0n);
}

/** 不同意: what was recovered meanwhile is asked of nobody. */
export function declineClaim(said: Said, claim: Claim, kept: readonly Recovery[]): void {
  const { file, effects } = said;
  claim.endedBy = 'bureau';
  for (const recovery of kept) recovery.treatment = 'void';
  effects.journal.post(unrecommended(claim, file.receivedOn, said.rowId, '不予确认'));
  effects.move('claim', claim, '不予确认', why(said, true, '财政国资局不予确认'));
}

/** 撤销: the bureau takes its confirmation back, and the claim is 建议补偿 again. */
export function unconfirmClaim(said: Said, claim: Claim): Payout {
  const { file, effects } = said;
  effects.move('claim', claim, '建议补偿', why(said, true, '财政国资局撤销确认'));
  effects.journal.post(unconfirmed(claim, file.receivedOn, said.rowId));
  claim.paidOn = undefined;
  claim.documentNo = undefined;
  return payout(said, claim, -(claim.amount ?? 0n));
}

export function confirmWriteoff(said: Said, writeoff: Writeoff, claim: Claim): void {
  const { file, effects, row } = said;
  const agreed = '财政国资局同意核销';
  writeoff.documentNo = row.documentNo;
  writeoff.confirmedOn = file.receivedOn;
  effects.move('writeoff', writeoff, '已核销', why(said, true, agreed));
  effects.move('claim', claim, '已核销', why(said, false, agreed));
  effects.journal.post(writtenOff(writeoff, file.receivedOn));
}

export function declineWriteoff(said: Said, writeoff: Writeoff): void {
  writeoff.documentNo = said.row.documentNo;
  said.effects.move('writeoff', writeoff, '不予确认', why(said, true, '财政国资局不同意核销,可重新申请'));
}

function payout({ row, file, rowId }: Said, claim: Claim, amount: bigint): Payout {
  return {
    id: rowId,
    claimId: claim.id,
    happenedOn: file.receivedOn,
    documentNo: row.documentNo,
    takenBack: row.outcome === '撤销',
    base: claim.base ?? 0n,
    ratioNum: claim.ratioNum ?? 0n,
    ratioDen: claim.ratioDen ?? 1n,
    amount,
  };
}

/** An item goes on by the bureau's word; the bank reads of it in notice.csv where it is not paid by it. */
function why({ row, file, rowId }: Said, notice: boolean, message: string): Why {
  const who = [row.maker, row.checker].filter((name) => name !== undefined).join('/');
  return {
    on: file.receivedOn,
    cause: 'confirmation',
    source: rowId,
    actor: who === '' ? file.sender : who,
    notice,
    message: `${message},文号${row.documentNo}。`,
  };
}
