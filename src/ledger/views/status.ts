import { ask, bigint, date, integer, oneOf, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import { APPLIED, LIVE } from '../records/status-sql.js';
import { WORK_STATES } from '../work/work.js';

/** What an operator looks at: the work in hand, the runs, what must be paid back. */

const IN_HAND_COLUMNS = {
  id: bigint,
  task: oneOf('file', 'date'),
  sender: text,
  name: text,
  receivedOn: date,
  state: oneOf(...WORK_STATES),
  tries: integer,
  reason: orNull(text),
  claimedBy: orNull(text),
  /** Whole seconds in this state. */
  age: integer,
};
export type InHand = Readonly<RowOf<typeof IN_HAND_COLUMNS>>;

const IN_HAND = `id, task, sender, name, received_on, state, tries, reason, claimed_by,
  extract(epoch FROM clock_timestamp() - changed_at)::int4 AS age`;

/** What is not done, first in order first. */
export async function inHand(sql: Sql, most: number): Promise<InHand[]> {
  return ask(
    sql,
    IN_HAND_COLUMNS,
    `SELECT ${IN_HAND} FROM work WHERE state NOT IN ('published', 'failed') ORDER BY id LIMIT $1::int8`,
    [most],
  );
}

/** Files that were given up, newest first. */
export async function givenUp(sql: Sql, most: number): Promise<InHand[]> {
  return ask(
    sql,
    IN_HAND_COLUMNS,
    `SELECT ${IN_HAND} FROM work WHERE state = 'failed' ORDER BY id DESC LIMIT $1::int8`,
    [most],
  );
}

const STAGE_AGE = {
  state: oneOf(...WORK_STATES),
  count: integer,
  /** Seconds that the one waiting longest has been in this state. */
  oldest: integer,
};
export type StageAge = Readonly<RowOf<typeof STAGE_AGE>>;

export async function stageAges(sql: Sql): Promise<StageAge[]> {
  return ask(
    sql,
    STAGE_AGE,
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
  return ask(
    sql,
    { scheme: text, on: date },
    `SELECT scheme, max(run_on) AS "on" FROM runs, unnest(schemes) AS scheme GROUP BY scheme ORDER BY scheme`,
  );
}

/** Banks of which a filing was accepted or referred since a date: a file refused, or rejected to the last row, is no filing. */
export async function filedSince(sql: Sql, since: IsoDate): Promise<Set<string>> {
  const rows = await ask(
    sql,
    { sender: text },
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
  return ask(
    sql,
    { bank: text, scheme: text, maturesOn: date, count: integer },
    `SELECT bank, scheme, matures_on, count(*)::int4 AS count FROM filings f
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
  return ask(
    sql,
    { bank: text, dueOn: orNull(date), count: integer, owed: bigint },
    `SELECT bank, due_on, count(*)::int4 AS count, sum(asked - returned)::int8 AS owed FROM recoveries
     WHERE treatment = 'noticed' AND undone_on IS NULL AND settled_on IS NULL AND asked > returned
     GROUP BY bank, due_on ORDER BY bank, due_on`,
  );
}

/** 备案、申请、拨付、缴回: what the books come to, in fen. */
export async function bookSums(sql: Sql): Promise<{ what: string; fen: bigint }[]> {
  return ask(
    sql,
    { what: text, fen: bigint },
    `SELECT 'filed' AS what, coalesce(sum(principal_fen), 0)::int8 AS fen FROM filings WHERE status = '受理'
     UNION ALL SELECT 'applied', coalesce(sum(base), 0)::int8 FROM claims WHERE status ${APPLIED}
     UNION ALL SELECT 'paid', coalesce(sum(amount), 0)::int8 FROM claims WHERE status IN ('已拨付', '已核销')
     UNION ALL SELECT 'clawed_back', coalesce(sum(returned), 0)::int8 FROM recoveries`,
  );
}
