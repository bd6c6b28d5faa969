import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import { REJECT_COLUMNS } from '../io/columns.js';
import { safeFolder } from '../io/filename.js';
import { normaliseCell } from '../io/normalise.js';
import { type CsvOut, openCsv, writeJson } from '../io/out.js';
import { rowsOf, type StoredRow } from '../ledger/records/file-rows.js';
import type { FileRecord } from '../ledger/records/files.js';
import { number, raw, text } from './sheet.js';

/** Where a file's outputs lie: `<out>/<date>/<SENDER>/<stem>`. */
export function receiptBase(out: string, file: FileRecord): string {
  return join(out, file.receivedOn, safeFolder(file.sender), file.stem);
}

/** Names of a file's outputs below its date's folder. */
export function receiptNames(
  file: Pick<FileRecord, 'sender' | 'stem' | 'status' | 'rejected'>,
): readonly string[] {
  const base = `${safeFolder(file.sender)}/${file.stem}`;
  const names = [`${base}.receipt.json`];
  if (file.status === 'processed') names.push(`${base}.receipt.csv`);
  if (file.rejected > 0) names.push(`${base}.rejects.csv`);
  return names;
}

/** The file's receipt (回执) as the sender reads it. */
export function receiptOf(file: FileRecord): Record<string, unknown> {
  return {
    file: file.name,
    sender: file.sender,
    kind: file.kind ?? null,
    receivedOn: file.receivedOn,
    sha256: file.sha256,
    status: file.status,
    ...(file.status === 'refused' ? { code: file.code, message: file.message } : {}),
    rows: file.rows,
    accepted: file.accepted,
    rejected: file.rejected,
    referred: file.referred,
  };
}

/** Writes receipt.json, and for a processed file receipt.csv and, where a row was 退回, rejects.csv. */
export async function publishReceipt(sql: Sql, out: string, file: FileRecord): Promise<void> {
  const base = receiptBase(out, file);
  const writing = [writeJson(`${base}.receipt.json`, receiptOf(file))];
  if (file.status === 'processed') writing.push(publishRows(sql, base, file));
  await Promise.all(writing);
}

/** Both row files from one reading of the rows. */
async function publishRows(sql: Sql, base: string, file: FileRecord): Promise<void> {
  const receipt = openCsv(`${base}.receipt.csv`, RECEIPT_COLUMNS);
  const rejects = file.rejected > 0 ? rejectSheet(`${base}.rejects.csv`, file.header ?? []) : undefined;
  try {
    for await (const page of rowsOf(sql, file.id, 'all')) {
      await receipt.rows(page.map(receiptRow));
      await rejects?.out.rows(page.filter((row) => row.outcome === '退回').map(rejects.row));
    }
  } catch (error) {
    await Promise.all([receipt.abort(), rejects?.out.abort()]);
    throw error;
  }
  await Promise.all([receipt.close(), rejects?.out.close()]);
}

const RECEIPT_COLUMNS = [
  number('行号'),
  text('业务编号'),
  text('借据编号'),
  text('结果'),
  text('代码'),
  text('说明'),
  text('依据条款'),
];

export function receiptRow(row: StoredRow): string[] {
  const { rowNo, businessNo, iouNo, outcome, codes, messages, articles } = row;
  return [String(rowNo), businessNo, iouNo, outcome, ...[codes, messages, articles].map(joined)];
}

const joined = (texts: readonly string[]): string => texts.join(';');

/** The sender's own columns in their order, then what was wrong. */
function rejectSheet(
  path: string,
  header: readonly string[],
): { out: CsvOut; row: (row: StoredRow) => string[] } {
  const own = header.map((_, i) => i).filter((i) => !isRejectColumn(header[i] ?? ''));
  const columns = [...own.map((i) => raw(header[i] ?? '')), ...REJECT_COLUMNS.map(text)];
  const row = (stored: StoredRow) => [
    ...ownCells(stored.cells ?? [], header.length, own),
    ...[stored.codes, stored.messages, stored.articles].map(joined),
  ];
  return { out: openCsv(path, columns), row };
}

const isRejectColumn = (cell: string): boolean => REJECT_COLUMNS.some((name) => name === normaliseCell(cell));

/** The row's own cells: too few are filled up, surplus ones go into the last own column, joined by commas. */
function ownCells(given: readonly string[], width: number, own: readonly number[]): string[] {
  const kept = own.map((i) => given[i] ?? '');
  const surplus = given.slice(width);
  const last = kept.length - 1;
  if (surplus.length > 0 && last >= 0) kept[last] = [kept[last], ...surplus].join(',');
  return kept;
}
