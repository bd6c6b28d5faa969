import {
  ask,
  bigint,
  count,
  date,
  integer,
  oneOf,
  orNull,
  type RowOf,
  text,
  texts,
  whole,
} from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { KINDS } from '../../domain/kinds.js';

/** What the books come to in a page (汇总): counts and sums for whoever watches over the whole. Sums in fen. */

const KIND_COUNTS = {
  kind: oneOf(...KINDS),
  files: integer,
  rows: integer,
  accepted: integer,
  rejected: integer,
  referred: integer,
};
export type KindCounts = Readonly<RowOf<typeof KIND_COUNTS>>;

/** Processed files by kind, as their receipts counted them. */
export function countsByKind(sql: Sql): Promise<KindCounts[]> {
  return ask(
    sql,
    KIND_COUNTS,
    `SELECT kind, count(*)::int AS files, sum(row_count)::int AS rows, sum(accepted)::int AS accepted,
            sum(rejected)::int AS rejected, sum(referred)::int AS referred
     FROM files WHERE status = 'processed' GROUP BY kind`,
  );
}

const REFUSED_FILE = { receivedOn: date, sender: text, name: text, code: text };
export type RefusedFile = Readonly<RowOf<typeof REFUSED_FILE>>;

export function refusedFiles(sql: Sql): Promise<RefusedFile[]> {
  return ask(
    sql,
    REFUSED_FILE,
    `SELECT received_on, sender, name, code FROM files WHERE status = 'refused' ORDER BY id`,
  );
}

const CODE_COUNT = { outcome: text, code: text, rows: integer };
/** How many rows of one outcome carry a code. */
export type CodeCount = Readonly<RowOf<typeof CODE_COUNT>>;

export function countsByCode(sql: Sql): Promise<CodeCount[]> {
  return ask(
    sql,
    CODE_COUNT,
    'SELECT result AS outcome, code, count(*)::int AS rows FROM file_rows, unnest(codes) AS code GROUP BY result, code',
  );
}

const STATUS_SUM = {
  status: text,
  items: integer,
  amount: whole,
};
export type StatusSum = Readonly<RowOf<typeof STATUS_SUM>>;

/** Claims by status, the latest attempt of each number. */
export async function claimsByStatus(sql: Sql): Promise<StatusSum[]> {
  return ask(
    sql,
    STATUS_SUM,
    `SELECT status, count(*)::int AS items, coalesce(sum(amount), 0) AS amount
     FROM (SELECT DISTINCT ON (business_no) status, amount FROM claims ORDER BY business_no, id DESC) AS latest
     GROUP BY status`,
  );
}

/** Write-offs in hand or done, by status. */
export async function writeoffsByStatus(sql: Sql): Promise<StatusSum[]> {
  return ask(
    sql,
    STATUS_SUM,
    `SELECT status, count(*)::int AS items, coalesce(sum(amount), 0) AS amount
     FROM writeoffs WHERE status IN ('已受理', '建议核销', '已核销') GROUP BY status`,
  );
}

const CLAWBACK_SUMS = {
  notices: count,
  asked: whole,
  returned: whole,
  noticedLate: count,
  returnedLate: count,
};
export type ClawbackSums = Readonly<RowOf<typeof CLAWBACK_SUMS>>;

export async function clawbackSums(sql: Sql): Promise<ClawbackSums> {
  const [row] = await ask(
    sql,
    CLAWBACK_SUMS,
    `SELECT count(*) AS notices, coalesce(sum(asked), 0) AS asked,
            coalesce(sum(returned), 0) AS returned,
            (count(*) FILTER (WHERE notice_late > 0)) AS noticed_late,
            (count(*) FILTER (WHERE return_late > 0)) AS returned_late
     FROM recoveries WHERE treatment = 'noticed' AND undone_on IS NULL`,
  );
  if (row === undefined) throw new Error('no sums');
  return row;
}

const OPEN_CLAWBACK = {
  businessNo: text,
  bank: text,
  /** Empty past the calendar's end. */
  dueOn: orNull(date),
  asked: bigint,
  returned: bigint,
};
export type OpenClawback = Readonly<RowOf<typeof OPEN_CLAWBACK>>;

/** Clawbacks not settled in full, the longest due first. */
export function openClawbacks(sql: Sql): Promise<OpenClawback[]> {
  return ask(
    sql,
    OPEN_CLAWBACK,
    `SELECT business_no, bank, due_on, asked, returned
     FROM recoveries WHERE treatment = 'noticed' AND undone_on IS NULL AND settled_on IS NULL
     ORDER BY due_on NULLS LAST, business_no`,
  );
}

const TURN = { happenedOn: date, businessNo: text, fromStatus: text, toStatus: text };
/** A change of a claim that an opinion run or the bureau brought about and its bank was told of. */
export type Turn = Readonly<RowOf<typeof TURN>>;

export function turns(sql: Sql): Promise<Turn[]> {
  return ask(
    sql,
    TURN,
    `SELECT happened_on, business_no, from_status,
            to_status
     FROM events WHERE notice AND cause IN ('run', 'confirmation') ORDER BY id`,
  );
}

const PENDING_ITEM = { businessNo: text, bank: text, receivedOn: date, codes: texts };
export type PendingItem = Readonly<RowOf<typeof PENDING_ITEM>>;

/** 待核 items as they stand, the oldest first. */
export function pendingItems(sql: Sql): Promise<PendingItem[]> {
  return ask(
    sql,
    PENDING_ITEM,
    `SELECT business_no, bank, received_on, codes FROM (
       SELECT business_no, bank, received_on, codes FROM filings WHERE status = '待核'
       UNION ALL
       SELECT business_no, bank, received_on, codes FROM claims WHERE status = '待核'
       UNION ALL
       SELECT business_no, bank, received_on, codes FROM amendments WHERE status = '待核'
     ) AS pending ORDER BY received_on, business_no`,
  );
}
