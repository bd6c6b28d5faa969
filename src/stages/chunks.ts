import type { ChunkFault, CsvRecord } from '../io/parse-chunk.js';
import type { FormRow } from '../io/row-form.js';
import type { FilingRow } from '../rules/filing/filing.js';
import type { FilingOpinion } from '../rules/filing/judge.js';

/** What is known of a file's rows before the books are asked. */

/** A record with all that it decides by itself: its form and, of a filing, what no other row has a say in. */
export interface ReadRow extends CsvRecord {
  readonly form: FormRow;
  readonly filing?: FilingRow;
  readonly opinion?: FilingOpinion;
}

/** A chunk's rows, up to the first record over a limit, and why the file cannot be taken where the chunk tells. */
export interface ReadChunk {
  /** Records with a value, the header included. */
  readonly records: number;
  /** Rows that the rules must see with the books at hand. */
  readonly rows: readonly ReadRow[];
  /** Filing rows that are clean by themselves; they are not among `rows`. */
  readonly clean: CleanRows | undefined;
  readonly fault: ChunkFault | undefined;
}

/** Lines in COPY's text format, one after the other, and where each ends. */
export interface CopyLines {
  readonly bytes: Uint8Array;
  readonly ends: Int32Array;
}

/**
 * Filing rows on which the rules find nothing where the bank has filed nothing else. What other rows have a say in is
 * given as keys and numbers: a row that shares no key with another, and whose enterprise's other loans leave room, is
 * accepted as it stands; the records are made already. Arrays have one place a row; amounts are fen in doubles, exact
 * to 90 trillion yuan.
 */
export interface CleanRows {
  readonly rowNos: Int32Array;
  /** Rows of `filings`, and of `file_rows`. */
  readonly records: CopyLines;
  readonly results: CopyLines;
  /** Hashes of scheme and IOU, of the enterprise's code, and of what makes two loans look like one (F-SAME-LOAN). */
  readonly loans: Float64Array;
  readonly enterprises: Float64Array;
  readonly twins: Float64Array;
  readonly principals: Float64Array;
  /** What the enterprise's other loans may come to. */
  readonly rooms: Float64Array;
  /** IOU numbers and codes themselves, where the bank has filed before and the books must be asked. */
  readonly ious: readonly string[];
  readonly usccs: readonly string[];
}

/** A chunk as it was read, and the way to its clean rows. */
export interface JudgedChunk extends ReadChunk {
  /** Clean rows, by their places among the clean ones, while the chunk is at hand. */
  recall(places: readonly number[]): Promise<readonly ReadRow[]>;
}
