import type { Sql } from '../db/db.js';
import type { FileLimits } from '../domain/reference.js';
import { ReadingGuard } from '../io/csv-read.js';
import { type Header, readHeader } from '../io/header.js';
import type { Encoding } from '../io/inspect.js';
import { type CsvRecord, parseChunk } from '../io/parse-chunk.js';
import { recordChunks } from '../io/record-chunks.js';
import { hasFiled } from '../ledger/records/filing-books.js';
import * as file from '../rules/file.js';
import type { JudgedChunk } from './chunks.js';
import { hereJudges, type Judges, threadJudges } from './judge-pool.js';
import { Refusal } from './refusal.js';
import type { FileInHand } from './stage.js';

/** A file's text, and how much of it there is. */
export interface FileText {
  readonly path: string;
  readonly encoding: Encoding;
  readonly bytes: number;
}

/**
 * Bytes from which on a file is judged by threads, where the configuration does not say. The embedded engine works in
 * this very process: threads beside it cost memory and gain nothing, so there they must be asked for.
 */
const LARGE_BYTES = { postgres: 4 * 1024 * 1024, pglite: Number.POSITIVE_INFINITY };

/** A file that is read: its header, and its rows chunk by chunk, each judged by itself. */
export interface FileReading {
  /** The header's cells as they came; none where the file holds nothing. */
  readonly header: readonly string[];
  chunks(): AsyncGenerator<JudgedChunk>;
}

/**
 * Begins to read a file. A wrong header is only told when the rest is known to be CSV and within the limits.
 * @throws from chunks(): CsvError, LimitError, and a Refusal for a wrong header
 */
export async function readFile(inHand: FileInHand, text: FileText, sql: Sql): Promise<FileReading> {
  const head = await headOf(text, inHand.reference.limits);
  const header =
    head === undefined ? undefined : readHeader(inHand.kind, head.cells, inHand.reference.policies);
  if (head === undefined || header === undefined) return { header: [], chunks: () => chunksOf(text, inHand) };
  if ('problem' in header) {
    const fault = new Refusal(file.FILE_HEADER, header.problem);
    return { header: head.cells, chunks: () => chunksOf(text, inHand, undefined, fault) };
  }
  const before = inHand.kind === 'filing' && (await hasFiled(sql, inHand.sender));
  const judges = () => judgesOf(inHand, text, sql.engine, header, head.line, before);
  return { header: head.cells, chunks: () => chunksOf(text, inHand, judges()) };
}

/** The first record with a value. What cannot be read as far as that is told when all of it is read. */
async function headOf(text: FileText, limits: FileLimits): Promise<CsvRecord | undefined> {
  for await (const chunk of recordChunks(text.path, text.encoding, limits)) {
    const { records, fault } = parseChunk(chunk, limits);
    if (records[0] !== undefined || fault !== undefined) return records[0];
  }
  return undefined;
}

/** Without judges the file is only gone through for what is wrong with it as a whole. */
async function* chunksOf(
  text: FileText,
  { reference }: FileInHand,
  judges: Judges = parsersOnly(reference.limits),
  fault?: Refusal,
): AsyncGenerator<JudgedChunk> {
  const guard = new ReadingGuard(text.path, reference.limits);
  const under: Promise<JudgedChunk>[] = [];
  try {
    for await (const chunk of recordChunks(text.path, text.encoding, reference.limits)) {
      const judging = judges.judge(chunk);
      // A failure is thrown where the chunk is awaited; until then it must not pass for unhandled.
      judging.catch(() => {});
      under.push(judging);
      while (under.length > judges.ahead) yield* await admitted(under, guard);
    }
    while (under.length > 0) yield* await admitted(under, guard);
    guard.finish();
    if (fault !== undefined) throw fault;
  } finally {
    await judges.close();
  }
}

/** The next chunk, if it has rows; none once the file is over a limit. */
async function admitted(under: Promise<JudgedChunk>[], guard: ReadingGuard): Promise<JudgedChunk[]> {
  const chunk = await under.shift();
  if (chunk === undefined) return [];
  const within = await guard.admit(chunk.records, chunk.fault);
  const rows = chunk.rows.length + (chunk.clean?.rowNos.length ?? 0);
  return within === chunk.records && rows > 0 ? [chunk] : [];
}

function parsersOnly(limits: FileLimits): Judges {
  return {
    ahead: 0,
    judge: async (chunk) => {
      const { records, fault } = parseChunk(chunk, limits);
      return { records: records.length, rows: [], clean: undefined, fault, recall: async () => [] };
    },
    close: async () => {},
  };
}

function judgesOf(
  { reference, ...file }: FileInHand,
  text: FileText,
  engine: Sql['engine'],
  header: Header,
  headerLine: number,
  filedBefore: boolean,
): Judges {
  const of = { ...file, header: header.cells, headerLine, filedBefore };
  const large = text.bytes >= (reference.limits.largeBytes ?? LARGE_BYTES[engine]);
  return large ? threadJudges(of, reference) : hereJudges(of, reference);
}
