import type { Sql } from '../db/db.js';
import { writeoffNo } from '../domain/numbers.js';
import { type Claim, rowId, WRITEOFFS, type Writeoff } from '../ledger/records/records.js';
import { paidClaims, writeoffsInHand } from '../ledger/records/recovery-books.js';
import { inCatalogueOrder } from '../rules/catalogue.js';
import { judgeWriteoff, type PaidClaim, type WriteoffRow } from '../rules/writeoff/writeoff.js';
import { writeoffRow } from './rows.js';
import { type FileInHand, type FormedRow, type RowResult, resultOf, type Stage } from './stage.js';

/** 核销申请: puts the net loss of a paid claim into its scheme's next opinion run. */
export class WriteoffStage implements Stage {
  readonly #sql: Sql;
  readonly #file: FileInHand;
  #claims = new Map<string, Claim>();
  #inHand = new Set<string>();

  constructor(sql: Sql, file: FileInHand) {
    this.#sql = sql;
    this.#file = file;
  }

  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    const typed = rows.map((row) => ({ rowNo: row.rowNo, row: writeoffRow(row.values) }));
    const iouNos = [...new Set(typed.map(({ row }) => row.iou))];
    this.#claims = await paidClaims(this.#sql, this.#file.sender, iouNos);
    this.#inHand = await writeoffsInHand(this.#sql, this.#file.sender, iouNos);
    const writeoffs: Writeoff[] = [];
    const results = typed.map(({ rowNo, row }) => this.#judge(rowNo, row, writeoffs));
    await WRITEOFFS.insert(this.#sql, writeoffs);
    return results;
  }

  #judge(rowNo: number, row: WriteoffRow, writeoffs: Writeoff[]): RowResult {
    const { sender, receivedOn, reference } = this.#file;
    const claim = this.#claims.get(row.iou);
    const found = judgeWriteoff(
      row,
      receivedOn,
      claim && paidClaim(claim),
      this.#inHand.has(row.iou),
      reference.policies,
    );
    const number = claim === undefined ? '' : writeoffNo(sender, claim.scheme, row.iou);
    const result = resultOf(rowNo, number, inCatalogueOrder(found));
    if (result.outcome === '退回' || claim === undefined) return result;
    this.#inHand.add(row.iou);
    writeoffs.push({
      id: rowId(this.#file.id, rowNo),
      businessNo: number,
      bank: sender,
      scheme: claim.scheme,
      iouNo: row.iou,
      claimId: claim.id,
      reason: row.reason,
      rulingNo: row.rulingNo,
      ruledOn: row.ruledOn,
      internalNo: row.internalNo,
      receivedOn,
      fileName: this.#file.name,
      rowNo,
      amount: undefined,
      status: '已受理',
      documentNo: undefined,
      confirmedOn: undefined,
    });
    return result;
  }
}

function paidClaim(claim: Claim): PaidClaim {
  return {
    scheme: claim.scheme,
    paid: claim.amount ?? 0n,
    returned: claim.returned,
    hasOpenClawback: claim.asked > claim.returned,
  };
}
