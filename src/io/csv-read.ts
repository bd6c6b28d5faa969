import type { FileLimits } from '../domain/reference.js';
import { type Encoding, hasOddQuotes } from './inspect.js';
import { type ChunkFault, type CsvRecord, parseChunk, UNCLOSED } from './parse-chunk.js';
import { RECORD_BYTES, recordChunks } from './record-chunks.js';

/** The file is not CSV (FILE-CSV); `message` is for the sender. */
export class CsvError extends Error {
  override readonly name = 'CsvError';
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** A cell or the number of rows is over the limit (FILE-LIMIT); `message` is for the sender. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
}

/**
 * Records of a file in batches, the header being the first. Records that hold no value are counted, not given.
 * @throws CsvError, LimitError, WorkbookError
 */
export async function* readRecords(
  path: string,
  encoding: Encoding,
  limits: FileLimits,
): AsyncGenerator<readonly CsvRecord[]> {
  const guard = new ReadingGuard(path, limits);
  for await (const chunk of recordChunks(path, encoding, limits)) {
    const { records, fault } = parseChunk(chunk, limits);
    const admitted = await guard.admit(records.length, fault);
    if (admitted > 0) yield records.slice(0, admitted);
  }
  guard.finish();
}

/**
 * Lets what was read of a file pass, chunk by chunk in the file's order. A CSV error anywhere in the file outranks a
 * limit, so a limit is only thrown when the rest has been read; what lies behind it is not given any more.
 */
export class ReadingGuard {
  readonly #path: string;
  readonly #limits: FileLimits;
  /** Rows that passed; the header is no row. */
  #rows = -1;
  #exceeded: LimitError | undefined;

  constructor(path: string, limits: FileLimits) {
    this.#path = path;
    this.#limits = limits;
  }

  /**
   * @param count records with a value that the chunk holds up to its fault
   * @returns how many of them are within the limits
   * @throws CsvError
   */
  async admit(count: number, fault: ChunkFault | undefined): Promise<number> {
    if (fault !== undefined && fault.kind !== 'limit') throw await this.#broken(fault);
    if (this.#exceeded !== undefined) return 0;
    const left = this.#limits.rows - this.#rows;
    this.#rows += count;
    if (count > left)
      this.#exceeded = new LimitError(`数据行超过${this.#limits.rows}行。请拆分成多个文件后重新报送。`);
    else if (fault !== undefined) this.#exceeded = new LimitError(fault.message);
    return Math.min(count, left);
  }

  /** @throws LimitError when a record was over a limit. */
  finish(): void {
    if (this.#exceeded !== undefined) throw this.#exceeded;
  }

  async #broken({ kind, line, message }: ChunkFault): Promise<Error> {
    if (kind === 'csv') return new CsvError(line, message);
    if (await hasOddQuotes(this.#path)) return new CsvError(line, `第${line}行${UNCLOSED}`);
    const most = RECORD_BYTES / 1024 / 1024;
    return new LimitError(`第${line}行超过${most}MiB。请检查换行和引号,缩短后重新报送。`);
  }
}
