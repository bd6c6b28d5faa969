import { ask, bigint, date, integer, oneOf, orNull, type RowOf, text, texts } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import { KINDS } from '../../domain/kinds.js';
import { STORED_ROW } from '../records/file-rows.js';

/** Everything that the books hold about one loan, for whoever asks how it came to be. */

/** Tables of items that bear a business number of a loan. */
const ITEMS = ['filings', 'amendments', 'claims', 'recoveries', 'writeoffs'];

const LOAN = { bank: text, iouNo: text };
export type Loan = Readonly<RowOf<typeof LOAN>>;

/** The loans that a business number, an IOU number, a 流水号, a credit code or an enterprise's name stands for, by bank. */
export async function loansOf(sql: Sql, number: string): Promise<Loan[]> {
  const tables = ITEMS;
  const parts = tables.map((t) => `SELECT bank, iou_no FROM ${t} WHERE iou_no = $1 OR business_no = $1`);
  return ask(
    sql,
    LOAN,
    `SELECT bank, iou_no FROM (${parts.join(' UNION ')} UNION
       SELECT bank, iou_no FROM rejected_rows WHERE iou_no = $1 UNION
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

const TRACED_ROW = {
  fileId: bigint,
  receivedOn: date,
  sender: text,
  name: text,
  kind: orNull(oneOf(...KINDS)),
  sha256: text,
  encoding: orNull(oneOf('UTF-8', 'GB18030', 'XLSX', 'CAMT.053', 'MT940')),
  configuration: text,
  header: orNull(texts),
  ...STORED_ROW,
};
/** A row as it was taken, with its file. */
export type TracedRow = Readonly<RowOf<typeof TRACED_ROW>>;

const ROW = `
  SELECT f.id AS file_id, f.received_on, f.sender, f.name, f.kind, f.sha256, f.encoding,
         f.config_hash AS configuration, f.header, r.row_no, r.result AS outcome,
         r.business_no, r.iou_no, r.codes, r.messages, r.articles, r.cells
  FROM files f JOIN file_rows r ON r.file_id = f.id`;

/** The row of the statement line with this 流水号. */
export async function rowOfLine(sql: Sql, txnNo: string): Promise<TracedRow | undefined> {
  const [row] = await ask(
    sql,
    TRACED_ROW,
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
  const [row] = await ask(
    sql,
    TRACED_ROW,
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
  return ask(
    sql,
    TRACED_ROW,
    `${ROW} WHERE f.sender = $1 AND f.kind IN ('filing', 'amendment', 'claim', 'recovery', 'writeoff')
       AND r.iou_no = $2
     UNION ALL
     ${ROW} WHERE f.kind IN ('decision', 'correction', 'confirmation', 'matching')
       AND (r.business_no = ANY($3::text[]) OR r.cells && $3::text[] OR EXISTS (
         SELECT 1 FROM matchings m WHERE m.id = f.id * 1000000000 + r.row_no AND m.target = ANY($3::text[])))
     ORDER BY file_id, row_no`,
    [bank, iouNo, numbers],
  );
}

/** Every business number of the loan. */
export async function numbersOf(sql: Sql, { bank, iouNo }: Loan): Promise<string[]> {
  const tables = ITEMS;
  const parts = tables.map((t) => `SELECT business_no FROM ${t} WHERE bank = $1 AND iou_no = $2`);
  const rows = await ask(sql, { business_no: text }, `${parts.join(' UNION ')} ORDER BY business_no`, [
    bank,
    iouNo,
  ]);
  return rows.map((row) => row.business_no);
}

const TRACED_OPINION = {
  runOn: date,
  lineNo: integer,
  businessNo: text,
  scheme: text,
  base: bigint,
  amount: bigint,
  opinion: text,
  filed: orNull(bigint),
  applied: orNull(bigint),
  net: orNull(bigint),
  available: orNull(bigint),
  article: text,
  configuration: text,
};
export type TracedOpinion = Readonly<RowOf<typeof TRACED_OPINION>>;

export async function opinionsAbout(sql: Sql, numbers: readonly string[]): Promise<TracedOpinion[]> {
  return ask(
    sql,
    TRACED_OPINION,
    `SELECT o.run_on, o.line_no, o.business_no, o.scheme, o.base, o.amount, o.opinion,
            o.filed, o.applied, o.net, o.available, o.article, r.config_hash AS configuration
     FROM opinions o JOIN runs r ON r.run_on = o.run_on WHERE o.business_no = ANY($1::text[])
     ORDER BY o.run_on, o.line_no`,
    [numbers],
  );
}
