import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';

/** What the books know of the archived files and configurations, for whoever takes them again. */

export interface ArchivedFile {
  readonly id: bigint;
  readonly receivedOn: IsoDate;
  readonly sender: string;
  readonly name: string;
  /** Empty for an entry that could not be opened. */
  readonly sha256: string;
  readonly code: string | null;
  readonly message: string | null;
  readonly configuration: string;
}

const PAGE = 5_000;

/** Every file in the order taken, in pages. */
export async function* archivedFiles(sql: Sql): AsyncGenerator<ArchivedFile[]> {
  for (let after = 0n; ; ) {
    const page = await sql.query<ArchivedFile>(
      `SELECT id, received_on AS "receivedOn", sender, name, sha256, code, message, config_hash AS configuration
       FROM files WHERE id > $1 ORDER BY id LIMIT ${PAGE}`,
      [after],
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.id;
  }
}

/** Digests of everything that was ever archived, whatever became of it. */
export async function archivedDigests(sql: Sql): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ sha256: string }>('SELECT sha256 FROM files UNION SELECT sha256 FROM work');
  return new Set(rows.map(({ sha256 }) => sha256));
}

export interface KeptConfigFile {
  readonly hash: string;
  readonly name: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** The files of every configuration that was ever in force, or of one. */
export async function keptConfigFiles(sql: Sql, hash?: string): Promise<KeptConfigFile[]> {
  return sql.query(
    `SELECT hash, name, sha256, bytes FROM configurations WHERE $1::text IS NULL OR hash = $1 ORDER BY hash, name`,
    [hash ?? null],
  );
}

/** Hash of the configuration under which a file was taken. */
export async function configHashOf(sql: Sql, fileId: bigint): Promise<string> {
  const [row] = await sql.query<{ hash: string }>('SELECT config_hash AS hash FROM files WHERE id = $1', [
    fileId,
  ]);
  if (row === undefined) throw new Error(`no file ${fileId}`);
  return row.hash;
}
