import {
  ask,
  bigint,
  boolean,
  type Columns,
  date,
  json,
  listOf,
  maybe,
  oneOf,
  type RowOf,
  text,
} from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { insertRows } from '../../db/table.js';
import { ITEM_KINDS } from '../../domain/transitions.js';

/** A value that an event changed, before and after; empty text where there was or is none. */
export interface Change {
  readonly item: string;
  readonly from: string;
  readonly to: string;
}

const CAUSES = ['amendment', 'claim', 'decision', 'correction', 'confirmation', 'recovery', 'run'] as const;
/** What brought it about: a row of this kind of file, or a run. */
export type Cause = (typeof CAUSES)[number];

const isChange = (one: unknown): one is Change =>
  typeof one === 'object' && one !== null && 'item' in one && 'from' in one && 'to' in one;
/** jsonb: what an event changed. */
export const changes = json('a list of changes', listOf(isChange));

const EVENT = {
  happenedOn: date,
  kind: oneOf(...ITEM_KINDS),
  itemId: bigint,
  bank: text,
  businessNo: text,
  iouNo: text,
  fromStatus: text,
  toStatus: text,
  cause: oneOf(...CAUSES),
  sourceId: maybe(bigint),
  actor: text,
  changes,
  /** Whether the bank learns of it from notice.csv. */
  notice: boolean,
  message: text,
} satisfies Columns;
/**
 * Something that happened to an item after it was recorded. `sourceId` is the row that caused it, absent for a run;
 * `actor` who: a sender, or 经办人/复核人. From and to are equal where only a value changed.
 */
export type ItemEvent = Readonly<RowOf<typeof EVENT>>;

/** Writes events in the order given. */
export const insertEvents = (sql: Sql, events: readonly ItemEvent[]): Promise<void> =>
  insertRows(sql, 'events', EVENT, events);

/** Events of these items by item, each in order. */
export async function eventsOf(sql: Sql, itemIds: readonly bigint[]): Promise<Map<bigint, ItemEvent[]>> {
  const byItem = new Map<bigint, ItemEvent[]>(itemIds.map((id) => [id, []]));
  if (itemIds.length === 0) return byItem;
  const text = 'SELECT * FROM events WHERE item_id = ANY($1::bigint[]) ORDER BY id';
  for (const event of await ask(sql, EVENT, text, [itemIds])) byItem.get(event.itemId)?.push(event);
  return byItem;
}
