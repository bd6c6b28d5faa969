import { ask, bigint, date, integer, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';

/** The registers (台账) of the account and the journal. Sums in fen. */

const PAGE = 5_000;

const EXCEPTION_VIEW = {
  bookedOn: date,
  source: text,
  txnNo: text,
  businessNo: text,
  counterparty: text,
  direction: text,
  amount: bigint,
  code: text,
  message: text,
  /** What of the line is in 待查款 now, without a sign; of a code that is about money there. */
  left: orNull(bigint),
};
export type ExceptionView = Readonly<RowOf<typeof EXCEPTION_VIEW>>;

export async function exceptionsRegister(sql: Sql): Promise<ExceptionView[]> {
  return ask(
    sql,
    EXCEPTION_VIEW,
    `SELECT l.booked_on, l.received_on || '/' || l.file_name AS source, l.txn_no,
            l.business_no, l.counterparty, l.direction, e.amount, e.code, e.message,
            CASE WHEN e.code IN ('S-UNMATCHED', 'S-PAYMENT') THEN abs(l.suspense) END AS left
     FROM exceptions e JOIN statement_lines l ON l.id = e.line_id ORDER BY l.booked_on, l.txn_no, e.code`,
  );
}

const MATCHING_VIEW = {
  serial: integer,
  receivedOn: date,
  action: text,
  txnNo: text,
  target: text,
  amount: bigint,
  maker: text,
  checker: text,
};
export type MatchingView = Readonly<RowOf<typeof MATCHING_VIEW>>;

/** 勾对台账: every accepted row, in the order taken. */
export async function matchingsRegister(sql: Sql): Promise<MatchingView[]> {
  return ask(
    sql,
    MATCHING_VIEW,
    `SELECT (row_number() OVER (ORDER BY id))::integer AS serial, received_on,
            CASE WHEN undo THEN '撤销' ELSE '勾对' END AS action, txn_no, target, amount, maker, checker
     FROM matchings ORDER BY id`,
  );
}

const JOURNAL_VIEW = {
  id: bigint,
  postedOn: date,
  businessNo: text,
  bank: text,
  account: text,
  debit: bigint,
  credit: bigint,
};
export type JournalView = Readonly<RowOf<typeof JOURNAL_VIEW>>;

export async function* journalRegister(sql: Sql): AsyncGenerator<JournalView[]> {
  for (let after = 0n; ; ) {
    const page = await ask(
      sql,
      JOURNAL_VIEW,
      `SELECT j.id, j.posted_on, j.business_no, j.bank, l.account, l.debit, l.credit
       FROM (SELECT * FROM journal WHERE id > $1 ORDER BY id LIMIT ${PAGE}) AS j
       JOIN journal_lines l ON l.entry_id = j.id ORDER BY j.id, l.line_no`,
      [after],
    );
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.id;
  }
}
