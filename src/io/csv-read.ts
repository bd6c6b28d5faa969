import { pipeline } from 'node:stream';
import { type Parser, parse } from 'csv-parse';
import type { FileLimits } from '../domain/reference.js';
import { decodedChunks } from './decode.js';
import { type Encoding, hasOddQuotes } from './inspect.js';

/** A record with at least one value. `line` is the row number (行号) a spreadsheet shows. */
export interface CsvRecord {
  readonly line: number;
  /** The cells as they came. */
  readonly cells: string[];
}

/** The file is not CSV (FILE-CSV); `message` is for the sender. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
  readonly line: number;

  constructor(line: number, problem: string) {
    super(`第${line}行${problem}`);
    this.line = line;
  }
}

/** A cell or the number of rows is over the limit (FILE-LIMIT); `message` is for the sender. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
}

const BATCH = 2_000;

/**
 * Bytes of one record that are held at most. A record of 31 cells at the limit of characters stays far below; what
 * is above would otherwise be an unclosed quote swallowing the rest of the file.
 */
export const RECORD_BYTES = 16 * 1024 * 1024;

const UNCLOSED = '有未闭合的引号(")。请补上引号后重新报送。';

/**
 * Records of a CSV file in batches, the header being the first. Records that hold no value are counted, not given.
 * A CSV error anywhere in the file outranks a limit, so a limit is only thrown when the rest has been read; what
 * lies behind it is not given any more.
 * @throws CsvError, LimitError
 */
export async function* readRecords(
  path: string,
  encoding: Encoding,
  limits: FileLimits,
): AsyncGenerator<CsvRecord[]> {
  const parser = parserOf(path, encoding);
  const guard = new LimitGuard(limits);
  let batch: CsvRecord[] = [];
  let line = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      line += 1;
      if (!guard.admits(line, cells)) continue;
      batch.push({ line, cells });
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    throw await translated(error, parser.info.records + 1, path);
  }
  if (batch.length > 0) yield batch;
  guard.finish();
}

function parserOf(path: string, encoding: Encoding): Parser {
  const parser = parse({
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    max_record_size: RECORD_BYTES,
  });
  // The iteration over the parser reports what goes wrong anywhere in the chain.
  pipeline(decodedChunks(path, encoding, RECORD_BYTES), parser, () => {});
  return parser;
}

/** Lets records pass that hold a value, until the first one over a limit. */
class LimitGuard {
  readonly #limits: FileLimits;
  #rows = -1;
  #exceeded: LimitError | undefined;

  constructor(limits: FileLimits) {
    this.#limits = limits;
  }

  admits(line: number, cells: readonly string[]): boolean {
    if (this.#exceeded !== undefined || !cells.some(hasValue)) return false;
    this.#rows += 1;
    this.#exceeded = this.#check(line, cells);
    return this.#exceeded === undefined;
  }

  /** @throws LimitError when a record was over a limit. */
  finish(): void {
    if (this.#exceeded !== undefined) throw this.#exceeded;
  }

  #check(line: number, cells: readonly string[]): LimitError | undefined {
    const { rows, cellCharacters } = this.#limits;
    if (this.#rows > rows) return new LimitError(`数据行超过${rows}行。请拆分成多个文件后重新报送。`);
    const over = cells.findIndex((cell) => isLonger(cell, cellCharacters));
    return over < 0 ? undefined : longCell(`第${line}行第${over + 1}列`, cellCharacters);
  }
}

function longCell(where: string, characters: number): LimitError {
  return new LimitError(`${where}的单元格超过${characters}个字符。请缩短后重新报送。`);
}

function hasValue(cell: string): boolean {
  return cell.trim() !== '';
}

/** Characters are code points: one outside the basic plane is one, though it has two UTF-16 units. */
function isLonger(cell: string, characters: number): boolean {
  return cell.length > characters && Array.from(cell).length > characters;
}

const CSV_PROBLEMS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: UNCLOSED,
  CSV_INVALID_CLOSING_QUOTE: '的引号(")之后有多余的字符。单元格内的引号应写成两个("")。',
  INVALID_OPENING_QUOTE: '的单元格中间有引号(")。含引号的单元格应整个用引号括起,其中的引号写成两个("")。',
};

/** What the parser reports, in the sender's words; anything else is an operating error and stays what it is. */
async function translated(error: unknown, line: number, path: string): Promise<unknown> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const problem = CSV_PROBLEMS[code];
  if (problem !== undefined) return new CsvError(line, problem);
  if (code !== 'CSV_MAX_RECORD_SIZE') return error;
  if (await hasOddQuotes(path)) return new CsvError(line, UNCLOSED);
  return new LimitError(`第${line}行超过${RECORD_BYTES / 1024 / 1024}MiB。请检查换行和引号,缩短后重新报送。`);
}
