import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { filingNo } from '../domain/numbers.js';
import type { FileRows } from '../ledger/records/file-rows.js';
import { LoadedFilingBooks } from '../ledger/records/filing-books.js';
import { FILINGS, type Filing } from '../ledger/records/records.js';
import { oneLoanSchemes } from '../rules/filing/caps.js';
import type { FilingRow } from '../rules/filing/filing.js';
import { type FilingOpinion, judgeFiling, judgeFilingAlone } from '../rules/filing/judge.js';
import { windowOf } from '../rules/filing/window.js';
import type { JudgedChunk, ReadRow } from './chunks.js';
import { CleanFilings } from './clean-filings.js';
import { filingContext, filingRecord } from './filing-record.js';
import { filingRow } from './filing-row.js';
import { linesWithout } from './line-buffer.js';
import { type FileInHand, type FormedRow, type RowResult, resultOf, type Stage } from './stage.js';

/** 备案: registers last quarter's loans. */
export class FilingStage implements Stage {
  readonly #sql: Sql;
  readonly #file: FileInHand;
  readonly #books: LoadedFilingBooks;
  readonly #clean = new CleanFilings();

  constructor(sql: Sql, file: FileInHand) {
    this.#sql = sql;
    this.#file = file;
    this.#books = new LoadedFilingBooks(
      sql,
      file.sender,
      lateSince(file),
      oneLoanSchemes(file.reference.policies),
    );
  }

  async acceptClean({ clean, rows, recall }: JudgedChunk, taken: FileRows): Promise<readonly ReadRow[]> {
    if (clean === undefined) return rows;
    if (clean.usccs.length > 0) await this.#clean.learnBefore(this.#sql, this.#file.sender, clean);
    const held = this.#clean.among(clean, rows);
    const accepted = clean.rowNos.length - held.length;
    if (accepted > 0) {
      await FILINGS.copy(this.#sql, { lines: linesWithout(clean.records, held) });
      await taken.addAccepted(accepted, linesWithout(clean.results, held));
    }
    if (held.length === 0) return rows;
    return [...rows, ...(await recall(held))].sort((a, b) => a.line - b.line);
  }

  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    const typed = rows.map(({ rowNo, values, opinion }) => ({ rowNo, row: filingRow(values), opinion }));
    await this.#books.load(typed.map(({ row }) => row));
    const filings: Filing[] = [];
    const results = typed.map(({ rowNo, row, opinion }) => this.#judge(rowNo, row, opinion, filings));
    await FILINGS.insert(this.#sql, filings);
    return results;
  }

  #judge(rowNo: number, row: FilingRow, ahead: FilingOpinion | undefined, registered: Filing[]): RowResult {
    const ctx = filingContext(row, this.#file);
    const opinion = ahead ?? judgeFilingAlone(row, ctx);
    const findings = judgeFiling(row, ctx, opinion, this.#books);
    const result = resultOf(rowNo, filingNo(this.#file.sender, row.scheme, row.iou), findings);
    if (result.outcome === '退回') return result;
    const filing = filingRecord({ file: this.#file, row, opinion, result });
    this.#books.register(row.scheme, row.iou, filing, filing.businessNo);
    registered.push(filing);
    return result;
  }
}

/** For a file that may be late under some document, the first day of its period: rows 退回 since then may be sent again. */
function lateSince(file: FileInHand): IsoDate | undefined {
  const { calendar, policies } = file.reference;
  const late = policies.codes
    .flatMap((scheme) => policies.of(scheme).documents)
    .flatMap((document) => document.termsOn(file.receivedOn).filingWindow ?? [])
    .map((window) => windowOf(window, file.receivedOn, calendar))
    .filter(({ deadline }) => deadline !== undefined && file.receivedOn > deadline);
  return late.map(({ start }) => start).sort()[0];
}
