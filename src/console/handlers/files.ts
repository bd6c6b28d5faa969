import { join } from 'node:path';
import type { Policies } from '../../domain/policy.js';
import { archivePath } from '../../io/archive.js';
import { columnsOf as contractOf } from '../../io/columns.js';
import { safeFolder } from '../../io/filename.js';
import { readHeader } from '../../io/header.js';
import { fileRows } from '../../ledger/console/file-rows.js';
import { codeCounts, type StoredRow } from '../../ledger/records/file-rows.js';
import { type FileRecord, fileById } from '../../ledger/records/files.js';
import type { Call, ConsolePlace, Handler } from '../call.js';
import { notFound } from '../errors.js';
import type { FileRow, TakenFile } from '../schemas/files.js';
import { sendFile } from '../send.js';

/** The sender whose files alone a caller sees; undefined where all. */
export function ownSender({ who }: Pick<Call, 'who'>): string | undefined {
  return who.role === 'account' ? 'ACCOUNT' : who.bank;
}

/** The file that the path names, if it is the caller's to see. */
async function fileOf(call: Call): Promise<FileRecord> {
  const id = call.params['id'] ?? '';
  const found = /^\d{1,15}$/.test(id) ? await fileById(call.db, BigInt(id)) : undefined;
  const sender = ownSender(call);
  if (found === undefined || (sender !== undefined && found.sender !== sender)) throw notFound();
  return found;
}

export const file: Handler = async (call): Promise<TakenFile> => {
  const found = await fileOf(call);
  const processed = found.status === 'processed';
  return {
    id: Number(found.id),
    received_on: found.receivedOn,
    sender: found.sender,
    name: found.name,
    kind: found.kind ?? null,
    sha256: found.sha256,
    bytes: found.bytes,
    encoding: found.encoding ?? null,
    status: found.status,
    code: found.code ?? null,
    message: found.message ?? null,
    rows: found.rows,
    accepted: found.accepted,
    rejected: found.rejected,
    referred: found.referred,
    columns: columnsOf(found, call.place),
    codes: await codeCounts(call.db, found.id),
    outputs: [
      ...(processed ? (['receipt.csv'] as const) : []),
      ...(found.rejected > 0 ? (['rejects.csv', 'rejects.xlsx'] as const) : []),
      ...(found.sha256 === '' ? [] : (['original'] as const)),
    ],
  };
};

/** The file's own columns, and which of the contract each is. */
export function columnsOf(
  { kind, header }: Pick<FileRecord, 'kind' | 'header'>,
  { configuration }: Pick<ConsolePlace, 'configuration'>,
): TakenFile['columns'] {
  if (kind === undefined || header === undefined) return [];
  const read = readHeader(kind, [...header], configuration.reference.policies);
  return header.map((cell, i) => ({
    key: ('problem' in read ? undefined : read.keys[i]) ?? null,
    header: cell,
  }));
}

export const rows: Handler<
  never,
  { result?: string; code?: string; cursor?: string; limit?: number }
> = async (call) => {
  const found = await fileOf(call);
  const { result, code, cursor, limit = 200 } = call.query;
  const after = cursor !== undefined && /^\d{1,9}$/.test(cursor) ? Number(cursor) : 0;
  const page = await fileRows(call.db, found.id, { result, code, after, limit: limit + 1 });
  const shown = page.slice(0, limit);
  return {
    items: shown.map((row) => rowAnswer(found, row, call.place)),
    next: page.length > limit ? String(shown.at(-1)?.rowNo ?? '') : null,
  };
};

/** A row with its findings, each with the column it speaks of. */
export function rowAnswer(
  { kind }: Pick<FileRecord, 'kind'>,
  row: StoredRow,
  { configuration }: Pick<ConsolePlace, 'configuration'>,
): FileRow {
  const { policies } = configuration.reference;
  return {
    row_no: row.rowNo,
    result: resultOf(row.outcome),
    business_no: row.businessNo,
    iou_no: row.iouNo,
    findings: row.codes.map((code, i) => ({
      code,
      message: row.messages[i] ?? '',
      article: row.articles[i] ?? '',
      column: kind === undefined ? null : spokenOf(kind, row.messages[i] ?? '', policies),
    })),
    cells: row.cells === null ? null : [...row.cells],
  };
}

const resultOf = (outcome: string): FileRow['result'] =>
  outcome === '退回' || outcome === '待核' ? outcome : '受理';

/** The column whose header a message names first; the longer header where two begin at one place. */
function spokenOf(kind: NonNullable<FileRecord['kind']>, message: string, policies: Policies): string | null {
  const named = contractOf(policies)
    [kind].map(({ key, header }) => ({ key, header, at: message.indexOf(header.replace(/\(.*\)$/, '')) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || b.header.length - a.header.length);
  return named[0]?.key ?? null;
}

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Where the file's outputs lie. */
const outputOf = ({ place }: Pick<Call, 'place'>, file: FileRecord, ending: string): string =>
  join(place.out, file.receivedOn, safeFolder(file.sender), `${file.stem}.${ending}`);

export const receipt: Handler = async (call) => {
  const found = await fileOf(call);
  if (found.status !== 'processed') throw notFound();
  const path = outputOf(call, found, 'receipt.csv');
  return sendFile(call.reply, path, `${found.stem}.receipt.csv`, 'text/csv; charset=utf-8');
};

export const rejects: Handler = async (call) => {
  const found = await fileOf(call);
  if (found.rejected === 0) throw notFound();
  const path = outputOf(call, found, 'rejects.csv');
  return sendFile(call.reply, path, `${found.stem}.rejects.csv`, 'text/csv; charset=utf-8');
};

export const rejectsWorkbook: Handler = async (call) => {
  const found = await fileOf(call);
  if (found.rejected === 0) throw notFound();
  const path = outputOf(call, found, 'rejects.xlsx');
  return sendFile(call.reply, path, `${found.stem}.rejects.xlsx`, WORKBOOK);
};

export const original: Handler = async (call) => {
  const found = await fileOf(call);
  if (found.sha256 === '') throw notFound();
  return sendFile(call.reply, archivePath(call.place.archive, found.sha256), found.name);
};
