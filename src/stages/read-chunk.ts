import type { Kind } from '../domain/kinds.js';
import type { Reference } from '../domain/reference.js';
import { type Header, readHeader } from '../io/header.js';
import { type CsvRecord, eachRecord, isBroken, type LineTaker } from '../io/parse-chunk.js';
import type { RecordChunk } from '../io/record-chunks.js';
import { CellMemo, checkForm } from '../io/row-form.js';
import { judgeFilingAlone } from '../rules/filing/judge.js';
import type { ReadChunk, ReadRow } from './chunks.js';
import { CleanRowsBuilder } from './clean-rows.js';
import { type FilingFile, filingContext } from './filing-record.js';
import { filingRow } from './filing-row.js';
import { FilingScreen } from './filing-screen.js';

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
  readonly #screen: FilingScreen | undefined;
  /** The latest chunks and the row numbers of their clean rows, by the records before the chunk. */
  readonly #atHand = new Map<number, { readonly chunk: RecordChunk; readonly rowNos: Int32Array }>();

  constructor(of: ChunkOf, reference: Reference) {
    const header = readHeader(of.kind, [...of.header], reference.policies);
    if ('problem' in header) throw new Error(`a header that was right is wrong: ${header.problem}`);
    this.#of = of;
    this.#reference = reference;
    this.#header = header;
    this.#screen = of.kind === 'filing' ? new FilingScreen(of, header, reference) : undefined;
  }

  read(chunk: RecordChunk): ReadChunk {
    const filing = this.#of.kind === 'filing';
    const clean = new CleanRowsBuilder(this.#of, this.#reference, this.#of.filedBefore, chunk.bytes.length);
    const rows: ReadRow[] = [];
    let records = 0;
    const give = (record: CsvRecord): void => {
      records += 1;
      const { line } = record;
      if (line <= this.#of.headerLine) return;
      const row = this.#row(record);
      if (row.filing === undefined || row.opinion === undefined || !clean.take(line, row.filing, row.opinion))
        rows.push(row);
    };
    const takeLine: LineTaker = (bytes, from, to, line) => {
      if (line <= this.#of.headerLine || this.#screen?.take(bytes, from, to, line, clean) !== true)
        return false;
      records += 1;
      return true;
    };
    const fault = eachRecord(chunk, this.#reference.limits, give, takeLine);
    if (isBroken(fault)) return { records: 0, rows: [], clean: undefined, fault };
    const done = filing ? clean.done() : undefined;
    if (done !== undefined) this.#keep(chunk, done.rowNos);
    return { records, rows, clean: done, fault };
  }

  #keep(chunk: RecordChunk, rowNos: Int32Array): void {
    this.#atHand.set(chunk.before, { chunk, rowNos: rowNos.slice() });
    const oldest = this.#atHand.keys().next().value;
    if (this.#atHand.size > CHUNKS_AT_HAND && oldest !== undefined) this.#atHand.delete(oldest);
  }

  /**
   * Clean rows of a chunk that was read a short while ago, read once more.
   * @param before records that stand before the chunk
   * @param places among the chunk's clean rows, in ascending order
   */
  recall(before: number, places: readonly number[]): ReadRow[] {
    const held = this.#atHand.get(before);
    if (held === undefined) throw new Error('rows are asked for of a chunk that is no longer at hand');
    const wanted = new Set(places.map((place) => held.rowNos[place]));
    const rows: ReadRow[] = [];
    eachRecord(held.chunk, this.#reference.limits, (record) => {
      if (wanted.has(record.line)) rows.push(this.#row(record));
    });
    return rows;
  }

  #row(record: CsvRecord): ReadRow {
    const form = checkForm(this.#header, record, this.#memo);
    if (this.#of.kind !== 'filing' || form.findings.length > 0) return { ...record, form };
    const filing = filingRow(form.values);
    const context = filingContext(filing, { ...this.#of, reference: this.#reference });
    return { ...record, form, filing, opinion: judgeFilingAlone(filing, context) };
  }
}
