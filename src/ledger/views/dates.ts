import { ask, bigint, date, integer, oneOf, orNull, type RowOf, text, texts } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';

/** What one business date took in, as its manifest (清单) tells it. */

const INPUT_VIEW = {
  id: bigint,
  sender: text,
  name: text,
  stem: text,
  sha256: text,
  bytes: bigint,
  encoding: orNull(text),
  status: oneOf('processed', 'refused'),
  rejected: integer,
  configuration: text,
};
export type InputView = Readonly<RowOf<typeof INPUT_VIEW>>;

/** Files of a date in the order taken. */
export async function inputsOf(sql: Sql, on: IsoDate): Promise<InputView[]> {
  return ask(
    sql,
    INPUT_VIEW,
    `SELECT id, sender, name, stem, sha256, bytes, encoding, status, rejected, config_hash AS configuration
     FROM files WHERE received_on = $1 ORDER BY id`,
    [on],
  );
}

const RUN_VIEW = { runOn: date, schemes: texts, afterFile: bigint, configuration: text };
export type RunView = Readonly<RowOf<typeof RUN_VIEW>>;

const RUN = `run_on, schemes, after_file, config_hash AS configuration`;

/** The opinion run of a date, if there was one. */
export async function runOf(sql: Sql, on: IsoDate): Promise<RunView | undefined> {
  const [run] = await ask(sql, RUN_VIEW, `SELECT ${RUN} FROM runs WHERE run_on = $1`, [on]);
  return run;
}

export async function runs(sql: Sql): Promise<RunView[]> {
  return ask(sql, RUN_VIEW, `SELECT ${RUN} FROM runs ORDER BY run_on`);
}

/** Dates with a file or a run lead from one manifest to the next. */
export async function dateBefore(sql: Sql, on: IsoDate): Promise<IsoDate | undefined> {
  const [row] = await ask(
    sql,
    { day: orNull(date) },
    `SELECT greatest((SELECT max(received_on) FROM files WHERE received_on < $1),
                     (SELECT max(run_on) FROM runs WHERE run_on < $1)) AS day`,
    [on],
  );
  return row?.day ?? undefined;
}

export async function datesAfter(sql: Sql, on: IsoDate): Promise<IsoDate[]> {
  const rows = await ask(
    sql,
    { day: date },
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
  const [head] = await ask(
    sql,
    { entry: bigint, hash: text },
    'SELECT id AS entry, hash FROM journal WHERE posted_on <= $1 ORDER BY id DESC LIMIT 1',
    [on],
  );
  return head;
}
