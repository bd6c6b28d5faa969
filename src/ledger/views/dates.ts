import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Scheme } from '../../domain/scheme.js';

/** What one business date took in, as its manifest (清单) tells it. */

export interface InputView {
  readonly id: bigint;
  readonly sender: string;
  readonly name: string;
  readonly stem: string;
  readonly sha256: string;
  readonly bytes: bigint;
  readonly encoding: string | null;
  readonly status: 'processed' | 'refused';
  readonly rejected: number;
  readonly configuration: string;
}

/** Files of a date in the order taken. */
export async function inputsOf(sql: Sql, on: IsoDate): Promise<InputView[]> {
  return sql.query(
    `SELECT id, sender, name, stem, sha256, bytes, encoding, status, rejected, config_hash AS configuration
     FROM files WHERE received_on = $1 ORDER BY id`,
    [on],
  );
}

export interface RunView {
  readonly runOn: IsoDate;
  readonly schemes: readonly Scheme[];
  readonly afterFile: bigint;
  readonly configuration: string;
}

const RUN = `run_on AS "runOn", schemes, after_file AS "afterFile", config_hash AS configuration`;

/** The opinion run of a date, if there was one. */
export async function runOf(sql: Sql, on: IsoDate): Promise<RunView | undefined> {
  const [run] = await sql.query<RunView>(`SELECT ${RUN} FROM runs WHERE run_on = $1`, [on]);
  return run;
}

export async function runs(sql: Sql): Promise<RunView[]> {
  return sql.query(`SELECT ${RUN} FROM runs ORDER BY run_on`);
}

/** Dates with a file or a run lead from one manifest to the next. */
export async function dateBefore(sql: Sql, on: IsoDate): Promise<IsoDate | undefined> {
  const [row] = await sql.query<{ day: IsoDate | null }>(
    `SELECT greatest((SELECT max(received_on) FROM files WHERE received_on < $1),
                     (SELECT max(run_on) FROM runs WHERE run_on < $1)) AS day`,
    [on],
  );
  return row?.day ?? undefined;
}

export async function datesAfter(sql: Sql, on: IsoDate): Promise<IsoDate[]> {
  const rows = await sql.query<{ day: IsoDate }>(
    `SELECT received_on AS day FROM files WHERE received_on > $1 UNION SELECT run_on FROM runs WHERE run_on > $1
     ORDER BY day`,
    [on],
  );
  return rows.map((row) => row.day);
}

/** The newest entry of the journal that was posted by the end of a date. */
export async function journalHead(
  sql: Sql,
  on: IsoDate,
): Promise<{ entry: bigint; hash: string } | undefined> {
  const [head] = await sql.query<{ entry: bigint; hash: string }>(
    'SELECT id AS entry, hash FROM journal WHERE posted_on <= $1 ORDER BY id DESC LIMIT 1',
    [on],
  );
  return head;
}
