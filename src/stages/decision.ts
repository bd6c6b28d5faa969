import type { Sql } from '../db/db.js';
import { FirstLoans } from '../ledger/records/claim-books.js';
import type { Change } from '../ledger/records/events.js';
import { CLAIMS, type Claim, FILINGS, type Filing, rowId } from '../ledger/records/records.js';
import { compensation, lowered } from '../rules/claim/amount.js';
import { loanRate } from '../rules/claim/judge.js';
import { type DecisionRow, judgeDecision } from '../rules/operations/decision.js';
import { figureChanges, rateFound } from './changes.js';
import { decisionRow } from './rows.js';
import {
  type Effects,
  type FileInHand,
  type FormedRow,
  type RowResult,
  resultOf,
  type Stage,
  type Why,
} from './stage.js';

/** 审核决定: turns 待核 into 受理 or 退回, row by row. */
export class DecisionStage implements Stage {
  readonly #sql: Sql;
  readonly #file: FileInHand;
  readonly #effects: Effects;
  #filings = new Map<string, Filing>();
  #claims = new Map<string, Claim>();
  /** Loans of the claims in hand, by id. */
  #loans = new Map<bigint, Filing>();
  #first = new FirstLoans();

  constructor(sql: Sql, file: FileInHand, effects: Effects) {
    this.#sql = sql;
    this.#file = file;
    this.#effects = effects;
  }

  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    const typed = rows.map((row) => ({ rowNo: row.rowNo, row: decisionRow(row.values) }));
    await this.#load(typed.map(({ row }) => row.businessNo));
    const results = typed.map(({ rowNo, row }) => this.#decide(rowNo, row));
    await FILINGS.update(this.#sql, [...new Set([...this.#filings.values(), ...this.#loans.values()])]);
    await CLAIMS.update(this.#sql, [...this.#claims.values()]);
    return results;
  }

  async #load(numbers: readonly string[]): Promise<void> {
    const pending = `WHERE t.business_no = ANY($1::text[]) AND t.status = '待核'`;
    const filings = await FILINGS.select(this.#sql, pending, [[...new Set(numbers)]]);
    const claims = await CLAIMS.select(this.#sql, pending, [[...new Set(numbers)]]);
    const loans = await FILINGS.select(this.#sql, 'WHERE t.id = ANY($1::bigint[])', [
      claims.map((c) => c.filingId),
    ]);
    this.#filings = new Map(filings.map((f) => [f.businessNo, f]));
    this.#claims = new Map(claims.map((c) => [c.businessNo, c]));
    this.#loans = new Map(loans.map((loan) => [loan.id, loan]));
    this.#first = new FirstLoans();
    await this.#first.load(this.#sql, loans);
  }

  #decide(rowNo: number, row: DecisionRow): RowResult {
    const filing = pendingOnly(this.#filings.get(row.businessNo));
    const claim = pendingOnly(this.#claims.get(row.businessNo));
    const loan = claim === undefined ? undefined : this.#loans.get(claim.filingId);
    const rate = loan === undefined ? undefined : loanRate(loan, this.#file);
    const pending = filing !== undefined || claim !== undefined;
    const findings = judgeDecision(row, pending, claim !== undefined && rate === undefined);
    const result = resultOf(rowNo, row.businessNo, findings);
    if (result.outcome === '退回') return result;
    if (filing !== undefined) this.#decideFiling(rowNo, row, filing);
    if (claim !== undefined && loan !== undefined) this.#decideClaim(rowNo, row, claim, loan, rate);
    return { ...result, iouNo: (filing ?? claim)?.iouNo ?? '' };
  }

  #decideFiling(rowNo: number, row: DecisionRow, filing: Filing): void {
    this.#effects.move('filing', filing, row.passed ? '受理' : '退回', this.#why(rowNo, row, row.reason));
    filing.resolvedOn = this.#file.receivedOn;
    if (row.passed) this.#first.accept(filing);
  }

  #decideClaim(rowNo: number, row: DecisionRow, claim: Claim, loan: Filing, rate: string | undefined): void {
    claim.resolvedOn = this.#file.receivedOn;
    if (!row.passed || rate === undefined) {
      claim.returnedBy = 'operator';
      this.#effects.move('claim', claim, '退回', this.#why(rowNo, row, row.reason));
      return;
    }
    if (loan.rate === undefined) this.#rateFound(rowNo, row, loan, rate);
    const before = { ...claim };
    this.#fixAmount(claim, loan, rate);
    const nothingLeft = claim.base === 0n && claim.lowered > 0n;
    if (nothingLeft) claim.returnedBy = 'recovery';
    const why = nothingLeft ? '到达后的追偿回收已使不良本金余额为0.00' : row.reason;
    const changes = figureChanges(before, claim);
    this.#effects.move('claim', claim, nothingLeft ? '退回' : '受理', this.#why(rowNo, row, why, changes));
  }

  #rateFound(rowNo: number, row: DecisionRow, loan: Filing, rate: string): void {
    const why = this.#why(rowNo, row, '汇率表已有放款日汇率', rateFound(loan, rate));
    this.#effects.move('filing', loan, loan.status, { ...why, notice: false });
  }

  /** The ratio is computed again from the claim's own figures, and applied to the base that recoveries left. */
  #fixAmount(claim: Claim, loan: Filing, rate: string): void {
    const terms = this.#file.reference.policies.of(claim.scheme).termsOn(claim.receivedOn);
    const first = loan.firstLoan && this.#first.isFirst(loan);
    const figures = { outstanding: claim.outstanding, ownRisk: claim.ownRisk };
    const earns = compensation(figures, loan, rate, terms, first);
    const left = lowered(earns.base, earns.ratio, claim.lowered);
    claim.fullBase = earns.base;
    claim.base = left.base;
    claim.ratioNum = earns.ratio.num;
    claim.ratioDen = earns.ratio.den;
    claim.ratioWhy = earns.why;
    claim.amount = left.amount;
  }

  #why(rowNo: number, row: DecisionRow, why: string, changes: readonly Change[] = []): Why {
    return {
      on: this.#file.receivedOn,
      cause: 'decision',
      source: rowId(this.#file.id, rowNo),
      actor: `${row.maker}/${row.checker}`,
      changes,
      notice: true,
      message: `托管机构审核${row.passed ? '通过' : '退回'}:${why.replace(/。+$/, '')}。`,
    };
  }
}

function pendingOnly<T extends Filing | Claim>(item: T | undefined): T | undefined {
  return item?.status === '待核' ? item : undefined;
}
