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
  text,
} from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { ITEM_KINDS, type ItemKind } from '../../domain/transitions.js';

/** A value that an event changed, before and after; empty text where there was or is none. */
export interface Change {
  readonly item: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Something that happened to an item after it was recorded. `sourceId` is the row that caused it, absent for a run;
 * `actor` who: a sender, or 经办人/复核人. From and to are equal where only a value changed.
 */
export interface ItemEvent {
  readonly happenedOn: string;
  readonly kind: ItemKind;
  readonly itemId: bigint;
  readonly bank: string;
  readonly businessNo: string;
  readonly iouNo: string;
  readonly fromStatus: string;
  readonly toStatus: string;
  readonly cause: Cause;
  readonly sourceId: bigint | undefined;
  readonly actor: string;
  readonly changes: readonly Change[];
  /** Whether the bank learns of it from notice.csv. */
  readonly notice: boolean;
  readonly message: string;
}

const CAUSES = ['amendment', 'claim', 'decision', 'correction', 'confirmation', 'recovery', 'run'] as const;
/** What brought it about: a row of this kind of file, or a run. */
export type Cause = (typeof CAUSES)[number];

const NAMES = [
  'happened_on',
  'kind',
  'item_id',
  'bank',
  'business_no',
  'iou_no',
  'from_status',
  'to_status',
  'cause',
  'source_id',
  'actor',
  'changes',
  'notice',
  'message',
];

/** Writes events in the order given. */
export async function insertEvents(sql: Sql, events: readonly ItemEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((e) => [
    e.happenedOn,
    e.kind,
    e.itemId,
    e.bank,
    e.businessNo,
    e.iouNo,
    e.fromStatus,
    e.toStatus,
    e.cause,
    e.sourceId ?? null,
    e.actor,
    JSON.stringify(e.changes),
    e.notice,
    e.message,
  ]);
  await sql.copyIn('events', NAMES, rows);
}

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
  notice: boolean,
  message: text,
} satisfies Columns;

/** Events of these items by item, each in order. */
export async function eventsOf(sql: Sql, itemIds: readonly bigint[]): Promise<Map<bigint, ItemEvent[]>> {
  const byItem = new Map<bigint, ItemEvent[]>(itemIds.map((id) => [id, []]));
  if (itemIds.length === 0) return byItem;
  const text = 'SELECT * FROM events WHERE item_id = ANY($1::bigint[]) ORDER BY id';
  for (const event of await ask(sql, EVENT, text, [itemIds])) byItem.get(event.itemId)?.push(event);
  return byItem;
}
