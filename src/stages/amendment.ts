import type { Sql } from '../db/db.js';
import { amendmentNo } from '../domain/numbers.js';
import { correctedValue } from '../io/corrected-value.js';
import { LoadedAmendmentBooks } from '../ledger/records/amendment-books.js';
import { type Amendment, type Claim, type Filing, rowId } from '../ledger/records/records.js';
import type { AmendmentRow } from '../rules/amendment/amendment.js';
import { judgeAmendment } from '../rules/amendment/judge.js';
import { changed } from './changes.js';
import { amendmentRow } from './rows.js';
import {
  codesOf,
  type Effects,
  type FileInHand,
  type FormedRow,
  messagesOf,
  type RowResult,
  resultOf,
  type Stage,
  type Why,
} from './stage.js';

/** 变更: what a bank registered is withdrawn or settled at once, or waits for an operator's decision. */
export class AmendmentStage implements Stage {
  readonly #file: FileInHand;
  readonly #effects: Effects;
  readonly #books: LoadedAmendmentBooks;
  #made: Amendment[] = [];
  #filings = new Set<Filing>();
  #claims = new Set<Claim>();

  constructor(sql: Sql, file: FileInHand, effects: Effects) {
    this.#file = file;
    this.#effects = effects;
    this.#books = new LoadedAmendmentBooks(sql, file.sender);
  }

  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    const typed = rows.map(({ rowNo, values }) => {
      const row = amendmentRow(values);
      return { rowNo, row, corrected: correctedValue(row) };
    });
    await this.#books.load(
      typed.map(({ row }) => row.iou),
      typed.flatMap(({ row, corrected }) =>
        row.item === '统一社会信用代码' && corrected !== undefined
          ? [{ scheme: row.scheme, uscc: corrected }]
          : [],
      ),
    );
    const results = typed.map(({ rowNo, row, corrected }) => this.#judge(rowNo, row, corrected));
    await this.#books.save(this.#made, [...this.#filings], [...this.#claims]);
    this.#made = [];
    this.#filings = new Set();
    this.#claims = new Set();
    return results;
  }

  #judge(rowNo: number, row: AmendmentRow, corrected: string | undefined): RowResult {
    const { sender, receivedOn, reference } = this.#file;
    const findings = judgeAmendment(row, { receivedOn, reference, corrected }, this.#books);
    const number = amendmentNo(sender, row.scheme, row.iou, this.#books.nextNumber(row.scheme, row.iou));
    const result = resultOf(rowNo, number, findings);
    if (result.outcome === '退回') return result;
    const amendment = this.#amendment(rowNo, row, corrected, result);
    this.#made.push(amendment);
    this.#books.add(amendment);
    if (result.outcome === '受理') this.#takeEffect(row, amendment);
    return result;
  }

  #takeEffect(row: AmendmentRow, amendment: Amendment): void {
    const filing = this.#books.filing(row.scheme, row.iou);
    const claim = this.#books.liveClaim(row.iou);
    if (row.change === '撤回申请' && claim !== undefined) {
      if (claim.status === '待核') claim.resolvedOn = this.#file.receivedOn;
      this.#effects.move('claim', claim, '撤回', this.#why(amendment, '撤回申请'));
      this.#claims.add(claim);
    } else if (filing !== undefined && row.change === '撤回') {
      this.#books.leaves(filing);
      this.#effects.move('filing', filing, '撤回', this.#why(amendment, '撤回备案'));
      filing.resolvedOn = this.#file.receivedOn;
      this.#filings.add(filing);
    } else if (filing !== undefined && row.change === '结清') {
      const changes = changed('结清日期', filing.settledOn, row.effectiveOn);
      this.#effects.move('filing', filing, filing.status, { ...this.#why(amendment, '报告结清'), changes });
      this.#books.leaves(filing);
      filing.settledOn = row.effectiveOn;
      this.#books.stays(filing);
      this.#filings.add(filing);
    }
  }

  /** The bank did it by its own file: it is not told in notice.csv. */
  #why(amendment: Amendment, what: string): Why {
    return {
      on: this.#file.receivedOn,
      cause: 'amendment',
      source: amendment.id,
      actor: this.#file.sender,
      notice: false,
      message: `${what}(${amendment.businessNo}):${amendment.reason.replace(/。+$/, '')}。`,
    };
  }

  #amendment(rowNo: number, row: AmendmentRow, corrected: string | undefined, result: RowResult): Amendment {
    const claim = row.change === '撤回申请' ? this.#books.liveClaim(row.iou) : undefined;
    const filing = claim === undefined ? this.#books.filing(row.scheme, row.iou) : undefined;
    const referred = result.outcome === '待核';
    return {
      id: rowId(this.#file.id, rowNo),
      businessNo: result.businessNo,
      bank: this.#file.sender,
      scheme: row.scheme,
      iouNo: row.iou,
      receivedOn: this.#file.receivedOn,
      fileName: this.#file.name,
      rowNo,
      referred,
      codes: codesOf(result.findings),
      messages: messagesOf(result.findings),
      change: row.change,
      filingId: filing?.id,
      claimId: claim?.id,
      effectiveOn: row.effectiveOn,
      newMaturesOn: row.newMaturesOn,
      item: row.change === '更正' ? row.item : undefined,
      value: corrected,
      reason: row.reason,
      status: referred ? '待核' : '受理',
      resolvedOn: undefined,
    };
  }
}
