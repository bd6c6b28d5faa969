import { ask, bigint, integer, type RowOf } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import { APPLIED, LIVE } from '../records/status-sql.js';
import type { WorkState } from '../work/work.js';

/** What an operator looks at: the work in hand, the runs, what must be paid back. */

export interface InHand {
  readonly id: bigint;
  readonly task: 'file' | 'date';
  readonly sender: string;
  readonly name: string;
  readonly receivedOn: IsoDate;
  readonly state: WorkState;
  readonly tries: number;
  readonly reason: string | null;
  readonly claimedBy: string | null;
  /** Whole seconds in this state. */
  readonly age: number;
}

const IN_HAND = `id, task, sender, name, received_on AS "receivedOn", state, tries, reason, claimed_by AS "claimedBy",
  extract(epoch FROM clock_timestamp() - changed_at)::int4 AS age`;

/** What is not done, first in order first. */
export async function inHand(sql: Sql, most: number): Promise<InHand[]> {
  return sql.query(
    `SELECT ${IN_HAND} FROM work WHERE state NOT IN ('published', 'failed') ORDER BY id LIMIT $1::int8`,
    [most],
  );
}

/** Files that were given up, newest first. */
export async function givenUp(sql: Sql, most: number): Promise<InHand[]> {
  return sql.query(`SELECT ${IN_HAND} FROM work WHERE state = 'failed' ORDER BY id DESC LIMIT $1::int8`, [
    most,
  ]);
}

export interface StageAge {
  readonly state: WorkState;
  readonly count: number;
  /** Seconds that the one waiting longest has been in this state. */
  readonly oldest: number;
}

export async function stageAges(sql: Sql): Promise<StageAge[]> {
  return sql.query(
    `SELECT state, count(*)::int4 AS count, extract(epoch FROM clock_timestamp() - min(changed_at))::int4 AS oldest
     FROM work WHERE state <> 'published' GROUP BY state ORDER BY state`,
  );
}

const ATTENTION = {
  filings: integer,
  claims: integer,
  amendments: integer,
  exceptions: integer,
  suspenseLines: integer,
  suspense: bigint,
};

/** What waits for the custodian: 待核 items, and 待查款 in fen with the lines that it is of; 例外 of any kind. */
export async function attention(sql: Sql): Promise<RowOf<typeof ATTENTION>> {
  const pending = (table: string): string => `(SELECT count(*)::int4 FROM ${table} WHERE status = '待核')`;
  const [row] = await ask(
    sql,
    ATTENTION,
    `SELECT ${pending('filings')} AS filings, ${pending('claims')} AS claims, ${pending('amendments')} AS amendments,
            (SELECT count(*)::int4 FROM exceptions) AS exceptions,
            count(*)::int4 AS suspense_lines, coalesce(sum(suspense), 0)::int8 AS suspense
     FROM statement_lines WHERE suspense <> 0`,
  );
  if (row === undefined) throw new Error('no counts');
  return row;
}

/** The newest run of each scheme. */
export async function lastRuns(sql: Sql): Promise<{ scheme: string; on: IsoDate }[]> {
  return sql.query(
    `SELECT scheme, max(run_on) AS "on" FROM runs, unnest(schemes) AS scheme GROUP BY scheme ORDER BY scheme`,
  );
}

/** Banks of which a filing was accepted or referred since a date: a file refused or returned whole is no filing. */
export async function filedSince(sql: Sql, since: IsoDate): Promise<Set<string>> {
  const rows = await sql.query<{ sender: string }>(
    `SELECT DISTINCT sender FROM files 
     WHERE kind = 'filing' AND accepted + referred > 0 AND received_on >= $1`,
    [since],
  );
  return new Set(rows.map((row) => row.sender));
}

/** Loans filed and not yet claimed, with the day their contract ends. */
export async function unclaimed(
  sql: Sql,
  endedSince: IsoDate,
): Promise<{ bank: string; scheme: string; maturesOn: IsoDate; count: number }[]> {
  return sql.query(
    `SELECT bank, scheme, matures_on AS "maturesOn", count(*)::int4 AS count FROM filings f
     WHERE status = '受理' AND matures_on >= $1
       AND NOT EXISTS (SELECT 1 FROM claims c
                       WHERE c.filing_id = f.id AND c.status ${LIVE})
     GROUP BY bank, scheme, matures_on ORDER BY bank, scheme, matures_on`,
    [endedSince],
  );
}

/** Clawbacks not yet paid back in full, by bank and due date. */
export async function openClawbacks(
  sql: Sql,
): Promise<{ bank: string; dueOn: IsoDate | null; count: number; owed: bigint }[]> {
  return sql.query(
    `SELECT bank, due_on AS "dueOn", count(*)::int4 AS count, sum(asked - returned)::int8 AS owed FROM recoveries
     WHERE treatment = 'noticed' AND undone_on IS NULL AND settled_on IS NULL AND asked > returned
     GROUP BY bank, due_on ORDER BY bank, due_on`,
  );
}

/** 备案、申请、拨付、缴回: what the books come to, in fen. */
export async function bookSums(sql: Sql): Promise<{ what: string; fen: bigint }[]> {
  return sql.query(
    `SELECT 'filed' AS what, coalesce(sum(principal_fen), 0)::int8 AS fen FROM filings WHERE status = '受理'
     UNION ALL SELECT 'applied', coalesce(sum(base), 0)::int8 FROM claims WHERE status ${APPLIED}
     UNION ALL SELECT 'paid', coalesce(sum(amount), 0)::int8 FROM claims WHERE status IN ('已拨付', '已核销')
     UNION ALL SELECT 'clawed_back', coalesce(sum(returned), 0)::int8 FROM recoveries`,
  );
}
