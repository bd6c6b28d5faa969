import type { Sql } from '../db/db.js';
import { ConfirmationBooks } from '../ledger/records/confirmation-books.js';
import { type NamedItem, namedItems } from '../ledger/records/named.js';
import { rowId } from '../ledger/records/records.js';
import {
  type ConfirmationRow,
  type ConfirmedItem,
  judgeConfirmation,
  judgeUnconfirmation,
} from '../rules/operations/confirmation.js';
import { confirmClaim, confirmWriteoff, declineClaim, declineWriteoff, unconfirmClaim } from './confirm.js';
import { confirmationRow } from './rows.js';
import {
  type Effects,
  type FileInHand,
  type FormedRow,
  peopleOn,
  type RowResult,
  resultOf,
  type Stage,
} from './stage.js';

interface TypedRow {
  readonly rowNo: number;
  readonly row: ConfirmationRow;
}

/** What numbers that are no claim's name. */
type Others = ReadonlyMap<string, NamedItem>;

/** 确认: the bureau's word on recommended claims and write-offs, row by row; an agreed claim is paid that day. */
export class ConfirmationStage implements Stage {
  readonly #sql: Sql;
  readonly #file: FileInHand;
  readonly #effects: Effects;

  constructor(sql: Sql, file: FileInHand, effects: Effects) {
    this.#sql = sql;
    this.#file = file;
    this.#effects = effects;
  }

  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    const results: RowResult[] = [];
    for (const batch of batches(rows)) results.push(...(await this.#takeBatch(batch)));
    return results;
  }

  async #takeBatch(batch: readonly TypedRow[]): Promise<RowResult[]> {
    const books = new ConfirmationBooks(this.#sql);
    const numbers = batch.map(({ row }) => row.businessNo);
    await books.load(numbers);
    const others = await namedItems(
      this.#sql,
      numbers.filter((no) => books.claim(no) === undefined),
    );
    const results: RowResult[] = [];
    for (const typed of batch)
      results.push(
        typed.row.outcome === '撤销'
          ? await this.#takeBack(typed, books, others)
          : this.#confirm(typed, books, others),
      );
    await books.save();
    return results;
  }

  #confirm({ rowNo, row }: TypedRow, books: ConfirmationBooks, others: Others): RowResult {
    const claim = books.claim(row.businessNo);
    const writeoff = books.writeoff(row.businessNo);
    const result = resultOf(
      rowNo,
      row.businessNo,
      judgeConfirmation(row, itemOf(row.businessNo, books), peopleOn(this.#file), others.get(row.businessNo)),
    );
    if (result.outcome === '退回') return result;
    const agreed = row.outcome === '同意';
    const said = { row, file: this.#file, rowId: rowId(this.#file.id, rowNo), effects: this.#effects };
    if (claim !== undefined) {
      const kept = books.kept(claim);
      if (agreed) books.payout(confirmClaim(said, claim, kept));
      else declineClaim(said, claim, kept);
    }
    if (writeoff !== undefined) {
      if (agreed) confirmWriteoff(said, writeoff, books.writtenOff(writeoff));
      else declineWriteoff(said, writeoff);
    }
    return { ...result, iouNo: (claim ?? writeoff)?.iouNo ?? '' };
  }

  async #takeBack({ rowNo, row }: TypedRow, books: ConfirmationBooks, others: Others): Promise<RowResult> {
    const claim = books.claim(row.businessNo);
    const state = claim && {
      state: claim.status,
      seen: claim.seen,
      ...(await books.standingInTheWay(claim)),
    };
    const findings = judgeUnconfirmation(row, state, peopleOn(this.#file), others.get(row.businessNo));
    const result = resultOf(rowNo, row.businessNo, findings);
    if (result.outcome === '退回' || claim === undefined) return result;
    const said = { row, file: this.#file, rowId: rowId(this.#file.id, rowNo), effects: this.#effects };
    books.payout(unconfirmClaim(said, claim));
    return { ...result, iouNo: claim.iouNo };
  }
}

/** Rows that can be taken on one look at the books: a 撤销 asks for more of them, so it goes by itself. */
function batches(rows: readonly FormedRow[]): TypedRow[][] {
  const all: TypedRow[][] = [[]];
  for (const { rowNo, values } of rows) {
    const row = confirmationRow(values);
    if (row.outcome === '撤销') all.push([{ rowNo, row }], []);
    else all.at(-1)?.push({ rowNo, row });
  }
  return all.filter((batch) => batch.length > 0);
}

/** The item of a number; its sum where it is recommended. */
function itemOf(businessNo: string, books: ConfirmationBooks): ConfirmedItem | undefined {
  const claim = books.claim(businessNo);
  if (claim !== undefined) {
    const recommended = claim.status === '建议补偿' ? (claim.amount ?? 0n) : undefined;
    return { kind: 'claim', recommended, state: claim.status };
  }
  const writeoff = books.writeoff(businessNo);
  if (writeoff === undefined) return undefined;
  const { amount = 0n, asked, returned } = books.writtenOff(writeoff);
  return {
    kind: 'writeoff',
    recommended: writeoff.status === '建议核销' ? writeoff.amount : undefined,
    state: writeoff.status,
    claim: { paid: amount, returned, hasOpenClawback: asked > returned },
  };
}
