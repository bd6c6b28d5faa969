import { filingNo } from '../domain/numbers.js';
import type { Reference } from '../domain/reference.js';
import { fileRowLine } from '../ledger/records/file-rows.js';
import { FILINGS } from '../ledger/records/records.js';
import { roomUnderCap } from '../rules/filing/caps.js';
import { type FilingRow, NO_FILING_BOOKS } from '../rules/filing/filing.js';
import { type FilingOpinion, judgeFiling } from '../rules/filing/judge.js';
import type { CleanRows, CopyLines } from './chunks.js';
import { type FilingFile, filingContext, filingRecord } from './filing-record.js';
import { keyHash } from './key-table.js';
import { resultOf } from './stage.js';

export const loanKey = (scheme: string, iou: string): number => keyHash(scheme, iou);
export const enterpriseKey = (uscc: string): number => keyHash(uscc);
export const twinKey = (uscc: string, disbursedOn: string, currency: string, principal: bigint): number =>
  keyHash(uscc, disbursedOn, currency, principal.toString());

/** Collects a chunk's clean rows. */
export class CleanRowsBuilder {
  readonly #file: FilingFile;
  readonly #reference: Reference;
  readonly #named: boolean;
  readonly #rowNos: number[] = [];
  readonly #records = new LineBuffer();
  readonly #results = new LineBuffer();
  readonly #loans: number[] = [];
  readonly #enterprises: number[] = [];
  readonly #twins: number[] = [];
  readonly #principals: number[] = [];
  readonly #rooms: number[] = [];
  readonly #ious: string[] = [];
  readonly #usccs: string[] = [];

  /** @param named whether the books must be asked, by name, for what was filed before */
  constructor(file: FilingFile, reference: Reference, named: boolean) {
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
    const room = roomUnderCap(row, ctx, principalFen);
    if (room === undefined) return false;
    this.#add(rowNo, row, opinion, principal, Number(room));
    return true;
  }

  #add(rowNo: number, row: FilingRow, opinion: FilingOpinion, principal: number, room: number): void {
    const result = resultOf(rowNo, filingNo(this.#file.sender, row.scheme, row.iou), []);
    this.#rowNos.push(rowNo);
    this.#records.push(FILINGS.line(filingRecord(this.#file, row, opinion, result)));
    this.#results.push(fileRowLine(this.#file.id, result, row.iou));
    this.#loans.push(loanKey(row.scheme, row.iou));
    this.#enterprises.push(enterpriseKey(row.uscc));
    this.#twins.push(twinKey(row.uscc, row.disbursedOn, row.currency, row.principal));
    this.#principals.push(principal);
    this.#rooms.push(room);
    if (!this.#named) return;
    this.#ious.push(row.iou);
    this.#usccs.push(row.uscc);
  }

  done(): CleanRows {
    return {
      rowNos: Int32Array.from(this.#rowNos),
      records: this.#records.done(),
      results: this.#results.done(),
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

/** Lines written one behind the other into one growing buffer. */
class LineBuffer {
  #bytes = Buffer.allocUnsafeSlow(1 << 16);
  #length = 0;
  readonly #ends: number[] = [];

  push(line: string): void {
    // A UTF-16 unit takes at most three bytes.
    const most = this.#length + line.length * 3;
    if (most > this.#bytes.length) this.#grow(most);
    this.#length += this.#bytes.write(line, this.#length);
    this.#ends.push(this.#length);
  }

  #grow(atLeast: number): void {
    const bytes = Buffer.allocUnsafeSlow(Math.max(atLeast, this.#bytes.length * 2));
    this.#bytes.copy(bytes, 0, 0, this.#length);
    this.#bytes = bytes;
  }

  done(): CopyLines {
    return { bytes: this.#bytes.subarray(0, this.#length), ends: Int32Array.from(this.#ends) };
  }
}

/** The lines but those left out (places in ascending order), as few pieces as can be. */
export function linesWithout({ bytes, ends }: CopyLines, leftOut: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let from = 0;
  const until = (to: number): void => {
    if (to > from) pieces.push(bytes.subarray(from, to));
  };
  for (const at of leftOut) {
    until(at === 0 ? 0 : (ends[at - 1] ?? 0));
    from = ends[at] ?? 0;
  }
  until(bytes.length);
  return pieces;
}
