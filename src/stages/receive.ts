import type { Db, Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import type { Kind } from '../domain/kinds.js';
import type { Reference } from '../domain/reference.js';
import { archiveFile } from '../io/archive.js';
import { parseFileName, safeFolder, safeStem } from '../io/filename.js';
import type { DroppedFile } from '../io/inbox.js';
import { type Inspection, inspectFile } from '../io/inspect.js';
import type { RowReceipt } from '../ledger/records/file-rows.js';
import {
  type FileRecord,
  insertFile,
  lockBooks,
  type NextFile,
  nextFile,
  sameBytes,
} from '../ledger/records/files.js';
import * as rule from '../rules/file.js';
import { admissibleKind, checkBytes } from './admissible.js';
import { controlFault } from './control.js';
import { Refusal } from './refusal.js';
import { takeRows } from './take-rows.js';

const NOTHING: Inspection = {
  sha256: '',
  bytes: 0,
  encoding: undefined,
  hasNul: false,
  oddQuotes: false,
  lines: 0,
};

/** A file as it arrived on its business date. */
export interface Arrival {
  readonly file: DroppedFile;
  readonly receivedOn: IsoDate;
  /** Told while its rows are taken: how many so far, of a file of so many lines. */
  readonly onRows?: ((rows: number, lines: number) => void) | undefined;
  /** Its receipt, written aside while its rows are taken. */
  readonly receipt?: RowReceipt;
}

/** A file that was looked at and archived, ready to be taken. */
export interface Inspected extends Arrival {
  readonly found: Inspection;
  /** Where the file is not what its sender's marker file says: a sentence for the sender. */
  readonly controlFault?: string;
}

/** Looks at the file's bytes. */
export async function look(arrival: Arrival, reference: Reference): Promise<Inspected> {
  const { file } = arrival;
  if (file.problem !== undefined) return { ...arrival, found: NOTHING };
  const name = parseFileName(file.name, reference.limits);
  const found = await inspectFile(file.path, reference.limits, 'problem' in name ? 'csv' : name.format);
  if (file.control === undefined) return { ...arrival, found };
  const fault = await controlFault(file, found, file.control, reference);
  return fault === undefined ? { ...arrival, found } : { ...arrival, found, controlFault: fault };
}

/** Looks at the file's bytes and archives them. Changes no books, so it may run ahead of the files before it. */
export async function inspect(arrival: Arrival, reference: Reference, archive: string): Promise<Inspected> {
  const inspected = await look(arrival, reference);
  const { sha256 } = inspected.found;
  if (sha256 !== '') await archiveFile(archive, arrival.file.path, sha256);
  return inspected;
}

/**
 * Takes one file: in one transaction records every row with all that follows from it — or, where the file cannot be
 * taken, nothing but the refusal. A file taken before is left as it was.
 * @param also what else is to be true if and only if the file was taken: runs in the same transaction
 */
export async function receiveFile(
  db: Db,
  arrival: Inspected,
  reference: Reference,
  also: (tx: Sql, record: FileRecord) => Promise<void> = async () => {},
): Promise<FileRecord> {
  const both = async (tx: Sql, taking: Promise<FileRecord>): Promise<FileRecord> => {
    const record = await taking;
    await also(tx, record);
    return record;
  };
  try {
    return await db.transaction((tx) => both(tx, takeInto(tx, arrival, reference)));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return db.transaction((tx) => both(tx, recordRefusal(tx, arrival, reference, error)));
  }
}

/**
 * Takes the file inside the caller's transaction.
 * @throws Refusal; the transaction must then be rolled back
 */
export async function takeInto(tx: Sql, arrival: Inspected, reference: Reference): Promise<FileRecord> {
  const { file, receivedOn, found } = arrival;
  await lockBooks(tx);
  const same = await sameBytes(tx, file.sender, found.sha256);
  const taken = alreadyTaken(same, arrival);
  if (taken !== undefined) return taken;
  const kind = admissibleKind(file, reference);
  const encoding = checkBytes(found, reference);
  if (arrival.controlFault !== undefined) throw new Refusal(rule.FILE_CONTROL, arrival.controlFault);
  checkNew(same);
  if (found.hasNul) throw new Refusal(rule.FILE_CSV, '文件中有空字符(NUL)。请重新导出为CSV后报送。');
  const next = await nextFile(tx, receivedOn, file.sender);
  const own = basics(arrival, reference, kind, next);
  arrival.receipt?.begin(own);
  const inHand = { id: next.id, kind, sender: file.sender, name: file.name, receivedOn, reference };
  const text = { path: file.path, encoding, bytes: found.bytes };
  const onRows = (rows: number): void => arrival.onRows?.(rows, found.lines);
  const { header, counts } = await takeRows(tx, inHand, text, onRows, arrival.receipt);
  const record: FileRecord = {
    ...own,
    ...counts,
    status: 'processed',
    code: undefined,
    message: undefined,
    header,
  };
  await insertFile(tx, record);
  return record;
}

/** This very drop, if it was taken before: doing it again then changes nothing. */
function alreadyTaken(same: readonly FileRecord[], { file, receivedOn }: Arrival): FileRecord | undefined {
  return same.find((earlier) => earlier.receivedOn === receivedOn && earlier.name === file.name);
}

/** Bytes of which a row was accepted or referred before are not taken again. */
function checkNew(same: readonly FileRecord[]): void {
  const before = same.find((earlier) => earlier.accepted + earlier.referred > 0);
  if (before === undefined) return;
  const message = `本文件与${before.receivedOn}收到的${before.name}内容完全相同,已处理过。如有更正请修改后重新报送。`;
  throw new Refusal(rule.FILE_DUPLICATE, message);
}

async function recordRefusal(
  tx: Sql,
  arrival: Inspected,
  reference: Reference,
  refusal: Refusal,
): Promise<FileRecord> {
  const { file, receivedOn, found } = arrival;
  await lockBooks(tx);
  const taken = alreadyTaken(await sameBytes(tx, file.sender, found.sha256), arrival);
  if (taken !== undefined) return taken;
  const record = refusedRecord(arrival, reference, refusal, await nextFile(tx, receivedOn, file.sender));
  await insertFile(tx, record);
  return record;
}

/** What is recorded of a refused file. */
export function refusedRecord(
  arrival: Inspected,
  reference: Reference,
  refusal: Refusal,
  next: NextFile,
): FileRecord {
  const name = parseFileName(arrival.file.name, reference.limits);
  return {
    ...basics(arrival, reference, 'problem' in name ? undefined : name.kind, next),
    rows: 0,
    accepted: 0,
    rejected: 0,
    referred: 0,
    status: 'refused',
    code: refusal.code,
    message: refusal.message,
    header: undefined,
  };
}

function basics(arrival: Inspected, reference: Reference, kind: Kind | undefined, next: NextFile) {
  const { file, receivedOn, found } = arrival;
  return {
    id: next.id,
    receivedOn,
    sender: file.sender,
    name: file.name,
    stem: outputStem(file.name, next.stems),
    kind,
    sha256: found.sha256,
    bytes: found.bytes,
    encoding: found.encoding,
    configHash: reference.hash,
  };
}

/** Outputs are named by the input's stem; where another drop of the day has it already, by what tells them apart. */
function outputStem(name: string, held: ReadonlySet<string>): string {
  const stem = safeStem(name);
  const full = safeFolder(name);
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? stem : n === 2 ? full : `${full}~${n - 1}`;
    if (!held.has(candidate)) return candidate;
  }
}
