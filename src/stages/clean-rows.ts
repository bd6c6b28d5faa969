import { filingNo } from '../domain/numbers.js';
import type { Reference } from '../domain/reference.js';
import { fileRowLine } from '../ledger/records/file-rows.js';
import { FILINGS } from '../ledger/records/records.js';
import { capBank, hasOneLoanRule } from '../rules/filing/caps.js';
import { type FilingRow, NO_FILING_BOOKS } from '../rules/filing/filing.js';
import { type FilingOpinion, judgeFiling } from '../rules/filing/judge.js';
import type { CleanRows } from './chunks.js';
import { enterpriseKey, loanKey, twinKey } from './clean-keys.js';
import { type FilingFile, filingContext, filingRecord } from './filing-record.js';
import { LineBuffer } from './line-buffer.js';
import { resultOf } from './stage.js';

/** A place of `CleanRows`. */
export interface CleanRow {
  readonly rowNo: number;
  readonly loan: number;
  readonly enterprise: number;
  readonly twin: number;
  readonly principal: number;
  readonly room: number;
  iou(): string;
  uscc(): string;
}

/** Collects a chunk's clean rows. */
export class CleanRowsBuilder {
  readonly #file: FilingFile;
  readonly #reference: Reference;
  readonly #named: boolean;
  readonly #rowNos: number[] = [];
  readonly records: LineBuffer;
  readonly results: LineBuffer;
  readonly #loans: number[] = [];
  readonly #enterprises: number[] = [];
  readonly #twins: number[] = [];
  readonly #principals: number[] = [];
  readonly #rooms: number[] = [];
  readonly #ious: string[] = [];
  readonly #usccs: string[] = [];

  /**
   * @param named whether the books must be asked, by name, for what was filed before
   * @param bytes that the rows take in their file, where there are many
   */
  constructor(file: FilingFile, reference: Reference, named: boolean, bytes = 0) {
    // A record is about as long as its row, and a result a quarter of it.
    this.records = new LineBuffer(4096 + bytes * 1.25);
    this.results = new LineBuffer(1024 + bytes * 0.35);
    this.#file = file;
    this.#reference = reference;
    this.#named = named;
  }

  /** Takes the row in if it is clean, and says whether it is. */
  take(rowNo: number, row: FilingRow, opinion: FilingOpinion): boolean {
    const { principalFen } = opinion;
    if (opinion.findings.length > 0 || principalFen === undefined) return false;
    const principal = Number(principalFen);
    const ctx = filingContext(row, { ...this.#file, reference: this.#reference });
    if (!Number.isSafeInteger(principal) || judgeFiling(row, ctx, opinion, NO_FILING_BOOKS).length > 0)
      return false;
    if (hasOneLoanRule(ctx)) return false;
    const most = Number(capBank(row, ctx) ?? Number.MAX_SAFE_INTEGER);
    const result = resultOf(rowNo, filingNo(this.#file.sender, row.scheme, row.iou), []);
    this.records.push(FILINGS.line(filingRecord({ file: this.#file, row, opinion, result })));
    this.results.push(fileRowLine(this.#file.id, result, row.iou));
    this.add({
      rowNo,
      loan: loanKey(row.scheme, row.iou),
      enterprise: enterpriseKey(row.uscc),
      twin: twinKey(row.uscc, row.disbursedOn, row.currency, row.principal),
      principal,
      room: most - principal,
      iou: () => row.iou,
      uscc: () => row.uscc,
    });
    return true;
  }

  /** What other rows look at, of a row whose lines were written. */
  add(row: CleanRow): void {
    this.#rowNos.push(row.rowNo);
    this.#loans.push(row.loan);
    this.#enterprises.push(row.enterprise);
    this.#twins.push(row.twin);
    this.#principals.push(row.principal);
    this.#rooms.push(row.room);
    if (!this.#named) return;
    this.#ious.push(row.iou());
    this.#usccs.push(row.uscc());
  }

  done(): CleanRows {
    return {
      rowNos: Int32Array.from(this.#rowNos),
      records: this.records.done(),
      results: this.results.done(),
      loans: Float64Array.from(this.#loans),
      enterprises: Float64Array.from(this.#enterprises),
      twins: Float64Array.from(this.#twins),
      principals: Float64Array.from(this.#principals),
      rooms: Float64Array.from(this.#rooms),
      ious: this.#ious,
      usccs: this.#usccs,
    };
  }
}
