import { ask, bigint, date, integer, orNull, type RowOf, text, texts, whole } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { APPLIED } from '../records/status-sql.js';

/** What was answered to rows, and what months came to: for laying two sets of books of the same files side by side. */

const ROW_ANSWER = {
  fileId: bigint,
  rowNo: integer,
  receivedOn: date,
  sender: text,
  file: text,
  kind: text,
  businessNo: text,
  iouNo: text,
  outcome: text,
  codes: texts,
  /** State of the item as it is now; null of a row that makes none. */
  status: orNull(text),
  /**
   * Fen that the item counts with: principal of a filing, amount of a claim or write-off, what a recovery asks for. 0 of
   * one that does not stand; null of a row that makes no item of money.
   */
  amount: orNull(bigint),
};
/** A row of a file, what was answered to it, and what became of its item. */
export type RowAnswer = Readonly<RowOf<typeof ROW_ANSWER>>;

const PAGE = 5_000;

/** Every row of every file in the order taken, in pages. */
export async function* rowAnswers(sql: Sql): AsyncGenerator<RowAnswer[]> {
  for (let at: readonly [bigint, number] = [0n, 0]; ; ) {
    const page = await ask(sql, ROW_ANSWER, ANSWERS, [at[0], at[1], PAGE]);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    if (page.length < PAGE) return;
    at = [last.fileId, last.rowNo];
  }
}

const ANSWERS = `
  SELECT p.file_id, p.row_no, f.received_on, f.sender, f.name AS file, f.kind,
         p.business_no, p.iou_no, p.result AS outcome, p.codes,
         coalesce(l.status, c.status, a.status, w.status, CASE WHEN r.undone_on IS NOT NULL THEN '撤销' END) AS status,
         (CASE WHEN l.id IS NOT NULL THEN CASE WHEN l.status IN ('受理', '待核') THEN coalesce(l.principal_fen, 0) ELSE 0 END
               WHEN c.id IS NOT NULL THEN CASE WHEN c.status ${APPLIED} THEN coalesce(c.amount, 0) ELSE 0 END
               WHEN w.id IS NOT NULL THEN coalesce(w.amount, 0)
               WHEN r.id IS NOT NULL THEN CASE WHEN r.undone_on IS NULL THEN coalesce(r.asked, 0) ELSE 0 END END)::int8 AS amount
  FROM (SELECT * FROM file_rows WHERE (file_id, row_no) > ($1::int8, $2::int4) ORDER BY file_id, row_no LIMIT $3::int8) AS p
  JOIN files f ON f.id = p.file_id
  LEFT JOIN filings l ON l.id = p.file_id * 1000000000 + p.row_no
  LEFT JOIN claims c ON c.id = p.file_id * 1000000000 + p.row_no
  LEFT JOIN amendments a ON a.id = p.file_id * 1000000000 + p.row_no
  LEFT JOIN writeoffs w ON w.id = p.file_id * 1000000000 + p.row_no
  LEFT JOIN recoveries r ON r.id = p.file_id * 1000000000 + p.row_no
  ORDER BY p.file_id, p.row_no`;

const MONTH_SUM = {
  bank: text,
  scheme: text,
  /** `YYYY-MM`. */
  month: text,
  item: text,
  amount: whole,
};
/** What a bank's month came to under a scheme; the sum in fen. */
export type MonthSum = Readonly<RowOf<typeof MONTH_SUM>>;

/** By month of arrival what was filed and applied for as it stands, by month of the run what was recommended. */
export async function monthSums(sql: Sql): Promise<MonthSum[]> {
  return ask(
    sql,
    MONTH_SUM,
    `SELECT bank, scheme, to_char(day, 'YYYY-MM') AS month, item, sum(amount) AS amount FROM (
       SELECT bank, scheme, received_on AS day, '备案本金' AS item, principal_fen AS amount FROM filings WHERE status = '受理'
       UNION ALL
       SELECT bank, scheme, received_on, '申请不良本金', base FROM claims WHERE status ${APPLIED}
       UNION ALL
       SELECT bank, scheme, run_on, '建议补偿', amount FROM opinions WHERE opinion = '建议补偿'
     ) AS sums WHERE amount IS NOT NULL GROUP BY 1, 2, 3, 4`,
  );
}
