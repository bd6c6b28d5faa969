import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import type { Policies } from '../domain/policy.js';
import type { FileDigest } from '../io/hash-file.js';
import { rowsOf, type StoredRow } from '../ledger/records/file-rows.js';
import type { FileRecord } from '../ledger/records/files.js';
import { wantsWorkbooks } from '../ledger/records/kept.js';
import { CsvSheet } from './csv-sheet.js';
import type { AsideReceipt } from './aside-receipt.js';
import { RECEIPT_COLUMNS } from './receipt-lines.js';
import { ownPositions, rejectColumns } from './rejects.js';
import { RejectsWorkbook } from './rejects-workbook.js';
import { type Column, cellsOf } from './sheet.js';
import type { SheetFile, Written } from './write-sheet.js';
import { XlsxSheet } from './xlsx-sheet.js';

/** A file that is made of some of the rows. */
interface RowFile {
  readonly takes: (row: StoredRow) => boolean;
  rows(rows: readonly StoredRow[]): Promise<void>;
  close(): Promise<FileDigest>;
  abort(): Promise<void>;
}

/**
 * A processed file's receipt and, where a row was 退回, its reject files, all from one reading of the rows. A receipt that was
 * written aside is only put in its place.
 * @param folder the date's folder
 * @param base how the files' names begin below it
 */
export async function publishRows(
  sql: Sql,
  folder: string,
  base: string,
  file: FileRecord,
  policies: Policies,
  aside: AsideReceipt | undefined,
): Promise<Written> {
  const workbooks = await wantsWorkbooks(sql);
  const written = new Map<string, FileDigest>();
  const receipt = workbooks ? undefined : await aside?.finish(file);
  if (receipt !== undefined) written.set(`${base}.receipt.csv`, receipt);
  const files = filesOf(join(folder, base), file, policies, workbooks, receipt === undefined);
  if (files.size === 0) return written;
  try {
    for await (const page of rowsOf(sql, file.id, receipt === undefined ? 'all' : '退回'))
      for (const one of files.values()) await one.rows(page.filter(one.takes));
    for (const [ending, one] of files) written.set(`${base}.${ending}`, await one.close());
  } catch (error) {
    for (const one of files.values()) await one.abort();
    throw error;
  }
  return written;
}

/** The files by their ending. */
function filesOf(
  path: string,
  file: FileRecord,
  policies: Policies,
  workbooks: boolean,
  withReceipt: boolean,
): Map<string, RowFile> {
  const all = () => true;
  const { kind, header = [] } = file;
  const sheetFile = (
    out: SheetFile,
    columns: readonly Column<StoredRow>[],
    takes: RowFile['takes'],
  ): RowFile => ({
    takes,
    rows: (rows) => out.rows(cellsOf(columns, rows)),
    close: () => out.close(),
    abort: () => out.abort(),
  });
  const files = new Map<string, RowFile>();
  if (withReceipt) {
    const receipt = new CsvSheet(`${path}.receipt.csv`, RECEIPT_COLUMNS);
    files.set('receipt.csv', sheetFile(receipt, RECEIPT_COLUMNS, all));
  }
  if (workbooks) {
    const workbook = new XlsxSheet(`${path}.receipt.xlsx`, '回执', RECEIPT_COLUMNS);
    files.set('receipt.xlsx', sheetFile(workbook, RECEIPT_COLUMNS, all));
  }
  if (file.rejected > 0) {
    const columns = rejectColumns(header);
    const rejects = new RejectsWorkbook(
      `${path}.rejects.xlsx`,
      kind,
      policies,
      header,
      ownPositions(header),
      columns,
    );
    files.set('rejects.csv', sheetFile(new CsvSheet(`${path}.rejects.csv`, columns), columns, isRejected));
    files.set('rejects.xlsx', Object.assign(rejects, { takes: isRejected }));
  }
  return files;
}

const isRejected = (row: StoredRow): boolean => row.outcome === '退回';
