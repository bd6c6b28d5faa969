import type { Sql } from '../db/db.js';
import { confirmed, refused, writtenOff } from '../ledger/journal/postings.js';
import {
  CLAIMS,
  type Claim,
  RECOVERIES,
  type Recovery,
  rowId,
  WRITEOFFS,
  type Writeoff,
} from '../ledger/records/records.js';
import { type ConfirmationRow, judgeConfirmation } from '../rules/operations/decision.js';
import { giveNotice, inOrder } from './clawback-notice.js';
import { confirmationRow } from './rows.js';
import {
  type Effects,
  type FileInHand,
  type FormedRow,
  type RowResult,
  resultOf,
  type Stage,
  type Why,
} from './stage.js';

/** 确认: the bureau's word on recommended claims and write-offs, row by row; an agreed claim is paid that day. */
export class ConfirmationStage implements Stage {
  readonly #sql: Sql;
  readonly #file: FileInHand;
  readonly #effects: Effects;
  #claims = new Map<string, Claim>();
  #writeoffs = new Map<string, Writeoff>();
  /** Claims of the write-offs in hand, by id. */
  #writtenOff = new Map<bigint, Claim>();
  /** Recoveries kept for the claims in hand, in the data's order. */
  #kept = new Map<bigint, Recovery[]>();

  constructor(sql: Sql, file: FileInHand, effects: Effects) {
    this.#sql = sql;
    this.#file = file;
    this.#effects = effects;
  }

  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    const typed = rows.map((row) => ({ rowNo: row.rowNo, row: confirmationRow(row.values) }));
    await this.#load([...new Set(typed.map(({ row }) => row.businessNo))]);
    const results = typed.map(({ rowNo, row }) => this.#confirm(rowNo, row));
    await CLAIMS.update(this.#sql, [...this.#claims.values(), ...this.#writtenOff.values()]);
    await WRITEOFFS.update(this.#sql, [...this.#writeoffs.values()]);
    await RECOVERIES.update(this.#sql, [...this.#kept.values()].flat());
    return results;
  }

  async #load(numbers: readonly string[]): Promise<void> {
    const named = 'WHERE t.business_no = ANY($1::text[]) AND t.status =';
    const claims = await CLAIMS.select(this.#sql, `${named} '建议补偿'`, [numbers]);
    const writeoffs = await WRITEOFFS.select(this.#sql, `${named} '建议核销'`, [numbers]);
    const ids = '= ANY($1::bigint[])';
    const paid = await CLAIMS.select(this.#sql, `WHERE t.id ${ids}`, [writeoffs.map((w) => w.claimId)]);
    const kept = await RECOVERIES.select(this.#sql, `WHERE t.claim_id ${ids} AND t.treatment = 'kept'`, [
      claims.map((c) => c.id),
    ]);
    this.#claims = new Map(claims.map((c) => [c.businessNo, c]));
    this.#writeoffs = new Map(writeoffs.map((w) => [w.businessNo, w]));
    this.#writtenOff = new Map(paid.map((c) => [c.id, c]));
    this.#kept = new Map(claims.map((c) => [c.id, kept.filter((r) => r.claimId === c.id).sort(inOrder)]));
  }

  #confirm(rowNo: number, row: ConfirmationRow): RowResult {
    const claim = this.#claims.get(row.businessNo);
    const writeoff = this.#writeoffs.get(row.businessNo);
    const openClaim = claim?.status === '建议补偿' ? claim : undefined;
    const openWriteoff = writeoff?.status === '建议核销' ? writeoff : undefined;
    const result = resultOf(
      rowNo,
      row.businessNo,
      judgeConfirmation(row, (openClaim ?? openWriteoff)?.amount),
    );
    if (result.outcome === '退回') return result;
    if (openClaim !== undefined) this.#confirmClaim(rowNo, row, openClaim);
    if (openWriteoff !== undefined) this.#confirmWriteoff(rowNo, row, openWriteoff);
    return { ...result, iouNo: (openClaim ?? openWriteoff)?.iouNo ?? '' };
  }

  #confirmClaim(rowNo: number, row: ConfirmationRow, claim: Claim): void {
    const on = this.#file.receivedOn;
    const kept = this.#kept.get(claim.id) ?? [];
    if (!row.agreed) {
      claim.returnedBy = 'bureau';
      for (const recovery of kept) recovery.treatment = 'void';
      this.#effects.journal.post(refused(claim, on));
      this.#effects.move('claim', claim, '不予确认', this.#why(rowNo, row, true, '财政国资局不予确认'));
      return;
    }
    this.#effects.move('claim', claim, '已拨付', this.#why(rowNo, row, false, '财政国资局确认'));
    claim.paidOn = on;
    claim.documentNo = row.documentNo;
    this.#effects.journal.post(confirmed(claim, on));
    for (const recovery of kept) giveNotice(recovery, claim, on, 0, this.#file.reference, this.#effects);
  }

  #confirmWriteoff(rowNo: number, row: ConfirmationRow, writeoff: Writeoff): void {
    const on = this.#file.receivedOn;
    const claim = this.#writtenOff.get(writeoff.claimId);
    writeoff.documentNo = row.documentNo;
    if (!row.agreed || claim === undefined) {
      const why = this.#why(rowNo, row, true, '财政国资局不同意核销,可重新申请');
      this.#effects.move('writeoff', writeoff, '不予确认', why);
      return;
    }
    const agreed = '财政国资局同意核销';
    this.#effects.move('writeoff', writeoff, '已核销', this.#why(rowNo, row, true, agreed));
    this.#effects.move('claim', claim, '已核销', this.#why(rowNo, row, false, agreed));
    writeoff.confirmedOn = on;
    this.#effects.journal.post(writtenOff(writeoff, on));
  }

  /** An item goes on by the bureau's word; the bank reads of it in notice.csv where it is not paid by it. */
  #why(rowNo: number, row: ConfirmationRow, notice: boolean, message: string): Why {
    const { id, receivedOn, sender } = this.#file;
    const source = rowId(id, rowNo);
    return {
      on: receivedOn,
      cause: 'confirmation',
      source,
      actor: sender,
      notice,
      message: `${message},文号${row.documentNo}。`,
    };
  }
}
