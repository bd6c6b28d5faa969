import type { IsoDate } from '../domain/dates.js';
import type { Kind } from '../domain/kinds.js';
import type { Reference } from '../domain/reference.js';
import type { CsvRecord } from '../io/csv-read.js';
import { type Header, readHeader } from '../io/header.js';
import { checkForm, type FormRow } from '../io/row-form.js';
import { type FilingOpinion, judgeFilingAlone } from '../rules/filing/judge.js';
import { filingContext } from './filing.js';
import { filingRow } from './rows.js';

/** A record with all that it decides by itself: its form and, of a filing, what no other row has a say in. */
export interface ReadRow extends CsvRecord {
  readonly form: FormRow;
  readonly opinion?: FilingOpinion;
}

/** Which file a chunk is of, as far as a chunk needs it. Nothing in here knows the books. */
export interface ChunkOf {
  readonly kind: Kind;
  readonly sender: string;
  readonly receivedOn: IsoDate;
  /** The header's cells, known to be right. */
  readonly header: readonly string[];
}

/** Reads and judges a chunk of records by themselves: the same in whatever thread and order it is done. */
export function readChunk(of: ChunkOf, records: readonly CsvRecord[], reference: Reference): ReadRow[] {
  const header = readHeader(of.kind, [...of.header]);
  if ('problem' in header) throw new Error(`a header that was right is wrong: ${header.problem}`);
  return records.map((record) => readRow(of, header, record, reference));
}

function readRow(of: ChunkOf, header: Header, record: CsvRecord, reference: Reference): ReadRow {
  const form = checkForm(header, record.cells);
  if (of.kind !== 'filing' || form.findings.length > 0) return { ...record, form };
  const row = filingRow(form.values);
  return { ...record, form, opinion: judgeFilingAlone(row, filingContext(row, { ...of, reference })) };
}
