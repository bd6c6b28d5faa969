import { ask, bigint, date, integer, oneOf, type RowOf, text, whole } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';

/** What came in and went out, as the pages that add up show it. */

const FILE_TODAY = { id: bigint, sender: text, name: text, status: text, rows: integer, rejected: integer };
export type FileToday = Readonly<RowOf<typeof FILE_TODAY>>;

export const filesOn = (sql: Sql, on: IsoDate, sender: string | null, most: number): Promise<FileToday[]> =>
  ask(
    sql,
    FILE_TODAY,
    `SELECT id, sender, name, status, row_count AS rows, rejected FROM files
     WHERE received_on = $1 AND ($2::text IS NULL OR sender = $2) ORDER BY id DESC LIMIT $3::int8`,
    [on, sender, most],
  );

/** Claims in line for an opinion, in the order of arrival: what could bring a bank over its limit next. */
export const claimsInLine = (
  sql: Sql,
): Promise<{ bank: string; scheme: string; businessNo: string; amount: Fen }[]> =>
  ask(
    sql,
    { bank: text, scheme: text, businessNo: text, amount: bigint },
    `SELECT bank, scheme, business_no, amount FROM claims
     WHERE status IN ('受理', '暂停补偿', '资金不足') AND amount IS NOT NULL ORDER BY id`,
  );

/** What each account turned over in each month, in fen: debits less credits. */
export async function accountMonths(sql: Sql): Promise<{ month: string; account: string; moved: Fen }[]> {
  return ask(
    sql,
    { month: text, account: text, moved: whole },
    `SELECT to_char(j.posted_on, 'YYYY-MM') AS month, l.account, sum(l.debit - l.credit) AS moved
     FROM journal j JOIN journal_lines l ON l.entry_id = j.id GROUP BY 1, 2 ORDER BY 1, 2`,
  );
}

const FLOW = {
  month: text,
  scheme: text,
  bank: text,
  paid: whole,
  returned: whole,
  writtenOff: whole,
};
export type Flow = Readonly<RowOf<typeof FLOW>>;

/** 补偿拨付, 缴回到账, 核销 by month, scheme and bank. */
export async function flows(sql: Sql): Promise<Flow[]> {
  return ask(
    sql,
    FLOW,
    `SELECT month, scheme, bank, sum(paid) AS paid, sum(returned) AS returned,
            sum(written_off) AS written_off
     FROM (
       SELECT to_char(p.happened_on, 'YYYY-MM') AS month, c.scheme, c.bank, p.amount AS paid, 0 AS returned,
              0 AS written_off
       FROM payouts p JOIN claims c ON c.id = p.claim_id
       UNION ALL
       SELECT to_char(a.happened_on, 'YYYY-MM'), r.scheme, r.bank, 0, a.amount, 0
       FROM allocations a JOIN recoveries r ON r.id = a.target_id WHERE a.target = 'clawback'
       UNION ALL
       SELECT to_char(confirmed_on, 'YYYY-MM'), scheme, bank, 0, 0, amount FROM writeoffs WHERE status = '已核销'
     ) AS f GROUP BY month, scheme, bank ORDER BY month, scheme, bank`,
  );
}

const SUSPENSE_LINE = {
  txnNo: text,
  bookedOn: date,
  direction: oneOf('收', '支'),
  /** Without a sign. */
  suspense: bigint,
  counterparty: text,
  businessNo: text,
  purpose: text,
};
/** A statement line of which something is in suspense (待查款). */
export type SuspenseLine = Readonly<RowOf<typeof SUSPENSE_LINE>>;

export const suspenseLines = (sql: Sql): Promise<SuspenseLine[]> =>
  ask(
    sql,
    SUSPENSE_LINE,
    `SELECT txn_no, booked_on, direction, abs(suspense)::int8 AS suspense, counterparty,
            business_no, purpose
     FROM statement_lines WHERE suspense <> 0 ORDER BY booked_on, id`,
  );

const CLAIMANT = { target: text, bank: text, direction: oneOf('收', '支'), open: bigint, since: date };
/** What a line in suspense may belong to: a clawback not paid back, or a payment not seen on the statement. */
export type Claimant = Readonly<RowOf<typeof CLAIMANT>>;

export const claimants = (sql: Sql): Promise<Claimant[]> =>
  ask(
    sql,
    CLAIMANT,
    `SELECT business_no AS target, bank, '收' AS direction, (asked - returned)::int8 AS open, noticed_on AS since
     FROM recoveries WHERE treatment = 'noticed' AND undone_on IS NULL AND settled_on IS NULL AND asked > returned
     UNION ALL
     SELECT business_no, bank, '支', (amount - seen)::int8, paid_on FROM claims
     WHERE status IN ('已拨付', '已核销') AND amount > seen
     ORDER BY since, target`,
  );
