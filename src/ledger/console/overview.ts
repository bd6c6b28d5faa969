import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';

/** What came in and went out, as the pages that add up show it. */

export interface FileToday {
  readonly id: bigint;
  readonly sender: string;
  readonly name: string;
  readonly status: string;
  readonly rows: number;
  readonly rejected: number;
}

export const filesOn = (sql: Sql, on: IsoDate, sender: string | null, most: number): Promise<FileToday[]> =>
  sql.query(
    `SELECT id, sender, name, status, row_count AS rows, rejected FROM files
     WHERE received_on = $1 AND ($2::text IS NULL OR sender = $2) ORDER BY id DESC LIMIT $3::int8`,
    [on, sender, most],
  );

/** Claims in line for an opinion, in the order of arrival: what could bring a bank over its limit next. */
export const claimsInLine = (
  sql: Sql,
): Promise<{ bank: string; scheme: string; businessNo: string; amount: Fen }[]> =>
  sql.query(
    `SELECT bank, scheme, business_no AS "businessNo", amount FROM claims
     WHERE status IN ('受理', '暂停补偿', '资金不足') AND amount IS NOT NULL ORDER BY id`,
  );

/** What each account turned over in each month, in fen: debits less credits. */
export async function accountMonths(sql: Sql): Promise<{ month: string; account: string; moved: Fen }[]> {
  const rows = await sql.query<{ month: string; account: string; moved: string }>(
    `SELECT to_char(j.posted_on, 'YYYY-MM') AS month, l.account, sum(l.debit - l.credit)::text AS moved
     FROM journal j JOIN journal_lines l ON l.entry_id = j.id GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  return rows.map((row) => ({ ...row, moved: BigInt(row.moved) }));
}

export interface Flow {
  readonly month: string;
  readonly scheme: string;
  readonly bank: string;
  readonly paid: Fen;
  readonly returned: Fen;
  readonly writtenOff: Fen;
}

/** 补偿拨付, 缴回到账, 核销 by month, scheme and bank. */
export async function flows(sql: Sql): Promise<Flow[]> {
  const rows = await sql.query<Record<'paid' | 'returned' | 'writtenOff', string> & Omit<Flow, 'paid'>>(
    `SELECT month, scheme, bank, sum(paid)::text AS paid, sum(returned)::text AS returned,
            sum(written_off)::text AS "writtenOff"
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
  return rows.map((row) => ({
    month: row.month,
    scheme: row.scheme,
    bank: row.bank,
    paid: BigInt(row.paid),
    returned: BigInt(row.returned),
    writtenOff: BigInt(row.writtenOff),
  }));
}

/** A statement line of which something is in suspense (待查款). */
export interface SuspendedLine {
  readonly txnNo: string;
  readonly bookedOn: IsoDate;
  readonly direction: '收' | '支';
  /** Without a sign. */
  readonly suspense: Fen;
  readonly counterparty: string;
  readonly businessNo: string;
  readonly purpose: string;
}

export const suspendedLines = (sql: Sql): Promise<SuspendedLine[]> =>
  sql.query(
    `SELECT txn_no AS "txnNo", booked_on AS "bookedOn", direction, abs(suspense)::int8 AS suspense, counterparty,
            business_no AS "businessNo", purpose
     FROM statement_lines WHERE suspense <> 0 ORDER BY booked_on, id`,
  );

/** What a suspended line may belong to: a clawback not paid back, or a payment not seen on the statement. */
export interface Claimant {
  readonly target: string;
  readonly bank: string;
  readonly direction: '收' | '支';
  readonly open: Fen;
  readonly since: IsoDate;
}

export const claimants = (sql: Sql): Promise<Claimant[]> =>
  sql.query(
    `SELECT business_no AS target, bank, '收' AS direction, (asked - returned)::int8 AS open, noticed_on AS since
     FROM recoveries WHERE treatment = 'noticed' AND undone_on IS NULL AND settled_on IS NULL AND asked > returned
     UNION ALL
     SELECT business_no, bank, '支', (amount - seen)::int8, paid_on FROM claims
     WHERE status IN ('已拨付', '已核销') AND amount > seen
     ORDER BY since, target`,
  );
