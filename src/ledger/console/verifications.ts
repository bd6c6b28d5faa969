import { ask, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { isoMoment } from './users.js';

const VERIFICATION = {
  at: text,
  seconds: text,
  what: orNull(text),
  place: orNull(text),
  kept: orNull(text),
  computed: orNull(text),
};
/** A verification (核验) that was started at the console. */
export type Verification = Readonly<RowOf<typeof VERIFICATION>>;

export async function lastVerification(sql: Sql): Promise<Verification | undefined> {
  const [row] = await ask(
    sql,
    VERIFICATION,
    `SELECT ${isoMoment('at')} AS at, seconds::text AS seconds, what, place, kept, computed
     FROM console.verifications ORDER BY id DESC LIMIT 1`,
  );
  return row;
}

export async function keepVerification(sql: Sql, run: Omit<Verification, 'at'>): Promise<void> {
  await sql.query(
    `INSERT INTO console.verifications (seconds, what, place, kept, computed) VALUES ($1::text::numeric, $2, $3, $4, $5)`,
    [run.seconds, run.what, run.place, run.kept, run.computed],
  );
}
