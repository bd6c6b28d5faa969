import type { Reference } from '../domain/reference.js';
import { archivePath } from '../io/archive.js';
import { archivedRow } from '../io/archived-row.js';
import { type Header, readHeader } from '../io/header.js';
import type { CsvRecord } from '../io/parse-chunk.js';
import { checkForm, type FormRow } from '../io/row-form.js';
import { rowId } from '../ledger/records/records.js';
import type { TracedRow } from '../ledger/views/trace.js';
import type { Fact, Source, Step } from './story.js';

/** A row read again from the archive under the configuration of its day. */
export interface ReadRow {
  readonly row: TracedRow;
  readonly id: bigint;
  readonly reference: Reference;
  readonly source: Source;
  /** Undefined where the archived file does not give the row any more. */
  readonly form: FormRow | undefined;
}

export async function readRow(
  row: TracedRow,
  archive: string | undefined,
  reference: Reference,
): Promise<ReadRow> {
  const kept = row.cells === null ? undefined : { cells: row.cells };
  const record = (await fromArchive(row, archive, reference)) ?? kept;
  const header = headerOf(row, reference);
  return {
    row,
    id: rowId(row.fileId, row.rowNo),
    reference,
    source: {
      file: `${row.receivedOn}/${row.sender}/${row.name}`,
      row: row.rowNo,
      sha256: row.sha256,
      encoding: row.encoding ?? '',
      configuration: row.configuration,
      cells: named(row.header ?? [], record?.cells ?? []),
    },
    form: header === undefined || record === undefined ? undefined : checkForm(header, record),
  };
}

async function fromArchive(
  row: TracedRow,
  archive: string | undefined,
  reference: Reference,
): Promise<Pick<CsvRecord, 'cells' | 'inexact'> | undefined> {
  if (archive === undefined || row.encoding === null) return undefined;
  try {
    return await archivedRow(archivePath(archive, row.sha256), row.encoding, reference.limits, row.rowNo);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function headerOf(row: TracedRow, { policies }: Reference): Header | undefined {
  if (row.kind === null || row.header === null) return undefined;
  const header = readHeader(row.kind, row.header, policies);
  return 'problem' in header ? undefined : header;
}

function named(header: readonly string[], cells: readonly string[]): Fact[] {
  return cells.map((cell, i) => [header[i] ?? `第${i + 1}列`, cell]);
}

/** Findings as the receipt had them. */
export function findingsOf(row: TracedRow): NonNullable<Step['findings']> {
  const { codes, messages, articles } = row;
  return codes.map((code, i) => ({ code, message: messages[i] ?? '', article: articles[i] ?? '' }));
}
