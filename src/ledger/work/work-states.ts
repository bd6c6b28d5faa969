import { ask, bigint } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { Work, WorkState } from './work.js';

/** The work was finished or given up by somebody else meanwhile: what was being done must not be written. */
export class StaleWorkError extends Error {
  override readonly name = 'StaleWorkError';

  constructor() {
    super('the work is no longer open');
  }
}

/** Moves the work on, if it stands where it is thought to stand. @throws StaleWorkError */
export async function advance(
  sql: Sql,
  id: bigint,
  from: WorkState,
  to: WorkState,
  fileId?: bigint,
): Promise<void> {
  const moved = await sql.query(
    `UPDATE work SET state = $3, file_id = coalesce($4::int8, file_id), reason = NULL, changed_at = clock_timestamp()
     WHERE id = $1 AND state = $2 RETURNING id`,
    [id, from, to, fileId ?? null],
  );
  if (moved.length === 0) throw new StaleWorkError();
}

/** Notes that an attempt begins. What never says how it ended was a crash. */
export async function beginTry(sql: Sql, work: Work, by: string): Promise<void> {
  await sql.query(
    'UPDATE work SET tries = tries + 1, claimed_by = $2, claimed_at = clock_timestamp() WHERE id = $1',
    [work.id, by],
  );
}

/** Notes how an attempt failed. The reason is for operators and may quote the file: it stays in the database. */
export async function noteError(sql: Sql, id: bigint, reason: string): Promise<void> {
  await sql.query('UPDATE work SET errors = errors + 1, reason = $2 WHERE id = $1', [id, reason]);
}

/** Gives up on a file that is not in the books yet; those behind it go on. */
export async function giveUp(sql: Sql, id: bigint, reason: string): Promise<void> {
  await sql.query(
    `UPDATE work SET state = 'failed', reason = $2, changed_at = clock_timestamp()
     WHERE id = $1 AND state = 'recorded' AND task = 'file'`,
    [id, reason],
  );
}

/** Files of a live date whose receipts are written and whose date's outputs are not. */
export async function receiptedOn(sql: Sql, on: string): Promise<{ id: bigint }[]> {
  return ask(
    sql,
    { id: bigint },
    `SELECT id FROM work
     WHERE received_on = $1 AND state = 'receipted' AND file_id IS NOT NULL ORDER BY id`,
    [on],
  );
}
