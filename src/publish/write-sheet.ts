import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import type { FileDigest } from '../io/hash-file.js';
import { wantsWorkbooks } from '../ledger/records/kept.js';
import { CsvSheet } from './csv-sheet.js';
import type { Cells, Part, Sheet } from './sheet.js';
import { XlsxSheet } from './xlsx-sheet.js';

/** What was written: names below the folder, each with its digest as it was written. */
export type Written = ReadonlyMap<string, FileDigest>;

/** What a sheet is written into: a renderer of one file. */
export interface SheetFile {
  rows(cells: Cells): Promise<void>;
  /** The file is there when this returns. */
  close(): Promise<FileDigest>;
  /** Gives up: nothing of the file remains. */
  abort(): Promise<void>;
}

/** Writes sheets below a folder, as CSV and, where the books say so, as workbooks; each file whole or not at all. */
export async function writeSheets<Of>(
  sql: Sql,
  folder: string,
  sheets: readonly Sheet<Of>[],
  of: Of,
): Promise<Written> {
  const workbooks = await wantsWorkbooks(sql);
  const written = new Map<string, FileDigest>();
  for (const { name, title, columns, parts } of sheets) {
    for (const part of await parts(sql, of)) {
      const base = `${part.folder === '' ? '' : `${part.folder}/`}${name(of)}`;
      const files = new Map<string, SheetFile>([
        [`${base}.csv`, new CsvSheet(join(folder, `${base}.csv`), columns)],
      ]);
      if (workbooks) files.set(`${base}.xlsx`, new XlsxSheet(join(folder, `${base}.xlsx`), title, columns));
      for (const [file, digest] of await writePart(files, part)) written.set(file, digest);
    }
  }
  return written;
}

/** The same rows, read once, into each of the files. */
async function writePart(files: ReadonlyMap<string, SheetFile>, part: Part): Promise<Written> {
  const written = new Map<string, FileDigest>();
  try {
    for await (const page of part.pages) for (const file of files.values()) await file.rows(page);
    for (const [name, file] of files) written.set(name, await file.close());
  } catch (error) {
    for (const [name, file] of files) if (!written.has(name)) await file.abort();
    throw error;
  }
  return written;
}
