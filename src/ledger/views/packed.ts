import { ask, date, oneOf, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';

const PACKED_INPUT = {
  receivedOn: date,
  sender: text,
  name: text,
  status: oneOf('processed', 'refused'),
  encoding: orNull(text),
  /** Empty for an entry that could not be opened. */
  sha256: text,
};
/** A file that an auditor is given. */
export type PackedInput = Readonly<RowOf<typeof PACKED_INPUT>>;

const FILE = 'f.id, f.received_on, f.sender, f.name, f.status, f.encoding, f.sha256';

/** All files of some days, in the order taken. */
export function filesOfDays(sql: Sql, from: IsoDate, to: IsoDate): Promise<PackedInput[]> {
  return ask(
    sql,
    PACKED_INPUT,
    `SELECT ${FILE} FROM files f WHERE f.received_on BETWEEN $1 AND $2 ORDER BY f.id`,
    [from, to],
  );
}

/**
 * Files with a row about the loans of some business numbers, up to a day, in the order taken: the bank's own of the IOU,
 * others' that name a number of the loan, the account's lines that name one.
 */
export function filesOfItems(sql: Sql, numbers: readonly string[], to: IsoDate): Promise<PackedInput[]> {
  return ask(
    sql,
    PACKED_INPUT,
    `WITH items AS (
       SELECT bank, iou_no, business_no FROM filings UNION SELECT bank, iou_no, business_no FROM claims
       UNION SELECT bank, iou_no, business_no FROM recoveries UNION SELECT bank, iou_no, business_no FROM writeoffs
       UNION SELECT bank, iou_no, business_no FROM amendments
     ), loans AS (SELECT DISTINCT bank, iou_no FROM items WHERE business_no = ANY($1::text[])),
     named AS (SELECT business_no FROM items JOIN loans USING (bank, iou_no)),
     wanted AS (
       SELECT r.file_id FROM file_rows r JOIN files o ON o.id = r.file_id JOIN loans l ON l.bank = o.sender AND l.iou_no = r.iou_no
       UNION SELECT file_id FROM file_rows WHERE business_no IN (SELECT business_no FROM named)
       UNION SELECT id / 1000000000 FROM statement_lines WHERE business_no IN (SELECT business_no FROM named)
     )
     SELECT ${FILE} FROM files f WHERE f.id IN (SELECT file_id FROM wanted) AND f.received_on <= $2 ORDER BY f.id`,
    [numbers, to],
  );
}
