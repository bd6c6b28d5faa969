import type { Kind } from '../domain/kinds.js';
import type { Reference } from '../domain/reference.js';
import { type Header, readHeader } from '../io/header.js';
import { type CsvRecord, parseChunk } from '../io/parse-chunk.js';
import type { RecordChunk } from '../io/record-chunks.js';
import { CellMemo, checkForm } from '../io/row-form.js';
import { judgeFilingAlone } from '../rules/filing/judge.js';
import type { ReadChunk, ReadRow } from './chunks.js';
import { CleanRowsBuilder } from './clean-rows.js';
import { type FilingFile, filingContext } from './filing-record.js';
import { filingRow } from './rows.js';

/** Which file a chunk is of, as far as a chunk needs it. Nothing in here knows the books. */
export interface ChunkOf extends FilingFile {
  readonly kind: Kind;
  /** The header's cells, known to be right, and the row it stands in. */
  readonly header: readonly string[];
  readonly headerLine: number;
  /** Whether the sender has filed before, so that the books must be asked for what clean rows name. */
  readonly filedBefore: boolean;
}

/** Chunks of which clean rows can still be asked for; a reader is never more than two chunks ahead. */
const CHUNKS_AT_HAND = 4;

/** Reads and judges chunks of one file, each by itself: the same in whatever thread and order it is done. */
export class ChunkReader {
  readonly #of: ChunkOf;
  readonly #reference: Reference;
  readonly #header: Header;
  readonly #memo = new CellMemo();
  /** Records of the latest chunks' clean rows, by the records before the chunk. */
  readonly #clean = new Map<number, readonly CsvRecord[]>();

  constructor(of: ChunkOf, reference: Reference) {
    const header = readHeader(of.kind, [...of.header]);
    if ('problem' in header) throw new Error(`a header that was right is wrong: ${header.problem}`);
    this.#of = of;
    this.#reference = reference;
    this.#header = header;
  }

  read(chunk: RecordChunk): ReadChunk {
    const { records, fault } = parseChunk(chunk, this.#reference.limits);
    const all = records.filter(({ line }) => line > this.#of.headerLine).map((record) => this.#row(record));
    const read = { records: records.length, fault };
    if (this.#of.kind !== 'filing') return { ...read, rows: all, clean: undefined };
    const builder = new CleanRowsBuilder(this.#of, this.#reference, this.#of.filedBefore);
    const rows: ReadRow[] = [];
    const clean: CsvRecord[] = [];
    for (const { filing, opinion, ...row } of all) {
      const taken = filing !== undefined && opinion !== undefined && builder.take(row.line, filing, opinion);
      if (taken) clean.push({ line: row.line, cells: row.cells });
      else rows.push({ ...row, ...(filing && { filing }), ...(opinion && { opinion }) });
    }
    this.#keep(chunk.before, clean);
    return { ...read, rows, clean: builder.done() };
  }

  #keep(before: number, clean: readonly CsvRecord[]): void {
    this.#clean.set(before, clean);
    const oldest = this.#clean.keys().next().value;
    if (this.#clean.size > CHUNKS_AT_HAND && oldest !== undefined) this.#clean.delete(oldest);
  }

  /**
   * Clean rows of a chunk that was read a short while ago.
   * @param before records that stand before the chunk
   * @param places among the chunk's clean rows
   */
  recall(before: number, places: readonly number[]): ReadRow[] {
    const clean = this.#clean.get(before);
    return places.map((place) => {
      const record = clean?.[place];
      if (record === undefined) throw new Error('a row is asked for that is no longer at hand');
      return this.#row(record);
    });
  }

  #row(record: CsvRecord): ReadRow {
    const form = checkForm(this.#header, record.cells, this.#memo);
    if (this.#of.kind !== 'filing' || form.findings.length > 0) return { ...record, form };
    const filing = filingRow(form.values);
    const context = filingContext(filing, { ...this.#of, reference: this.#reference });
    return { ...record, form, filing, opinion: judgeFilingAlone(filing, context) };
  }
}
