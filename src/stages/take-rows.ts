import type { Sql } from '../db/db.js';
import { KINDS, type Kind } from '../domain/kinds.js';
import { CsvError, LimitError } from '../io/csv-read.js';
import { WorkbookError } from '../io/workbook/workbook-error.js';
import { FileRows, type JudgedRow, type RowReceipt } from '../ledger/records/file-rows.js';
import type { FileCounts } from '../ledger/records/files.js';
import * as file from '../rules/file.js';
import { AmendmentStage } from './amendment.js';
import type { JudgedChunk, ReadRow } from './chunks.js';
import { ClaimStage } from './claim.js';
import { ConfirmationStage } from './confirmation.js';
import { CorrectionStage } from './correction.js';
import { DecisionStage } from './decision.js';
import { FilingStage } from './filing.js';
import { MatchingStage } from './matching.js';
import { type FileText, readFile } from './read-file.js';
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
export async function takeRows(
  sql: Sql,
  inHand: FileInHand,
  text: FileText,
  onRows: (rows: number) => void,
  receipt?: RowReceipt,
): Promise<TakenRows> {
  const taking = takingOf(sql, inHand, receipt);
  try {
    const reading = await readFile(inHand, text, sql);
    for await (const chunk of reading.chunks()) onRows(await takeChunk(sql, taking, chunk));
    return { header: reading.header, counts: someOf(taking.rows.counts) };
  } catch (error) {
    throw asRefusal(error);
  }
}

/** What a file's rows go through, what they bring about, and where they are counted. */
interface Taking {
  readonly stage: Stage;
  readonly effects: Effects;
  readonly rows: FileRows;
}

function takingOf(sql: Sql, inHand: FileInHand, receipt?: RowReceipt): Taking {
  const effects = new Effects();
  const stage = new STAGES[inHand.kind](sql, inHand, effects);
  return { stage, effects, rows: new FileRows(sql, inHand, receipt) };
}

/** Records a chunk and what follows from it; gives back how many rows were taken so far. */
async function takeChunk(sql: Sql, { stage, effects, rows }: Taking, chunk: JudgedChunk): Promise<number> {
  const left = (await stage.acceptClean?.(chunk, rows)) ?? chunk.rows;
  await rows.add(await judgeChunk(stage, left));
  await effects.flush(sql);
  return rows.counts.rows;
}

function someOf(counts: FileCounts): FileCounts {
  if (counts.rows === 0) throw new Refusal(file.FILE_EMPTY, '文件没有数据行。请确认文件内容后重新报送。');
  return counts;
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
    articles: findings.map((f) => f.article),
  };
}

function asRefusal(error: unknown): unknown {
  if (error instanceof CsvError) return new Refusal(file.FILE_CSV, error.message);
  if (error instanceof WorkbookError) return new Refusal(file.FILE_WORKBOOK, error.message);
  if (error instanceof LimitError) return new Refusal(file.FILE_LIMIT, error.message);
  return error;
}
