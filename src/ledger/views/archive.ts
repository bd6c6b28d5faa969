import { ask, bigint, bytes, date, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';

/** What the books know of the archived files and configurations, for whoever takes them again. */

const ARCHIVED_FILE = {
  id: bigint,
  receivedOn: date,
  sender: text,
  name: text,
  /** Empty for an entry that could not be opened. */
  sha256: text,
  code: orNull(text),
  message: orNull(text),
  configuration: text,
};
export type ArchivedFile = Readonly<RowOf<typeof ARCHIVED_FILE>>;

const PAGE = 5_000;

/** Every file in the order taken, in pages. */
export async function* archivedFiles(sql: Sql): AsyncGenerator<ArchivedFile[]> {
  for (let after = 0n; ; ) {
    const page = await ask(
      sql,
      ARCHIVED_FILE,
      `SELECT id, received_on, sender, name, sha256, code, message, config_hash AS configuration
       FROM files WHERE id > $1 ORDER BY id LIMIT ${PAGE}`,
      [after],
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.id;
  }
}

/** Rows of all files that were taken, up to a day where one is given. */
export async function archivedRows(sql: Sql, until?: IsoDate): Promise<number> {
  const [row] = await ask(
    sql,
    { rows: bigint },
    'SELECT coalesce(sum(row_count), 0)::bigint AS rows FROM files WHERE $1::date IS NULL OR received_on <= $1',
    [until ?? null],
  );
  return Number(row?.rows ?? 0n);
}

/** Digests of everything that was ever archived, whatever became of it. */
export async function archivedDigests(sql: Sql): Promise<ReadonlySet<string>> {
  const rows = await ask(sql, { sha256: text }, 'SELECT sha256 FROM files UNION SELECT sha256 FROM work');
  return new Set(rows.map(({ sha256 }) => sha256));
}

const KEPT_CONFIG_FILE = { hash: text, name: text, sha256: text, bytes: bytes };
export type KeptConfigFile = Readonly<RowOf<typeof KEPT_CONFIG_FILE>>;

/** The files of every configuration that was ever in force, or of one. */
export async function keptConfigFiles(sql: Sql, hash?: string): Promise<KeptConfigFile[]> {
  return ask(
    sql,
    KEPT_CONFIG_FILE,
    `SELECT hash, name, sha256, bytes FROM configurations WHERE $1::text IS NULL OR hash = $1 ORDER BY hash, name`,
    [hash ?? null],
  );
}

/** Hash of the configuration under which a file was taken. */
export async function configHashOf(sql: Sql, fileId: bigint): Promise<string> {
  const [row] = await ask(sql, { hash: text }, 'SELECT config_hash AS hash FROM files WHERE id = $1', [
    fileId,
  ]);
  if (row === undefined) throw new Error(`no file ${fileId}`);
  return row.hash;
}
