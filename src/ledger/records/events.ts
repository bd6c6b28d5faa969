import type { Sql } from '../../db/db.js';
import type { ItemEvent } from './records.js';

const COLUMNS = [
  'happened_on',
  'bank',
  'business_no',
  'iou_no',
  'item_id',
  'from_status',
  'to_status',
  'cause',
  'notice',
  'message',
];

/** Writes status changes in the order given. */
export async function insertEvents(sql: Sql, events: readonly ItemEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((e) => [
    e.happenedOn,
    e.bank,
    e.businessNo,
    e.iouNo,
    e.itemId,
    e.fromStatus,
    e.toStatus,
    e.cause,
    e.notice,
    e.message,
  ]);
  await sql.copyIn('events', COLUMNS, rows);
}
