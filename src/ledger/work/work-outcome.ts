import type { Sql } from '../../db/db.js';

/** How the work has come out so far. */
export interface WorkOutcome {
  readonly open: number;
  readonly failed: number;
  readonly refused: number;
}

export async function workOutcome(sql: Sql): Promise<WorkOutcome> {
  const [row] = await sql.query<WorkOutcome>(
    `SELECT (SELECT count(*)::int4 FROM work WHERE state NOT IN ('published', 'failed')) AS open,
            (SELECT count(*)::int4 FROM work WHERE state = 'failed') AS failed,
            (SELECT count(*)::int4 FROM work w JOIN files f ON f.id = w.file_id WHERE f.status = 'refused') AS refused`,
  );
  return row ?? { open: 0, failed: 0, refused: 0 };
}
