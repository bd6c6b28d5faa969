import { ask, bigint, boolean, count, date, integer, maybe, oneOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { ControlTotals } from '../../domain/control.js';
import type { IsoDate } from '../../domain/dates.js';

export const WORK_STATES = ['recorded', 'committed', 'receipted', 'published', 'failed'] as const;
export type WorkState = (typeof WORK_STATES)[number];

/** A file or a date to be worked on; the id is its place in the order in which work takes effect. */
export interface Work {
  readonly id: bigint;
  readonly task: 'file' | 'date';
  readonly token: string;
  readonly receivedOn: IsoDate;
  readonly dated: boolean;
  readonly sender: string;
  readonly name: string;
  readonly problem: string | undefined;
  /** Empty for what was never opened: a link, a folder. */
  readonly sha256: string;
  readonly bytes: number;
  readonly control: ControlTotals;
  readonly state: WorkState;
  readonly tries: number;
  readonly errors: number;
  readonly fileId: bigint | undefined;
}

/** Work that is not yet recorded. */
export type NewWork = Pick<
  Work,
  'task' | 'token' | 'receivedOn' | 'dated' | 'sender' | 'name' | 'sha256' | 'bytes'
> & {
  readonly problem?: string;
  readonly control?: ControlTotals;
};

/** Any number will do as long as every version of the program uses the same. */
const WORK_LOCK = 7_214_310_028n;

/** Ids are given under this lock, so nobody ever sees a lower one appear after a higher one. */
export async function lockWork(tx: Sql): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [WORK_LOCK]);
}

/** Records work in the order given; what is there already is passed over. Under the work's lock only. */
export async function recordWork(tx: Sql, work: readonly NewWork[]): Promise<void> {
  for (const item of work) {
    const { rows, sum, sha256, fault } = item.control ?? {};
    await tx.query(
      `INSERT INTO work (id, task, token, received_on, dated, sender, name, problem, sha256, bytes,
                         control_rows, control_sum, control_sha256, control_fault, state)
       SELECT coalesce(max(id), 0) + 1, $1, $2, $3::date, $4::bool, $5, $6, $7, $8, $9::int8, $10::int4, $11, $12, $13,
              'recorded'
       FROM work
       ON CONFLICT (token) DO NOTHING`,
      [
        item.task,
        item.token,
        item.receivedOn,
        item.dated,
        item.sender,
        item.name,
        item.problem ?? null,
        item.sha256,
        item.bytes,
        rows ?? null,
        sum ?? null,
        sha256 ?? null,
        fault ?? null,
      ],
    );
  }
}

const STORED_WORK = {
  id: bigint,
  task: oneOf('file', 'date'),
  token: text,
  receivedOn: date,
  dated: boolean,
  sender: text,
  name: text,
  problem: maybe(text),
  sha256: text,
  bytes: count,
  rows: maybe(integer),
  sum: maybe(text),
  controlSha256: maybe(text),
  fault: maybe(text),
  state: oneOf(...WORK_STATES),
  tries: integer,
  errors: integer,
  fileId: maybe(bigint),
};

export async function workOf(sql: Sql, id: bigint): Promise<Work | undefined> {
  const [row] = await ask(
    sql,
    STORED_WORK,
    `SELECT id, task, token, received_on, dated, sender, name, problem, sha256, bytes,
            control_rows AS rows, control_sum AS sum, control_sha256, control_fault AS fault,
            state, tries, errors, file_id
     FROM work WHERE id = $1`,
    [id],
  );
  if (row === undefined) return undefined;
  const { rows, sum, controlSha256, fault, ...rest } = row;
  return {
    ...rest,
    control: {
      ...(rows === undefined ? {} : { rows }),
      ...(sum === undefined ? {} : { sum }),
      ...(controlSha256 === undefined ? {} : { sha256: controlSha256 }),
      ...(fault === undefined ? {} : { fault }),
    },
  };
}

/** Which of these takings are recorded, and the digest each was archived under (empty for what was never opened). */
export async function recordedDigests(
  sql: Sql,
  tokens: readonly string[],
): Promise<Map<string, { sha256: string; bytes: number }>> {
  if (tokens.length === 0) return new Map();
  const rows = await ask(
    sql,
    { token: text, sha256: text, bytes: count },
    'SELECT token, sha256, bytes FROM work WHERE token = ANY($1::text[])',
    [tokens],
  );
  return new Map(rows.map(({ token, sha256, bytes }) => [token, { sha256, bytes }]));
}

/** Ids of what is not done, first in order first. */
export async function undone(sql: Sql, most: number): Promise<bigint[]> {
  const rows = await ask(
    sql,
    { id: bigint },
    `SELECT id FROM work WHERE state NOT IN ('published', 'failed') ORDER BY id LIMIT $1::int8`,
    [most],
  );
  return rows.map((row) => row.id);
}

/**
 * How many pieces of work must be finished before this one may take effect: a file waits until everything before it
 * is in the books, a date until everything before it is written out too. Once 0 it stays 0.
 */
export async function before(sql: Sql, work: Pick<Work, 'id' | 'task'>): Promise<number> {
  const states = work.task === 'file' ? ['recorded'] : ['recorded', 'committed', 'receipted'];
  const [row] = await ask(
    sql,
    { ahead: integer },
    `SELECT count(*)::int4 AS ahead FROM (
       SELECT 1 FROM work WHERE state NOT IN ('published', 'failed') AND id < $1 AND state = ANY($2::text[]) LIMIT 20) w`,
    [work.id, states],
  );
  return row?.ahead ?? 0;
}
