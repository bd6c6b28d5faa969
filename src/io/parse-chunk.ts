import { parse } from 'csv-parse/sync';
import type { FileLimits } from '../domain/reference.js';
import { withoutBlankRuns } from './blank-runs.js';
import type { Encoding } from './inspect.js';
import { RECORD_BYTES, type RecordChunk } from './record-chunks.js';
import { INEXACT_MARK } from './workbook/sheet-reader.js';

/** A record with at least one value. `line` is the row number (行号) a spreadsheet shows. */
export interface CsvRecord {
  readonly line: number;
  /** The cells as they came. */
  readonly cells: string[];
  /** Cells of a workbook that hold a number of more digits than it keeps, by position. */
  readonly inexact?: readonly number[];
}

/** Why a file cannot be taken, found in one of its chunks; `message` is for the sender. */
export interface ChunkFault {
  /** csv: FILE-CSV · limit: FILE-LIMIT · unclosed: the record does not end, which the whole file must explain. */
  readonly kind: 'csv' | 'limit' | 'unclosed';
  readonly line: number;
  readonly message: string;
}

export interface ParsedChunk {
  /** Records that hold a value, up to the first one over a limit. */
  readonly records: readonly CsvRecord[];
  readonly fault: ChunkFault | undefined;
}

/** Takes a line without a quote as its bytes (UTF-8; its end not included), or says no: then it is given as a record. */
export type LineTaker = (bytes: Uint8Array, from: number, to: number, line: number) => boolean;

/** The records of a chunk, all at once. */
export function parseChunk(chunk: RecordChunk, limits: FileLimits): ParsedChunk {
  const records: CsvRecord[] = [];
  const fault = eachRecord(chunk, limits, (record) => records.push(record));
  return { records: isBroken(fault) ? [] : records, fault };
}

/** Whether the file is no CSV, so that nothing of the chunk counts. */
export const isBroken = (fault: ChunkFault | undefined): boolean =>
  fault !== undefined && fault.kind !== 'limit';

/**
 * Gives the records of a chunk one by one, those that hold a value, up to the first one over a limit. Where a quote
 * occurs csv-parse reads it, with its strictness; where none does, lines and commas are all there is to CSV, and
 * splitting at them gives the same records several times faster.
 * @param takeLine asked first, of lines without a quote in chunks without one; those that it takes are not given
 */
export function eachRecord(
  chunk: RecordChunk,
  limits: FileLimits,
  give: (record: CsvRecord) => void,
  takeLine?: LineTaker,
): ChunkFault | undefined {
  if (chunk.tooLong) return { kind: 'unclosed', line: chunk.before + 1, message: '' };
  const taking = new Taking(chunk, limits, give);
  if (!chunk.quoted) {
    splitLines(inUtf8(chunk), taking, takeLine);
    return taking.fault;
  }
  const text = decoded(chunk.bytes, chunk.encoding);
  for (const piece of withoutBlankRuns(text)) {
    if (typeof piece === 'number') taking.skip(piece);
    else {
      const before = taking.line;
      try {
        for (const cells of parse(piece, CSV) as unknown as string[][]) taking.take(cells);
      } catch (error) {
        return csvFault(error, before);
      }
    }
  }
  return taking.fault;
}

const CSV = {
  record_delimiter: ['\r\n', '\n'],
  relax_column_count: true,
  max_record_size: RECORD_BYTES,
};

/** The encoding was established over the whole file before; a chunk ends where a character does. */
function decoded(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding !== 'GB18030') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
}

/** The bytes of a chunk in UTF-8, which most files are in. */
function inUtf8({ bytes, encoding }: RecordChunk): Buffer {
  if (encoding === 'GB18030') return Buffer.from(decoded(bytes, encoding));
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function splitLines(bytes: Buffer, taking: Taking, takeLine: LineTaker = () => false): void {
  let from = 0;
  while (from < bytes.length) {
    const feed = bytes.indexOf(LINE_FEED, from);
    const next = feed < 0 ? bytes.length : feed + 1;
    const end = feed < 0 ? next : bytes[feed - 1] === CARRIAGE_RETURN && feed > from ? feed - 1 : feed;
    if (!taking.takeUnread(end - from, (line) => takeLine(bytes, from, end, line)))
      taking.takeLine(bytes.toString('utf8', from, end));
    from = next;
  }
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Counts records, gives those with a value, and stops giving at the first one over a limit. */
class Taking {
  fault: ChunkFault | undefined;
  readonly #cellCharacters: number;
  readonly #give: (record: CsvRecord) => void;
  readonly #workbook: boolean;
  #line: number;

  constructor(chunk: RecordChunk, { cellCharacters }: FileLimits, give: (record: CsvRecord) => void) {
    this.#line = chunk.before;
    this.#workbook = chunk.encoding === 'XLSX';
    this.#cellCharacters = cellCharacters;
    this.#give = give;
  }

  /** Records so far, those of the file before this chunk included. */
  get line(): number {
    return this.#line;
  }

  /** Passes over records without a value. */
  skip(records: number): void {
    this.#line += records;
  }

  /** A line of so many bytes that somebody may read by itself; says whether it was. */
  takeUnread(bytes: number, take: (line: number) => boolean): boolean {
    if (this.fault !== undefined || bytes > this.#cellCharacters || !take(this.#line + 1)) return false;
    this.#line += 1;
    return true;
  }

  /** A line without a quote: cells are what stands between commas, and none is longer than the line. */
  takeLine(line: string): void {
    if (line === '') this.#line += 1;
    else this.take(line.split(','), line.length <= this.#cellCharacters);
  }

  take(cells: string[], short = false): void {
    this.#line += 1;
    if (this.fault !== undefined || !cells.some(hasValue)) return;
    const over = short ? -1 : cells.findIndex((cell) => isLonger(cell, this.#cellCharacters));
    if (over < 0) this.#give(this.#workbook ? unmarked(this.#line, cells) : { line: this.#line, cells });
    else this.fault = longCell(this.#line, over, this.#cellCharacters);
  }
}

/** A workbook's record without the marks that numbers too long for it bear on their way here. */
function unmarked(line: number, cells: string[]): CsvRecord {
  const inexact: number[] = [];
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (cell === undefined || cell.charCodeAt(0) !== INEXACT_MARK) continue;
    inexact.push(i);
    cells[i] = cell.slice(1);
  }
  return inexact.length === 0 ? { line, cells } : { line, cells, inexact };
}

function longCell(line: number, column: number, characters: number): ChunkFault {
  const message = `第${line}行第${column + 1}列的单元格超过${characters}个字符。请缩短后重新报送。`;
  return { kind: 'limit', line, message };
}

function hasValue(cell: string): boolean {
  return cell.trim() !== '';
}

/** Characters are code points: one outside the basic plane is one, though it has two UTF-16 units. */
function isLonger(cell: string, characters: number): boolean {
  return cell.length > characters && Array.from(cell).length > characters;
}

export const UNCLOSED = '有未闭合的引号(")。请补上引号后重新报送。';

const CSV_PROBLEMS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: UNCLOSED,
  CSV_INVALID_CLOSING_QUOTE: '的引号(")之后有多余的字符。单元格内的引号应写成两个("")。',
  INVALID_OPENING_QUOTE: '的单元格中间有引号(")。含引号的单元格应整个用引号括起,其中的引号写成两个("")。',
};

/** What the parser reports, in the sender's words; anything else is an operating error and stays what it is. */
function csvFault(error: unknown, before: number): ChunkFault {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  const line = before + ('records' in error ? Number(error.records) : 0) + 1;
  const problem = CSV_PROBLEMS[String(error.code)];
  if (problem !== undefined) return { kind: 'csv', line, message: `第${line}行${problem}` };
  if (error.code === 'CSV_MAX_RECORD_SIZE') return { kind: 'unclosed', line, message: '' };
  throw error;
}
