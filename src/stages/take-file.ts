import { KINDS, type Kind } from '../domain/kinds.js';
import { CsvError, type CsvRecord, LimitError, readRecords } from '../io/csv-read.js';
import { type Header, readHeader } from '../io/header.js';
import type { Encoding } from '../io/inspect.js';
import { checkForm, type FormRow } from '../io/row-form.js';
import type { Sql } from '../ledger/db.js';
import { FileRows, type JudgedRow } from '../ledger/file-rows.js';
import type { FileCounts } from '../ledger/files.js';
import * as file from '../rules/file.js';
import { ClaimStage } from './claim.js';
import { ConfirmationStage } from './confirmation.js';
import { DecisionStage } from './decision.js';
import { FilingStage } from './filing.js';
import { RecoveryStage } from './recovery.js';
import { Refusal } from './refusal.js';
import {
  codesOf,
  Effects,
  type FileInHand,
  messagesOf,
  type RowResult,
  resultOf,
  type Stage,
} from './stage.js';
import { StatementStage } from './statement.js';
import { WriteoffStage } from './writeoff.js';

const STAGES: Readonly<Record<Kind, new (sql: Sql, file: FileInHand, effects: Effects) => Stage>> = {
  filing: FilingStage,
  claim: ClaimStage,
  decision: DecisionStage,
  confirmation: ConfirmationStage,
  recovery: RecoveryStage,
  writeoff: WriteoffStage,
  statement: StatementStage,
};

/** Place of a kind in the order of a day; files of no known kind come last. */
export const kindRank = (kind: Kind | undefined): number =>
  kind === undefined ? KINDS.length : KINDS.indexOf(kind);

/**
 * Reads a file batch by batch, judges its rows in order and records what follows, all inside the caller's
 * transaction. Memory is that of a batch, whatever the file's size.
 * @throws Refusal for a file that cannot be taken; the caller's transaction must then be rolled back.
 */
export async function takeRows(
  sql: Sql,
  inHand: FileInHand,
  path: string,
  encoding: Encoding,
): Promise<TakenRows> {
  const effects = new Effects();
  const stage = new STAGES[inHand.kind](sql, inHand, effects);
  const rows = new FileRows(sql, inHand);
  let header: Header | undefined;
  let fault: Refusal | undefined;
  try {
    for await (const batch of readRecords(path, encoding, inHand.reference.limits)) {
      let records = batch;
      if (header === undefined && fault === undefined) {
        const read = readHeader(inHand.kind, records[0]?.cells ?? []);
        records = records.slice(1);
        if ('problem' in read) fault = new Refusal(file.FILE_HEADER, read.problem);
        else header = read;
      }
      if (header === undefined || records.length === 0) continue;
      await rows.add(await judgeBatch(stage, header, records));
      await effects.flush(sql);
    }
  } catch (error) {
    throw asRefusal(error);
  }
  if (fault !== undefined) throw fault;
  if (rows.counts.rows === 0)
    throw new Refusal(file.FILE_EMPTY, '文件没有数据行。请确认文件内容后重新报送。');
  return { header: header?.cells ?? [], counts: rows.counts };
}

/** What a file held. */
export interface TakenRows {
  readonly header: readonly string[];
  readonly counts: FileCounts;
}

interface ReadRow extends CsvRecord {
  readonly form: FormRow;
}

/** Rows with a fault of form are judged for nothing else. */
async function judgeBatch(stage: Stage, header: Header, records: readonly CsvRecord[]): Promise<JudgedRow[]> {
  const rows = records.map((record): ReadRow => ({ ...record, form: checkForm(header, record.cells) }));
  const sound = rows.filter((row) => row.form.findings.length === 0);
  const judged = await stage.take(sound.map((row) => ({ rowNo: row.line, values: row.form.values })));
  const byRow = new Map(judged.map((result) => [result.rowNo, result]));
  return rows.map((row) => judgedRow(row, byRow.get(row.line) ?? resultOf(row.line, '', row.form.findings)));
}

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
