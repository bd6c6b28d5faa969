import { ask, bigint, date, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';

/** Size and SHA-256 (hex) of an output as it was written. */
export interface OutputDigest {
  readonly bytes: number;
  readonly sha256: string;
}

/** Records what was just written for a date, by its name below the date's folder. */
export async function recordOutputs(
  sql: Sql,
  on: IsoDate,
  written: ReadonlyMap<string, OutputDigest>,
): Promise<void> {
  const digests = [...written.values()];
  await sql.query(
    `INSERT INTO outputs (date, name, bytes, sha256)
     SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::text[])
     ON CONFLICT (date, name) DO UPDATE SET bytes = excluded.bytes, sha256 = excluded.sha256`,
    [on, [...written.keys()], digests.map(({ bytes }) => bytes), digests.map(({ sha256 }) => sha256)],
  );
}

/** What was written for a date, by name. */
export async function outputsOf(sql: Sql, on: IsoDate): Promise<Map<string, OutputDigest>> {
  const rows = await ask(
    sql,
    { name: text, bytes: bigint, sha256: text },
    'SELECT name, bytes, sha256 FROM outputs WHERE date = $1',
    [on],
  );
  return new Map(rows.map(({ name, bytes, sha256 }) => [name, { bytes: Number(bytes), sha256 }]));
}

/** All that was recorded, by date and name. */
export async function recordedOutputs(
  sql: Sql,
): Promise<{ date: IsoDate; name: string; bytes: bigint; sha256: string }[]> {
  return ask(
    sql,
    { date: date, name: text, bytes: bigint, sha256: text },
    'SELECT date, name, bytes, sha256 FROM outputs ORDER BY date, name',
  );
}
