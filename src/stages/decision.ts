import type { Sql } from '../db/db.js';
import { DecisionBooks } from '../ledger/records/decision-books.js';
import type { Change } from '../ledger/records/events.js';
import { type NamedItem, namedItems } from '../ledger/records/named.js';
import { type Amendment, type Claim, type Filing, rowId } from '../ledger/records/records.js';
import { standsAgainst } from '../rules/amendment/judge.js';
import { compensation, fixedAfter } from '../rules/claim/amount.js';
import { isFirstLoan } from '../rules/claim/first-loan.js';
import { loanRate } from '../rules/claim/judge.js';
import { type DecisionRow, judgeDecision } from '../rules/operations/decision.js';
import { passAmendment } from './amend.js';
import { figureChanges, rateFound } from './changes.js';
import { decisionRow } from './rows.js';
import {
  type Effects,
  type FileInHand,
  type FormedRow,
  peopleOn,
  type RowResult,
  resultOf,
  type Stage,
  type Why,
} from './stage.js';

interface Typed {
  readonly rowNo: number;
  readonly row: DecisionRow;
}

/** 审核决定: turns 待核 into 受理 or 退回, row by row. */
export class DecisionStage implements Stage {
  readonly #sql: Sql;
  readonly #file: FileInHand;
  readonly #effects: Effects;
  #books: DecisionBooks;
  /** What numbers that no decision can be about name. */
  #others: ReadonlyMap<string, NamedItem> = new Map();

  constructor(sql: Sql, file: FileInHand, effects: Effects) {
    this.#sql = sql;
    this.#file = file;
    this.#effects = effects;
    this.#books = new DecisionBooks(sql);
  }

  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    const typed = rows.map((row) => ({ rowNo: row.rowNo, row: decisionRow(row.values) }));
    const results: RowResult[] = [];
    for (const piece of pieces(typed)) {
      this.#books = new DecisionBooks(this.#sql);
      await this.#books.load(piece.map(({ row }) => row.businessNo));
      const unknown = piece.filter(({ row }) => this.#item(row) === undefined);
      this.#others = await namedItems(
        this.#sql,
        unknown.map(({ row }) => row.businessNo),
      );
      for (const { rowNo, row } of piece) results.push(this.#decide(rowNo, row));
      await this.#books.save();
    }
    return results;
  }

  #decide(rowNo: number, row: DecisionRow): RowResult {
    const { filing, claim, amendment } = this.#books.named(row.businessNo);
    const item = this.#item(row);
    const loan = claim === undefined ? undefined : this.#books.loan(claim);
    const rate = loan === undefined ? undefined : loanRate(loan, this.#file);
    const findings = judgeDecision(
      row,
      {
        status: item?.status,
        lacksRate: claim !== undefined && rate === undefined,
        against:
          amendment &&
          standsAgainst(amendment, this.#books.amended(amendment), this.#books.liveClaim(amendment)),
        other: this.#others.get(row.businessNo),
      },
      peopleOn(this.#file),
    );
    const result = resultOf(rowNo, row.businessNo, findings);
    if (result.outcome === '退回') return result;
    if (filing !== undefined) this.#decideFiling(rowNo, row, filing);
    if (claim !== undefined && loan !== undefined) this.#decideClaim(rowNo, row, claim, loan, rate);
    if (amendment !== undefined) {
      this.#effects.move(
        'amendment',
        amendment,
        row.passed ? '受理' : '退回',
        this.#why(rowNo, row, row.reason),
      );
      amendment.resolvedOn = this.#file.receivedOn;
      if (row.passed) passAmendment(amendment, this.#books, this.#effects, this.#why(rowNo, row, row.reason));
    }
    return { ...result, iouNo: item?.iouNo ?? '' };
  }

  #item({ businessNo }: DecisionRow): Filing | Claim | Amendment | undefined {
    const { filing, claim, amendment } = this.#books.named(businessNo);
    return filing ?? claim ?? amendment;
  }

  #decideFiling(rowNo: number, row: DecisionRow, filing: Filing): void {
    this.#effects.move('filing', filing, row.passed ? '受理' : '退回', this.#why(rowNo, row, row.reason));
    filing.resolvedOn = this.#file.receivedOn;
    if (row.passed) this.#books.accepted.push(filing);
  }

  #decideClaim(rowNo: number, row: DecisionRow, claim: Claim, loan: Filing, rate: string | undefined): void {
    claim.resolvedOn = this.#file.receivedOn;
    if (!row.passed || rate === undefined) {
      claim.endedBy = 'operator';
      this.#effects.move('claim', claim, '退回', this.#why(rowNo, row, row.reason));
      return;
    }
    if (loan.rate === undefined) this.#rateFound(rowNo, row, loan, rate);
    const before = { ...claim };
    this.#fixAmount(claim, loan, rate);
    const nothingLeft = claim.base === 0n;
    if (nothingLeft) claim.endedBy = 'recovery';
    const why = nothingLeft ? '到达后的追偿回收已使不良本金余额为0.00' : row.reason;
    const told = this.#why(rowNo, row, why, figureChanges(before, claim));
    if (nothingLeft) this.#effects.move('claim', claim, '退回', { ...told, cause: 'recovery' });
    else this.#effects.move('claim', claim, '受理', told);
  }

  #rateFound(rowNo: number, row: DecisionRow, loan: Filing, rate: string): void {
    const why = this.#why(rowNo, row, '汇率表已有放款日汇率', rateFound(loan, rate));
    this.#effects.move('filing', loan, loan.status, { ...why, notice: false });
  }

  /** The ratio is computed again from the claim's own figures, and applied to the base that recoveries left. */
  #fixAmount(claim: Claim, loan: Filing, rate: string): void {
    const terms = this.#file.reference.policies.of(claim.scheme).termsOn(claim.receivedOn);
    const first = isFirstLoan(loan, terms, this.#books.accepted);
    Object.assign(claim, fixedAfter(compensation(claim, loan, rate, terms, first), claim.lowered));
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

/** An amendment changes what later rows are judged on, so the rows are taken in pieces that end with one. */
function* pieces(rows: readonly Typed[]): Generator<Typed[]> {
  let piece: Typed[] = [];
  for (const one of rows) {
    const amends = one.row.businessNo.startsWith('A-');
    if (amends && piece.length > 0) yield piece;
    piece = amends && piece.length > 0 ? [one] : [...piece, one];
    if (!amends) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}
