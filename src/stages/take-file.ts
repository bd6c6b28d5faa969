import type { Sql } from '../db/db.js';
import { KINDS, type Kind } from '../domain/kinds.js';
import { CsvError, LimitError, readRecords } from '../io/csv-read.js';
import { type Header, readHeader } from '../io/header.js';
import type { Encoding } from '../io/inspect.js';
import { FileRows, type JudgedRow } from '../ledger/records/file-rows.js';
import type { FileCounts } from '../ledger/records/files.js';
import * as file from '../rules/file.js';
import { AmendmentStage } from './amendment.js';
import { ClaimStage } from './claim.js';
import { ConfirmationStage } from './confirmation.js';
import { CorrectionStage } from './correction.js';
import { DecisionStage } from './decision.js';
import { FilingStage } from './filing.js';
import { hereJudges, type Judges, threadJudges } from './judge-pool.js';
import { MatchingStage } from './matching.js';
import type { ReadRow } from './read-chunk.js';
import { RecoveryStage } from './recovery.js';
import { Refusal } from './refusal.js';
import {
  codesOf,
  Effects,
  type FileInHand,
  type FormedRow,
  messagesOf,
  type RowResult,
  resultOf,
  type Stage,
} from './stage.js';
import { StandingStage } from './standing.js';
import { StatementStage } from './statement.js';
import { WriteoffStage } from './writeoff.js';

const STAGES: Readonly<Record<Kind, new (sql: Sql, file: FileInHand, effects: Effects) => Stage>> = {
  filing: FilingStage,
  amendment: AmendmentStage,
  claim: ClaimStage,
  decision: DecisionStage,
  correction: CorrectionStage,
  standing: StandingStage,
  confirmation: ConfirmationStage,
  recovery: RecoveryStage,
  writeoff: WriteoffStage,
  statement: StatementStage,
  matching: MatchingStage,
};

/** Place of a kind in the order of a day; files of no known kind come last. */
export const kindRank = (kind: Kind | undefined): number =>
  kind === undefined ? KINDS.length : KINDS.indexOf(kind);

/**
 * Bytes from which on a file is judged by threads, where the configuration does not say. The embedded engine works in
 * this very process: threads beside it cost memory and gain nothing, so there they must be asked for.
 */
const LARGE_BYTES = { postgres: 4 * 1024 * 1024, pglite: Number.POSITIVE_INFINITY };

/** A file's text, and how much of it there is. */
export interface FileText {
  readonly path: string;
  readonly encoding: Encoding;
  readonly bytes: number;
}

/** What a file held. */
export interface TakenRows {
  readonly header: readonly string[];
  readonly counts: FileCounts;
}

/**
 * Reads a file chunk by chunk, judges its rows in order and records what follows, all inside the caller's
 * transaction. Chunks of a large file are judged ahead by threads as far as a row decides by itself; what needs the
 * books is done here, in the file's order. Memory is that of a few chunks, whatever the file's size.
 * @throws Refusal for a file that cannot be taken; the caller's transaction must then be rolled back.
 */
export async function takeRows(sql: Sql, inHand: FileInHand, text: FileText): Promise<TakenRows> {
  const effects = new Effects();
  const stage = new STAGES[inHand.kind](sql, inHand, effects);
  const rows = new FileRows(sql, inHand);
  const seen: Seen = { header: undefined, fault: undefined };
  try {
    for await (const chunk of chunksOf(inHand, text, sql.engine, seen)) {
      await rows.add(await judgeChunk(stage, chunk));
      await effects.flush(sql);
    }
  } catch (error) {
    throw asRefusal(error);
  }
  if (seen.fault !== undefined) throw seen.fault;
  if (rows.counts.rows === 0)
    throw new Refusal(file.FILE_EMPTY, '文件没有数据行。请确认文件内容后重新报送。');
  return { header: seen.header?.cells ?? [], counts: rows.counts };
}

/** What the header row turned out to be; a wrong one is told only when the rest of the file is known to be CSV. */
interface Seen {
  header: Header | undefined;
  fault: Refusal | undefined;
}

/** The file's chunks in order, each judged by itself; a few are under way at a time. */
async function* chunksOf(
  inHand: FileInHand,
  text: FileText,
  engine: Sql['engine'],
  seen: Seen,
): AsyncGenerator<ReadRow[]> {
  const { reference } = inHand;
  let judges: Judges | undefined;
  const under: Promise<ReadRow[]>[] = [];
  try {
    for await (const batch of readRecords(text.path, text.encoding, reference.limits)) {
      let records = batch;
      if (seen.header === undefined && seen.fault === undefined) {
        seeHeader(inHand, records[0]?.cells ?? [], seen);
        records = records.slice(1);
      }
      if (seen.header === undefined || records.length === 0) continue;
      judges ??= judgesOf(inHand, text, engine, seen.header);
      const judging = judges.judge(records);
      // One that fails is met when its turn comes; until then it must not pass for unhandled.
      judging.catch(() => {});
      under.push(judging);
      while (under.length > judges.ahead) yield (await under.shift()) ?? [];
    }
    for (const judging of under) yield await judging;
  } finally {
    await judges?.close();
  }
}

function seeHeader(inHand: FileInHand, cells: string[], seen: Seen): void {
  const read = readHeader(inHand.kind, cells);
  if ('problem' in read) seen.fault = new Refusal(file.FILE_HEADER, read.problem);
  else seen.header = read;
}

function judgesOf(
  { kind, sender, receivedOn, reference }: FileInHand,
  text: FileText,
  engine: Sql['engine'],
  header: Header,
): Judges {
  const of = { kind, sender, receivedOn, header: header.cells };
  const large = text.bytes >= (reference.limits.largeBytes ?? LARGE_BYTES[engine]);
  return large ? threadJudges(of, reference) : hereJudges(of, reference);
}

/** Rows with a fault of form are judged for nothing else. */
async function judgeChunk(stage: Stage, rows: readonly ReadRow[]): Promise<JudgedRow[]> {
  const sound = rows.filter((row) => row.form.findings.length === 0);
  const judged = await stage.take(sound.map(formedRow));
  const byRow = new Map(judged.map((result) => [result.rowNo, result]));
  return rows.map((row) => judgedRow(row, byRow.get(row.line) ?? resultOf(row.line, '', row.form.findings)));
}

const formedRow = ({ line, form, opinion }: ReadRow): FormedRow => ({
  rowNo: line,
  values: form.values,
  ...(opinion === undefined ? {} : { opinion }),
});

function judgedRow(row: ReadRow, result: RowResult): JudgedRow {
  const { findings } = result;
  return {
    rowNo: row.line,
    cells: row.cells,
    iouNo: row.form.values.iou_no ?? result.iouNo ?? '',
    scheme: row.form.values.scheme,
    outcome: result.outcome,
    businessNo: result.businessNo,
    codes: codesOf(findings),
    messages: messagesOf(findings),
    articles: findings.map((f) => f.article).join(';'),
  };
}

function asRefusal(error: unknown): unknown {
  if (error instanceof CsvError) return new Refusal(file.FILE_CSV, error.message);
  if (error instanceof LimitError) return new Refusal(file.FILE_LIMIT, error.message);
  return error;
}
