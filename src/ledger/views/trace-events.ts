import { ask, bigint, date, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { changes } from '../records/events.js';

/** What happened to a loan and what was posted of it, for whoever asks how it came to be. */

const TRACED_EVENT = {
  happenedOn: date,
  businessNo: text,
  fromStatus: text,
  toStatus: text,
  /** Who did it: a sender, 经办人/复核人, or 初审. */
  actor: text,
  /** Values that changed with it. */
  changes: changes,
  message: text,
};
export type TracedEvent = Readonly<RowOf<typeof TRACED_EVENT>>;

export async function eventsAbout(sql: Sql, numbers: readonly string[]): Promise<TracedEvent[]> {
  return ask(
    sql,
    TRACED_EVENT,
    `SELECT happened_on, business_no, from_status,
            to_status, actor, changes, message
     FROM events WHERE business_no = ANY($1::text[]) ORDER BY id`,
    [numbers],
  );
}

const TRACED_POSTING = {
  entry: bigint,
  postedOn: date,
  businessNo: text,
  text: text,
  corrects: orNull(bigint),
  account: text,
  debit: bigint,
  credit: bigint,
  hash: text,
};
export type TracedPosting = Readonly<RowOf<typeof TRACED_POSTING>>;

/** Postings under the loan's numbers, and under the statement lines given. */
export async function postingsAbout(sql: Sql, numbers: readonly string[]): Promise<TracedPosting[]> {
  return ask(
    sql,
    TRACED_POSTING,
    `SELECT j.id AS entry, j.posted_on, j.business_no, j.text, j.corrects, l.account,
            l.debit, l.credit, j.hash
     FROM journal j JOIN journal_lines l ON l.entry_id = j.id WHERE j.business_no = ANY($1::text[])
     ORDER BY j.id, l.line_no`,
    [numbers],
  );
}
