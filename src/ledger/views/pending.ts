import { ask, date, type RowOf, text, texts } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';

/** 待核 items as they stand at the end of a day. */

const PENDING_VIEW = {
  businessNo: text,
  bank: text,
  iouNo: text,
  receivedOn: date,
  codes: texts,
  messages: texts,
};
export type PendingView = Readonly<RowOf<typeof PENDING_VIEW>>;

/**
 * An item's events, found by the item whatever else is asked of them (OFFSET 0): without statistics the planner would go
 * through all events of a day for each of its items.
 */
export const eventsOf = (item: string): string =>
  `(SELECT id, happened_on, from_status, changes FROM events WHERE item_id = ${item}.id OFFSET 0) AS e`;

/** An item's state at the end of $1: that from which the first later event took it, else its present one. */
const stateAfter = (item: string, since: '>' | '>='): string => `coalesce(
  (SELECT e.from_status FROM ${eventsOf(item)} WHERE e.happened_on ${since} $1 ORDER BY e.id LIMIT 1), ${item}.status)`;

const TABLES = ['filings', 'claims', 'amendments'];

/** The rows of a table that a query gives the numbers of, each looked up by itself, however many the table has. */
const rowsOf = (table: string, ids: string): string =>
  `(${ids}) AS asked (id) CROSS JOIN LATERAL (SELECT * FROM ${table} t WHERE t.id = asked.id OFFSET 0) AS i`;

/** Condition that the day $1 changed the list of 待核 items: only those that are, came to be or ceased to be it since can tell. */
export const PENDING_CHANGED = TABLES.map(
  (table) => `EXISTS (SELECT 1 FROM ${rowsOf(
    table,
    `SELECT id FROM ${table} WHERE status = '待核' AND received_on = $1
     UNION SELECT item_id FROM events WHERE happened_on >= $1 AND from_status = '待核'
     UNION SELECT item_id FROM events WHERE happened_on = $1 AND to_status = '待核'`,
  )}
    WHERE i.received_on <= $1
      AND (${stateAfter('i', '>')} = '待核') <> (i.received_on < $1 AND ${stateAfter('i', '>=')} = '待核'))`,
).join(' OR ');

/** The 待核 items at the end of a day, by number; one that was taken up again is shown with the reason. */
export async function pendingAt(sql: Sql, on: IsoDate): Promise<PendingView[]> {
  const items = TABLES.map(
    (table) => `SELECT i.id, i.business_no, i.bank, i.iou_no, i.received_on, i.codes, i.messages
      FROM ${rowsOf(
        table,
        `SELECT id FROM ${table} WHERE status = '待核'
         UNION SELECT item_id FROM events WHERE happened_on > $1 AND from_status = '待核'`,
      )}
      WHERE i.received_on <= $1 AND ${stateAfter('i', '>')} = '待核'`,
  );
  return ask(
    sql,
    PENDING_VIEW,
    `SELECT business_no, bank, iou_no, received_on, codes,
            messages || ARRAY(
                      SELECT message FROM events e WHERE e.item_id = r.id AND e.cause = 'correction'
                         AND e.to_status = '待核' AND e.happened_on <= $1 ORDER BY e.id DESC LIMIT 1) AS messages
     FROM (${items.join(' UNION ALL ')}) AS r ORDER BY business_no`,
    [on],
  );
}
