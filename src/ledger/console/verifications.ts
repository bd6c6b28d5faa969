import type { Sql } from '../../db/db.js';
import { isoMoment } from './users.js';

/** A verification (核验) that was started at the console. */
export interface Verification {
  readonly at: string;
  readonly seconds: string;
  readonly what: string | null;
  readonly place: string | null;
  readonly kept: string | null;
  readonly computed: string | null;
}

export async function lastVerification(sql: Sql): Promise<Verification | undefined> {
  const [row] = await sql.query<Verification>(
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
