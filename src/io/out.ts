import { stringify } from 'csv-stringify/sync';
import type { FileDigest } from './hash-file.js';
import { WholeFile } from './whole-file.js';

/**
 * text: escaped where a spreadsheet would take it for a formula · number: never · raw: the sender's own cell, never,
 * so that the file can be mended and sent back.
 */
export interface OutColumn {
  readonly header: string;
  readonly kind: 'text' | 'number' | 'raw';
}

const MARK = '\ufeff';

/** Characters collected before they go to the disk. */
const BUFFERED = 256 * 1024;

/** Writes a file that appears whole or not at all; its folders are made. Gives back its digest. */
export async function writeWhole(path: string, content: Uint8Array | string): Promise<FileDigest> {
  const file = await WholeFile.create(path);
  try {
    await file.write(content);
  } catch (error) {
    await file.abort();
    throw error;
  }
  return file.commit();
}

/** JSON for people and programs: UTF-8 without byte order mark, two spaces, a line end. */
export async function writeJson(path: string, value: unknown): Promise<FileDigest> {
  return writeWhole(path, `${JSON.stringify(value, undefined, 2)}\n`);
}

/** A CSV output (files.md §4): UTF-8 with byte order mark, CRLF. There once `close` returns, not before. */
export class CsvOut {
  readonly #path: string;
  readonly #columns: readonly OutColumn[];
  #file: WholeFile | undefined;
  #pending: string;

  constructor(path: string, columns: readonly OutColumn[]) {
    this.#path = path;
    this.#columns = columns;
    this.#pending = csvHead(columns);
  }

  /** Takes rows with a cell for each column; returns when there is room for more. */
  async rows(rows: readonly (readonly string[])[]): Promise<void> {
    this.#pending += csvRows(this.#columns, rows);
    if (this.#pending.length >= BUFFERED) await this.#flush();
  }

  async close(): Promise<FileDigest> {
    return (await this.#flush()).commit();
  }

  /** Gives up: nothing of the file remains. */
  async abort(): Promise<void> {
    await this.#file?.abort();
  }

  async #flush(): Promise<WholeFile> {
    this.#file ??= await WholeFile.create(this.#path);
    const pending = this.#pending;
    this.#pending = '';
    try {
      await this.#file.write(pending);
    } catch (error) {
      await this.#file.abort();
      throw error;
    }
    return this.#file;
  }
}

/** The first line of a CSV output, with the mark that spreadsheets know UTF-8 by. */
export const csvHead = (columns: readonly OutColumn[]): string =>
  MARK + csvText([columns.map(({ header, kind }) => cellText(header, kind))]);

/** Lines of a CSV output. @throws where a row has not a cell for each column */
export function csvRows(columns: readonly OutColumn[], rows: readonly (readonly string[])[]): string {
  return csvText(
    rows.map((row) => {
      if (row.length !== columns.length)
        throw new Error(`a row of ${row.length} cells under ${columns.length} columns`);
      return columns.map(({ kind }, i) => cellText(row[i] ?? '', kind));
    }),
  );
}

function cellText(text: string, kind: OutColumn['kind']): string {
  if (kind !== 'text') return text;
  // One record is one line in everything we write ourselves; only the sender's own cells keep their line breaks.
  const line = /[\r\n]/.test(text) ? text.replace(/\r\n|\r|\n/g, ' ') : text;
  return /^[=+\-@\t\r]/.test(text) ? `'${line}` : line;
}

function csvText(rows: readonly (readonly string[])[]): string {
  // A lone CR or LF in a cell would end the record for a reader, though it is not our record delimiter.
  return stringify([...rows] as string[][], { record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
}
