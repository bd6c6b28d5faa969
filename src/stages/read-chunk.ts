import type { IsoDate } from '../domain/dates.js';
import type { Kind } from '../domain/kinds.js';
import type { Reference } from '../domain/reference.js';
import { type Header, readHeader } from '../io/header.js';
import { type ChunkFault, type CsvRecord, parseChunk } from '../io/parse-chunk.js';
import type { RecordChunk } from '../io/record-chunks.js';
import { CellMemo, checkForm, type FormRow } from '../io/row-form.js';
import { type FilingOpinion, judgeFilingAlone } from '../rules/filing/judge.js';
import { filingContext } from './filing.js';
import { filingRow } from './rows.js';

/** A record with all that it decides by itself: its form and, of a filing, what no other row has a say in. */
export interface ReadRow extends CsvRecord {
  readonly form: FormRow;
  readonly opinion?: FilingOpinion;
}

/** A chunk's rows, up to the first record over a limit, and why the file cannot be taken where the chunk tells. */
export interface ReadChunk {
  /** Records with a value, the header included. */
  readonly records: number;
  readonly rows: readonly ReadRow[];
  readonly fault: ChunkFault | undefined;
}

/** Which file a chunk is of, as far as a chunk needs it. Nothing in here knows the books. */
export interface ChunkOf {
  readonly kind: Kind;
  readonly sender: string;
  readonly receivedOn: IsoDate;
  /** The header's cells, known to be right, and the row it stands in. */
  readonly header: readonly string[];
  readonly headerLine: number;
}

/** Reads and judges chunks of one file, each by itself: the same in whatever thread and order it is done. */
export class ChunkReader {
  readonly #of: ChunkOf;
  readonly #reference: Reference;
  readonly #header: Header;
  readonly #memo = new CellMemo();

  constructor(of: ChunkOf, reference: Reference) {
    const header = readHeader(of.kind, [...of.header]);
    if ('problem' in header) throw new Error(`a header that was right is wrong: ${header.problem}`);
    this.#of = of;
    this.#reference = reference;
    this.#header = header;
  }

  read(chunk: RecordChunk): ReadChunk {
    const { records, fault } = parseChunk(chunk, this.#reference.limits);
    const rows = records.filter(({ line }) => line > this.#of.headerLine);
    return { records: records.length, rows: rows.map((record) => this.#row(record)), fault };
  }

  #row(record: CsvRecord): ReadRow {
    const form = checkForm(this.#header, record.cells, this.#memo);
    if (this.#of.kind !== 'filing' || form.findings.length > 0) return { ...record, form };
    const row = filingRow(form.values);
    const context = filingContext(row, { ...this.#of, reference: this.#reference });
    return { ...record, form, opinion: judgeFilingAlone(row, context) };
  }
}
