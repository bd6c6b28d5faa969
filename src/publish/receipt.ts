import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import type { Policies } from '../domain/policy.js';
import { safeFolder } from '../io/filename.js';
import { writeJson } from '../io/out.js';
import type { FileRecord } from '../ledger/records/files.js';
import { recordOutputs } from '../ledger/records/outputs.js';
import { AsideReceipt } from './aside-receipt.js';
import { publishRows } from './row-files.js';

type Named = Pick<FileRecord, 'sender' | 'stem'>;

/** How the names of a file's outputs begin below its date's folder: `<SENDER>/<stem>`. */
const baseOf = ({ sender, stem }: Named): string => `${safeFolder(sender)}/${stem}`;

/** Names that a file's outputs can have below its date's folder; receipt.xlsx is there where workbooks are wanted. */
export function receiptNames(file: Named & Pick<FileRecord, 'status' | 'rejected'>): readonly string[] {
  const base = baseOf(file);
  const names = [`${base}.receipt.json`];
  if (file.status === 'processed') names.push(`${base}.receipt.csv`, `${base}.receipt.xlsx`);
  if (file.rejected > 0) names.push(`${base}.rejects.csv`, `${base}.rejects.xlsx`);
  return names;
}

/** A receipt to write aside while a file's rows are taken; given to `publishReceipt` when the file was. */
export const receiptAside = (out: string): AsideReceipt =>
  new AsideReceipt((file) => join(out, file.receivedOn, `${baseOf(file)}.receipt.csv`));

/** Where the receipt to read lies: receipt.csv, of a refused file receipt.json. */
export function receiptPath(out: string, file: FileRecord): string {
  const ending = file.status === 'refused' ? 'json' : 'csv';
  return join(out, file.receivedOn, `${baseOf(file)}.receipt.${ending}`);
}

/** The file's receipt (回执) as the sender reads it. */
function receiptOf(file: FileRecord): Record<string, unknown> {
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

/**
 * Writes receipt.json, and for a processed file receipt.csv and, where a row was 退回, rejects.csv and rejects.xlsx;
 * records their digests in the books.
 * @param aside the receipt that was written while the rows were taken; without it, it is made from the books
 */
export async function publishReceipt(
  sql: Sql,
  out: string,
  file: FileRecord,
  policies: Policies,
  aside?: AsideReceipt,
): Promise<void> {
  const folder = join(out, file.receivedOn);
  const name = `${baseOf(file)}.receipt.json`;
  if (file.status !== 'processed') await aside?.abort();
  const [json, rows] = await Promise.all([
    writeJson(join(folder, name), receiptOf(file)),
    file.status === 'processed' ? publishRows(sql, folder, baseOf(file), file, policies, aside) : [],
  ]);
  await recordOutputs(sql, file.receivedOn, new Map([[name, json], ...rows]));
}
