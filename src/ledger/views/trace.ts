import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Kind } from '../../domain/kinds.js';
import type { Fen } from '../../domain/money.js';

/** Everything that the books hold about one loan, for whoever asks how it came to be. */

/** Tables of items that bear a business number of a loan. */
const ITEMS = ['filings', 'amendments', 'claims', 'recoveries', 'writeoffs'];

export interface Loan {
  readonly bank: string;
  readonly iouNo: string;
}

/** The loans that a business number, an IOU number, a 流水号, a credit code or an enterprise's name stands for, by bank. */
export async function loansOf(sql: Sql, number: string): Promise<Loan[]> {
  const tables = ITEMS;
  const parts = tables.map((t) => `SELECT bank, iou_no FROM ${t} WHERE iou_no = $1 OR business_no = $1`);
  return sql.query(
    `SELECT bank, iou_no AS "iouNo" FROM (${parts.join(' UNION ')} UNION
       SELECT bank, iou_no FROM returned_rows WHERE iou_no = $1 UNION
       SELECT f.sender, r.iou_no FROM files f JOIN file_rows r ON r.file_id = f.id
       WHERE f.kind IN ('recovery', 'writeoff') AND r.result = '退回' AND r.iou_no = $1 UNION
       SELECT bank, iou_no FROM filings WHERE $1 IN (uscc, filed_uscc, enterprise_name, filed_name) UNION
       SELECT r.bank, r.iou_no FROM statement_lines s JOIN allocations a ON a.line_id = s.id
       JOIN recoveries r ON r.id = a.target_id WHERE a.target = 'clawback' AND s.txn_no = $1 UNION
       SELECT c.bank, c.iou_no FROM statement_lines s JOIN allocations a ON a.line_id = s.id
       JOIN claims c ON c.id = a.target_id WHERE a.target IN ('payment', 'bounced') AND s.txn_no = $1) AS l
     ORDER BY bank, iou_no`,
    [number],
  );
}

/** A row as it was taken, with its file. */
export interface TracedRow {
  readonly fileId: bigint;
  readonly receivedOn: IsoDate;
  readonly sender: string;
  readonly name: string;
  readonly kind: Kind | null;
  readonly sha256: string;
  readonly encoding: 'UTF-8' | 'GB18030' | 'XLSX' | 'CAMT.053' | 'MT940' | null;
  readonly configuration: string;
  readonly header: readonly string[] | null;
  readonly rowNo: number;
  readonly outcome: string;
  readonly businessNo: string;
  readonly iouNo: string;
  readonly codes: readonly string[];
  readonly messages: readonly string[];
  readonly articles: readonly string[];
  /** Kept for a 退回 row only. */
  readonly cells: readonly string[] | null;
}

const ROW = `
  SELECT f.id AS "fileId", f.received_on AS "receivedOn", f.sender, f.name, f.kind, f.sha256, f.encoding,
         f.config_hash AS configuration, f.header, r.row_no AS "rowNo", r.result AS outcome,
         r.business_no AS "businessNo", r.iou_no AS "iouNo", r.codes, r.messages, r.articles, r.cells
  FROM files f JOIN file_rows r ON r.file_id = f.id`;

/** The row of the statement line with this 流水号. */
export async function rowOfLine(sql: Sql, txnNo: string): Promise<TracedRow | undefined> {
  const [row] = await sql.query<TracedRow>(
    `${ROW} WHERE f.kind = 'statement' AND r.result <> '退回' AND r.business_no = $1`,
    [txnNo],
  );
  return row;
}

/** A row by where it stood; the newest of that day's files of this name that has it. */
export async function rowAtPlace(
  sql: Sql,
  on: IsoDate,
  sender: string,
  name: string,
  rowNo: number,
): Promise<TracedRow | undefined> {
  const [row] = await sql.query<TracedRow>(
    `${ROW} WHERE f.received_on = $1 AND f.sender = $2 AND f.name = $3 AND r.row_no = $4 ORDER BY f.id DESC LIMIT 1`,
    [on, sender, name, rowNo],
  );
  return row;
}

/**
 * The bank's own rows on the IOU, and the custodian's and bureau's rows that name one of its numbers; of a matching the
 * target names it.
 */
export async function rowsAbout(
  sql: Sql,
  { bank, iouNo }: Loan,
  numbers: readonly string[],
): Promise<TracedRow[]> {
  return sql.query(
    `${ROW} WHERE f.sender = $1 AND f.kind IN ('filing', 'amendment', 'claim', 'recovery', 'writeoff')
       AND r.iou_no = $2
     UNION ALL
     ${ROW} WHERE f.kind IN ('decision', 'correction', 'confirmation', 'matching')
       AND (r.business_no = ANY($3::text[]) OR r.cells && $3::text[] OR EXISTS (
         SELECT 1 FROM matchings m WHERE m.id = f.id * 1000000000 + r.row_no AND m.target = ANY($3::text[])))
     ORDER BY "fileId", "rowNo"`,
    [bank, iouNo, numbers],
  );
}

/** Every business number of the loan. */
export async function numbersOf(sql: Sql, { bank, iouNo }: Loan): Promise<string[]> {
  const tables = ITEMS;
  const parts = tables.map((t) => `SELECT business_no FROM ${t} WHERE bank = $1 AND iou_no = $2`);
  const rows = await sql.query<{ business_no: string }>(`${parts.join(' UNION ')} ORDER BY business_no`, [
    bank,
    iouNo,
  ]);
  return rows.map((row) => row.business_no);
}

export interface TracedOpinion {
  readonly runOn: IsoDate;
  readonly lineNo: number;
  readonly businessNo: string;
  readonly scheme: string;
  readonly base: Fen;
  readonly amount: Fen;
  readonly opinion: string;
  readonly filed: Fen | null;
  readonly applied: Fen | null;
  readonly net: Fen | null;
  readonly available: Fen | null;
  readonly article: string;
  readonly configuration: string;
}

export async function opinionsAbout(sql: Sql, numbers: readonly string[]): Promise<TracedOpinion[]> {
  return sql.query(
    `SELECT o.run_on AS "runOn", o.line_no AS "lineNo", o.business_no AS "businessNo", o.scheme, o.base, o.amount, o.opinion,
            o.filed, o.applied, o.net, o.available, o.article, r.config_hash AS configuration
     FROM opinions o JOIN runs r ON r.run_on = o.run_on WHERE o.business_no = ANY($1::text[])
     ORDER BY o.run_on, o.line_no`,
    [numbers],
  );
}

export interface TracedEvent {
  readonly happenedOn: IsoDate;
  readonly businessNo: string;
  readonly fromStatus: string;
  readonly toStatus: string;
  /** Who did it: a sender, 经办人/复核人, or 初审. */
  readonly actor: string;
  /** Values that changed with it. */
  readonly changes: readonly { readonly item: string; readonly from: string; readonly to: string }[];
  readonly message: string;
}

export async function eventsAbout(sql: Sql, numbers: readonly string[]): Promise<TracedEvent[]> {
  return sql.query(
    `SELECT happened_on AS "happenedOn", business_no AS "businessNo", from_status AS "fromStatus",
            to_status AS "toStatus", actor, changes, message
     FROM events WHERE business_no = ANY($1::text[]) ORDER BY id`,
    [numbers],
  );
}

export interface TracedPosting {
  readonly entry: bigint;
  readonly postedOn: IsoDate;
  readonly businessNo: string;
  readonly text: string;
  readonly corrects: bigint | null;
  readonly account: string;
  readonly debit: Fen;
  readonly credit: Fen;
  readonly hash: string;
}

/** Postings under the loan's numbers, and under the statement lines given. */
export async function postingsAbout(sql: Sql, numbers: readonly string[]): Promise<TracedPosting[]> {
  return sql.query(
    `SELECT j.id AS entry, j.posted_on AS "postedOn", j.business_no AS "businessNo", j.text, j.corrects, l.account,
            l.debit, l.credit, j.hash
     FROM journal j JOIN journal_lines l ON l.entry_id = j.id WHERE j.business_no = ANY($1::text[])
     ORDER BY j.id, l.line_no`,
    [numbers],
  );
}
