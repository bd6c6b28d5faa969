import type { Sql } from '../db/db.js';
import { recoveryNo } from '../domain/numbers.js';
import { CLAIMS, type Claim, RECOVERIES, type Recovery, rowId } from '../ledger/records/records.js';
import { liveClaims, registeredRecoveries } from '../ledger/records/recovery-books.js';
import { judgeRecovery } from '../rules/recovery/judge.js';
import type { RecoveryRow } from '../rules/recovery/recovery.js';
import { loweredBy, principalOf, treatmentOf } from '../rules/recovery/treatment.js';
import { giveNotice } from './clawback-notice.js';
import { recoveryRow } from './rows.js';
import {
  type Effects,
  type FileInHand,
  type FormedRow,
  type RowResult,
  resultOf,
  type Stage,
} from './stage.js';

/** 追偿回收: lowers a claim not yet recommended, is kept for a recommended one, makes a notice for a paid one. */
export class RecoveryStage implements Stage {
  readonly #sql: Sql;
  readonly #file: FileInHand;
  readonly #effects: Effects;
  #claims = new Map<string, Claim>();
  readonly #numbers = new Set<string>();

  constructor(sql: Sql, file: FileInHand, effects: Effects) {
    this.#sql = sql;
    this.#file = file;
    this.#effects = effects;
  }

  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    const typed = rows.map((row) => ({ rowNo: row.rowNo, row: recoveryRow(row.values) }));
    await this.#load([...new Set(typed.map(({ row }) => row.iou))]);
    const recoveries: Recovery[] = [];
    const results = typed.map(({ rowNo, row }) => this.#judge(rowNo, row, recoveries));
    await RECOVERIES.insert(this.#sql, recoveries);
    await CLAIMS.update(this.#sql, [...this.#claims.values()]);
    return results;
  }

  async #load(iouNos: readonly string[]): Promise<void> {
    this.#claims = await liveClaims(this.#sql, this.#file.sender, iouNos);
    for (const known of await registeredRecoveries(this.#sql, this.#file.sender, iouNos))
      this.#numbers.add(`${known.iouNo} ${known.recoveryNo}`);
  }

  #judge(rowNo: number, row: RecoveryRow, recoveries: Recovery[]): RowResult {
    const held = this.#claims.get(row.iou);
    const claim = held?.status === '退回' ? undefined : held;
    const known = this.#numbers.has(`${row.iou} ${row.recoveryNo}`);
    const { findings, lateDays } = judgeRecovery(row, claim, known, this.#file);
    const number = claim === undefined ? '' : recoveryNo(claim.bank, claim.scheme, row.iou, row.recoveryNo);
    const result = resultOf(rowNo, number, findings);
    if (result.outcome === '退回' || claim === undefined) return result;
    const recovery = this.#recovery(rowNo, row, claim, number);
    recoveries.push(recovery);
    this.#numbers.add(`${row.iou} ${row.recoveryNo}`);
    this.#apply(recovery, claim, lateDays);
    return result;
  }

  #apply(recovery: Recovery, claim: Claim, late: number | undefined): void {
    recovery.treatment = treatmentOf(claim);
    if (recovery.treatment === 'noticed')
      giveNotice(recovery, claim, this.#file.receivedOn, late, this.#file.reference, this.#effects);
    if (recovery.treatment !== 'lowered') return;
    const { nothingLeft, ...figures } = loweredBy(claim, principalOf(recovery));
    Object.assign(claim, figures);
    if (!nothingLeft) return;
    recovery.claimWas = claim.status;
    this.#rejectClaim(claim, recovery.id);
  }

  #rejectClaim(claim: Claim, source: bigint): void {
    if (claim.status === '待核') claim.resolvedOn = this.#file.receivedOn;
    claim.endedBy = 'recovery';
    this.#effects.move('claim', claim, '退回', {
      on: this.#file.receivedOn,
      cause: 'recovery',
      source,
      actor: this.#file.sender,
      notice: false,
      message: '追偿回收已使不良本金余额为0.00,补偿申请退回。',
    });
  }

  #recovery(rowNo: number, row: RecoveryRow, claim: Claim, number: string): Recovery {
    return {
      id: rowId(this.#file.id, rowNo),
      businessNo: number,
      bank: claim.bank,
      scheme: claim.scheme,
      iouNo: row.iou,
      recall: false,
      recoveryNo: row.recoveryNo,
      claimId: claim.id,
      recoveredOn: row.recoveredOn,
      receivedOn: this.#file.receivedOn,
      fileName: this.#file.name,
      rowNo,
      amount: row.amount,
      principalPart: row.principalPart,
      treatment: 'lowered',
      claimWas: undefined,
      noticedOn: undefined,
      asked: undefined,
      ratioNum: undefined,
      ratioDen: undefined,
      dueOn: undefined,
      noticeLate: undefined,
      returned: 0n,
      settledOn: undefined,
      returnLate: undefined,
      undoneOn: undefined,
      undoneBy: undefined,
    };
  }
}
