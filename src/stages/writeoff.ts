import type { Sql } from '../db/db.js';
import { writeoffNo } from '../domain/numbers.js';
import { CLAIMS, type Claim, rowId, WRITEOFFS, type Writeoff } from '../ledger/records/records.js';
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
    const params = [this.#file.sender, [...new Set(typed.map(({ row }) => row.iou))]];
    const paid = `WHERE t.bank = $1 AND t.iou_no = ANY($2::text[]) AND t.status = '已拨付'`;
    const claims = await CLAIMS.select(this.#sql, paid, params);
    const inHand = await this.#sql.query<{ iou_no: string }>(
      `SELECT iou_no FROM writeoffs WHERE bank = $1 AND iou_no = ANY($2::text[]) AND status IN ('已受理', '建议核销', '已核销')`,
      params,
    );
    this.#claims = new Map(claims.map((c) => [c.iouNo, c]));
    this.#inHand = new Set(inHand.map((w) => w.iou_no));
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
