import { ask, bigint, count, date, integer, maybe, oneOf, type RowOf, text, texts } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { insertRows } from '../../db/table.js';
import type { IsoDate } from '../../domain/dates.js';
import { KINDS } from '../../domain/kinds.js';

export interface FileCounts {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly referred: number;
}

const FILE = {
  id: bigint,
  receivedOn: date,
  sender: text,
  name: text,
  stem: text,
  kind: maybe(oneOf(...KINDS)),
  sha256: text,
  bytes: count,
  encoding: maybe(text),
  status: oneOf('processed', 'refused'),
  code: maybe(text),
  message: maybe(text),
  header: maybe(texts),
  rows: integer,
  accepted: integer,
  rejected: integer,
  referred: integer,
  configHash: text,
};
/** What is known of a taken file besides its rows. `sender` and `name` are as they were found, `stem` names outputs. */
export type FileRecord = Readonly<RowOf<typeof FILE>>;

/** Any number will do as long as every version of the program uses the same. */
const BOOKS_LOCK = 7_214_310_026n;

/** One transaction at a time writes to the books, so what it reads stays true until it commits. */
export async function lockBooks(sql: Sql): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1::bigint)', [BOOKS_LOCK]);
}

const FILE_COLUMNS = `id, received_on, sender, name, stem, kind, sha256, bytes, encoding, status, code, message, header,
  row_count AS rows, accepted, rejected, referred, config_hash`;

/** Earlier files of this sender with these bytes, oldest first. */
export async function sameBytes(sql: Sql, sender: string, sha256: string): Promise<FileRecord[]> {
  return ask(sql, FILE, `SELECT ${FILE_COLUMNS} FROM files WHERE sha256 = $2 AND sender = $1 ORDER BY id`, [
    sender,
    sha256,
  ]);
}

export async function fileById(sql: Sql, id: bigint): Promise<FileRecord | undefined> {
  const [row] = await ask(sql, FILE, `SELECT ${FILE_COLUMNS} FROM files WHERE id = $1`, [id]);
  return row;
}

/** Number of the next file, and the stems that this sender's outputs of that day have already. */
export interface NextFile {
  readonly id: bigint;
  readonly stems: ReadonlySet<string>;
}

/** Only under the books' lock. */
export async function nextFile(sql: Sql, receivedOn: IsoDate, sender: string): Promise<NextFile> {
  const [row] = await ask(
    sql,
    { next: bigint, stems: texts },
    `SELECT (SELECT coalesce(max(id), 0) + 1 FROM files) AS next,
            ARRAY(SELECT stem FROM files WHERE received_on = $1 AND sender = $2) AS stems`,
    [receivedOn, sender],
  );
  return { id: row?.next ?? 1n, stems: new Set(row?.stems) };
}

export async function insertFile(sql: Sql, file: FileRecord): Promise<void> {
  const { rows, ...others } = FILE;
  await insertRows(sql, 'files', { ...others, rowCount: rows }, [{ ...file, rowCount: file.rows }]);
}
