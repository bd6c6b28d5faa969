import type { Sql } from '../db/db.js';
import { claimNo } from '../domain/numbers.js';
import { LoadedClaimBooks } from '../ledger/records/claim-books.js';
import { CLAIMS, type Claim, FILINGS, type Filing, rowId } from '../ledger/records/records.js';
import type { ClaimRow } from '../rules/claim/claim.js';
import { type ClaimOpinion, judgeClaim } from '../rules/claim/judge.js';
import { rateFound } from './changes.js';
import { claimRow } from './rows.js';
import {
  codesOf,
  type Effects,
  type FileInHand,
  type FormedRow,
  messagesOf,
  type RowResult,
  resultOf,
  type Stage,
} from './stage.js';

/** 补偿申请: assesses claims and fixes their ratio and amount on acceptance. */
export class ClaimStage implements Stage {
  readonly #sql: Sql;
  readonly #file: FileInHand;
  readonly #effects: Effects;
  readonly #books: LoadedClaimBooks;

  constructor(sql: Sql, file: FileInHand, effects: Effects) {
    this.#sql = sql;
    this.#file = file;
    this.#effects = effects;
    this.#books = new LoadedClaimBooks(sql, file.sender);
  }

  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    const typed = rows.map((row) => ({ rowNo: row.rowNo, row: claimRow(row.values) }));
    await this.#books.load(typed.map(({ row }) => row.iou));
    const claims: Claim[] = [];
    const rated: Filing[] = [];
    const results = typed.map(({ rowNo, row }) => this.#judge(rowNo, row, claims, rated));
    await CLAIMS.insert(this.#sql, claims);
    await FILINGS.update(this.#sql, rated);
    return results;
  }

  #judge(rowNo: number, row: ClaimRow, claims: Claim[], rated: Filing[]): RowResult {
    const { sender, receivedOn, reference } = this.#file;
    const opinion = judgeClaim(row, { bank: sender, receivedOn, reference }, this.#books);
    const result = resultOf(rowNo, claimNo(sender, opinion.scheme, row.iou), opinion.findings);
    const filing = this.#books.filed(opinion.scheme, row.iou);
    if (result.outcome === '退回' || filing === undefined) return result;
    claims.push(this.#claim(rowNo, row, opinion, result, filing));
    this.#books.claimed(row.iou, result.businessNo);
    if (filing.rate === undefined && opinion.rate !== undefined) {
      this.#effects.move('filing', filing, filing.status, {
        on: this.#file.receivedOn,
        cause: 'claim',
        source: rowId(this.#file.id, rowNo),
        actor: sender,
        changes: rateFound(filing, opinion.rate),
        notice: false,
        message: '申请补偿时汇率表已有放款日汇率,备案补记汇率。',
      });
      rated.push(filing);
    }
    return result;
  }

  #claim(rowNo: number, row: ClaimRow, opinion: ClaimOpinion, result: RowResult, filing: Filing): Claim {
    const earns = opinion.compensation;
    return {
      id: rowId(this.#file.id, rowNo),
      businessNo: result.businessNo,
      bank: this.#file.sender,
      scheme: opinion.scheme,
      iouNo: row.iou,
      appliedScheme: row.scheme,
      filingId: filing.id,
      classification: row.classification,
      classifiedOn: row.classifiedOn,
      outstanding: row.outstanding,
      ownRisk: row.ownRisk,
      receivedOn: this.#file.receivedOn,
      fileName: this.#file.name,
      rowNo,
      referred: result.outcome === '待核',
      codes: codesOf(result.findings),
      messages: messagesOf(result.findings),
      arrivalBase: earns?.base,
      arrivalAmount: earns?.amount,
      fullBase: earns?.base,
      lowered: 0n,
      base: earns?.base,
      ratioNum: earns?.ratio.num,
      ratioDen: earns?.ratio.den,
      ratioWhy: earns?.why ?? '',
      amount: earns?.amount,
      status: result.outcome === '待核' ? '待核' : '受理',
      endedBy: undefined,
      resolvedOn: undefined,
      paidOn: undefined,
      documentNo: undefined,
      creditedOn: undefined,
      seen: 0n,
      recovered: 0n,
      asked: 0n,
      recalled: 0n,
      returned: 0n,
    };
  }
}
