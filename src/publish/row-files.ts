import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import type { Policies } from '../domain/policy.js';
import type { FileDigest } from '../io/hash-file.js';
import { rowsOf, type StoredRow } from '../ledger/records/file-rows.js';
import type { FileRecord } from '../ledger/records/files.js';
import { wantsWorkbooks } from '../ledger/records/kept.js';
import { CsvSheet } from './csv-sheet.js';
import { ownPositions, rejectColumns } from './rejects.js';
import { RejectsWorkbook } from './rejects-workbook.js';
import { type Column, cellsOf, count, list, text } from './sheet.js';
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
 * A processed file's receipt and, where a row was 退回, its reject files, all from one reading of the rows.
 * @param folder the date's folder
 * @param base how the files' names begin below it
 */
export async function publishRows(
  sql: Sql,
  folder: string,
  base: string,
  file: FileRecord,
  policies: Policies,
): Promise<Written> {
  const files = filesOf(join(folder, base), file, policies, await wantsWorkbooks(sql));
  const written = new Map<string, FileDigest>();
  try {
    for await (const page of rowsOf(sql, file.id, 'all'))
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
  const receipt = new CsvSheet(`${path}.receipt.csv`, RECEIPT_COLUMNS);
  const files = new Map([['receipt.csv', sheetFile(receipt, RECEIPT_COLUMNS, all)]]);
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
