import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import { REJECT_COLUMNS } from '../io/columns.js';
import { safeFolder } from '../io/filename.js';
import type { FileDigest } from '../io/hash-file.js';
import { normaliseCell } from '../io/normalise.js';
import { writeJson } from '../io/out.js';
import { rowsOf, type StoredRow } from '../ledger/records/file-rows.js';
import type { FileRecord } from '../ledger/records/files.js';
import { recordOutputs } from '../ledger/records/outputs.js';
import { CsvSheet } from './csv-sheet.js';
import { type Column, cellsOf, count, list, raw, text } from './sheet.js';

type Named = Pick<FileRecord, 'sender' | 'stem'>;

/** How the names of a file's outputs begin below its date's folder: `<SENDER>/<stem>`. */
const baseOf = ({ sender, stem }: Named): string => `${safeFolder(sender)}/${stem}`;

/** Names of a file's outputs below its date's folder. */
export function receiptNames(file: Named & Pick<FileRecord, 'status' | 'rejected'>): readonly string[] {
  const base = baseOf(file);
  const names = [`${base}.receipt.json`];
  if (file.status === 'processed') names.push(`${base}.receipt.csv`);
  if (file.rejected > 0) names.push(`${base}.rejects.csv`);
  return names;
}

/** Where the receipt to read lies: receipt.csv, of a refused file receipt.json. */
export function receiptPath(out: string, file: FileRecord): string {
  const ending = file.status === 'refused' ? 'json' : 'csv';
  return join(out, file.receivedOn, `${baseOf(file)}.receipt.${ending}`);
}

/** The file's receipt (回执) as the sender reads it. */
function receiptOf(file: FileRecord): Record<string, unknown> {
  return {
    file: file.name,
    sender: file.sender,
    kind: file.kind ?? null,
    receivedOn: file.receivedOn,
    sha256: file.sha256,
    status: file.status,
    ...(file.status === 'refused' ? { code: file.code, message: file.message } : {}),
    rows: file.rows,
    accepted: file.accepted,
    rejected: file.rejected,
    referred: file.referred,
  };
}

/**
 * Writes receipt.json, and for a processed file receipt.csv and, where a row was 退回, rejects.csv; records their
 * digests in the books.
 */
export async function publishReceipt(sql: Sql, out: string, file: FileRecord): Promise<void> {
  const folder = join(out, file.receivedOn);
  const name = `${baseOf(file)}.receipt.json`;
  const [json, rows] = await Promise.all([
    writeJson(join(folder, name), receiptOf(file)),
    file.status === 'processed' ? publishRows(sql, folder, file) : [],
  ]);
  await recordOutputs(sql, file.receivedOn, new Map([[name, json], ...rows]));
}

/** Both row files from one reading of the rows. */
async function publishRows(sql: Sql, folder: string, file: FileRecord): Promise<[string, FileDigest][]> {
  const base = baseOf(file);
  const files: RowFile[] = [rowFile(`${base}.receipt.csv`, folder, RECEIPT_COLUMNS, () => true)];
  if (file.rejected > 0)
    files.push(rowFile(`${base}.rejects.csv`, folder, rejectColumns(file.header ?? []), isRejected));
  try {
    for await (const page of rowsOf(sql, file.id, 'all'))
      for (const { out, columns, takes } of files) await out.rows(cellsOf(columns, page.filter(takes)));
  } catch (error) {
    await Promise.all(files.map(({ out }) => out.abort()));
    throw error;
  }
  return Promise.all(files.map(async ({ name, out }) => [name, await out.close()] as [string, FileDigest]));
}

interface RowFile {
  readonly name: string;
  readonly out: CsvSheet;
  readonly columns: readonly Column<StoredRow>[];
  readonly takes: (row: StoredRow) => boolean;
}

const rowFile = (
  name: string,
  folder: string,
  columns: RowFile['columns'],
  takes: RowFile['takes'],
): RowFile => ({ name, out: new CsvSheet(join(folder, name), columns), columns, takes });

const isRejected = (row: StoredRow): boolean => row.outcome === '退回';

/** 回执: a line per data row. */
const RECEIPT_COLUMNS: readonly Column<StoredRow>[] = [
  count('行号', (row) => row.rowNo),
  text('业务编号', (row) => row.businessNo),
  text('借据编号', (row) => row.iouNo),
  text('结果', (row) => row.outcome),
  list('代码', (row) => row.codes),
  list('说明', (row) => row.messages),
  list('依据条款', (row) => row.articles),
];

/** 退回文件: the sender's own columns in their order, then what was wrong. */
function rejectColumns(header: readonly string[]): Column<StoredRow>[] {
  const own = header.map((_, i) => i).filter((i) => !isRejectColumn(header[i] ?? ''));
  const [code, reason, article] = REJECT_COLUMNS;
  return [
    ...own.map((i) =>
      raw<StoredRow>(header[i] ?? '', (row) => ownCell(row.cells ?? [], header.length, i, own.at(-1))),
    ),
    list(code, (row) => row.codes),
    list(reason, (row) => row.messages),
    list(article, (row) => row.articles),
  ];
}

const isRejectColumn = (cell: string): boolean => REJECT_COLUMNS.some((name) => name === normaliseCell(cell));

/** One of the row's own cells: empty where the row has too few; surplus ones go into the last own, joined by commas. */
function ownCell(given: readonly string[], width: number, i: number, last: number | undefined): string {
  const cell = given[i] ?? '';
  return i === last && given.length > width ? [cell, ...given.slice(width)].join(',') : cell;
}
