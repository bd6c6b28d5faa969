import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import type { FileDigest } from '../io/hash-file.js';
import { CsvSheet } from './csv-sheet.js';
import type { Part, Sheet } from './sheet.js';

/** What was written: names below the folder, each with its digest as it was written. */
export type Written = ReadonlyMap<string, FileDigest>;

/** Writes a sheet's files below a folder, each whole or not at all. */
export async function writeSheet<Of>(sql: Sql, folder: string, sheet: Sheet<Of>, of: Of): Promise<Written> {
  const written = new Map<string, FileDigest>();
  for (const part of await sheet.parts(sql, of)) {
    const name = `${part.folder === '' ? '' : `${part.folder}/`}${sheet.name(of)}.csv`;
    written.set(name, await writePart(new CsvSheet(join(folder, name), sheet.columns), part));
  }
  return written;
}

async function writePart(out: CsvSheet, part: Part): Promise<FileDigest> {
  try {
    for await (const page of part.pages) await out.rows(page);
  } catch (error) {
    await out.abort();
    throw error;
  }
  return out.close();
}

export async function writeSheets<Of>(
  sql: Sql,
  folder: string,
  sheets: readonly Sheet<Of>[],
  of: Of,
): Promise<Written> {
  const written = new Map<string, FileDigest>();
  for (const sheet of sheets)
    for (const [name, digest] of await writeSheet(sql, folder, sheet, of)) written.set(name, digest);
  return written;
}
