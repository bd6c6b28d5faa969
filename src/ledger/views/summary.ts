import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Kind } from '../../domain/kinds.js';
import type { Fen } from '../../domain/money.js';

/** What the books come to in a page (汇总): counts and sums for whoever watches over the whole. Sums in fen. */

export interface KindCounts {
  readonly kind: Kind;
  readonly files: number;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly referred: number;
}

/** Processed files by kind, as their receipts counted them. */
export function countsByKind(sql: Sql): Promise<KindCounts[]> {
  return sql.query(
    `SELECT kind, count(*)::int AS files, sum(row_count)::int AS rows, sum(accepted)::int AS accepted,
            sum(rejected)::int AS rejected, sum(referred)::int AS referred
     FROM files WHERE status = 'processed' GROUP BY kind`,
  );
}

export interface RefusedFile {
  readonly receivedOn: IsoDate;
  readonly sender: string;
  readonly name: string;
  readonly code: string;
}

export function refusedFiles(sql: Sql): Promise<RefusedFile[]> {
  return sql.query(
    `SELECT received_on AS "receivedOn", sender, name, code FROM files WHERE status = 'refused' ORDER BY id`,
  );
}

/** How many rows of one outcome carry a code. */
export interface CodeCount {
  readonly outcome: string;
  readonly code: string;
  readonly rows: number;
}

export function countsByCode(sql: Sql): Promise<CodeCount[]> {
  return sql.query(
    'SELECT result AS outcome, code, count(*)::int AS rows FROM file_rows, unnest(codes) AS code GROUP BY result, code',
  );
}

export interface StatusSum {
  readonly status: string;
  readonly items: number;
  readonly amount: Fen;
}

type Summed<T> = Omit<T, 'amount'> & { readonly amount: string };
const withFen = <T extends { readonly amount: string }>(row: T): Omit<T, 'amount'> & { amount: Fen } => ({
  ...row,
  amount: BigInt(row.amount),
});

/** Claims by status, the latest attempt of each number. */
export async function claimsByStatus(sql: Sql): Promise<StatusSum[]> {
  const rows = await sql.query<Summed<StatusSum>>(
    `SELECT status, count(*)::int AS items, coalesce(sum(amount), 0)::text AS amount
     FROM (SELECT DISTINCT ON (business_no) status, amount FROM claims ORDER BY business_no, id DESC) AS latest
     GROUP BY status`,
  );
  return rows.map(withFen);
}

/** Write-offs in hand or done, by status. */
export async function writeoffsByStatus(sql: Sql): Promise<StatusSum[]> {
  const rows = await sql.query<Summed<StatusSum>>(
    `SELECT status, count(*)::int AS items, coalesce(sum(amount), 0)::text AS amount
     FROM writeoffs WHERE status IN ('已受理', '建议核销', '已核销') GROUP BY status`,
  );
  return rows.map(withFen);
}

export interface ClawbackSums {
  readonly notices: number;
  readonly asked: Fen;
  readonly returned: Fen;
  readonly noticedLate: number;
  readonly returnedLate: number;
}

export async function clawbackSums(sql: Sql): Promise<ClawbackSums> {
  const [row] = await sql.query<{ [K in keyof ClawbackSums]: string }>(
    `SELECT count(*)::text AS notices, coalesce(sum(asked), 0)::text AS asked,
            coalesce(sum(returned), 0)::text AS returned,
            (count(*) FILTER (WHERE notice_late > 0))::text AS "noticedLate",
            (count(*) FILTER (WHERE return_late > 0))::text AS "returnedLate"
     FROM recoveries WHERE treatment = 'noticed' AND undone_on IS NULL`,
  );
  return {
    notices: Number(row?.notices ?? 0),
    asked: BigInt(row?.asked ?? 0),
    returned: BigInt(row?.returned ?? 0),
    noticedLate: Number(row?.noticedLate ?? 0),
    returnedLate: Number(row?.returnedLate ?? 0),
  };
}

export interface OpenClawback {
  readonly businessNo: string;
  readonly bank: string;
  /** Empty past the calendar's end. */
  readonly dueOn: IsoDate | null;
  readonly asked: Fen;
  readonly returned: Fen;
}

/** Clawbacks not settled in full, the longest due first. */
export function openClawbacks(sql: Sql): Promise<OpenClawback[]> {
  return sql.query(
    `SELECT business_no AS "businessNo", bank, due_on AS "dueOn", asked, returned
     FROM recoveries WHERE treatment = 'noticed' AND undone_on IS NULL AND settled_on IS NULL
     ORDER BY due_on NULLS LAST, business_no`,
  );
}

/** A change of a claim that an opinion run or the bureau brought about and its bank was told of. */
export interface Turn {
  readonly happenedOn: IsoDate;
  readonly businessNo: string;
  readonly fromStatus: string;
  readonly toStatus: string;
}

export function turns(sql: Sql): Promise<Turn[]> {
  return sql.query(
    `SELECT happened_on AS "happenedOn", business_no AS "businessNo", from_status AS "fromStatus",
            to_status AS "toStatus"
     FROM events WHERE notice AND cause IN ('run', 'confirmation') ORDER BY id`,
  );
}

export interface ExceptionSum {
  readonly code: string;
  readonly lines: number;
  readonly amount: Fen;
}

export async function exceptionSums(sql: Sql): Promise<ExceptionSum[]> {
  const rows = await sql.query<Summed<ExceptionSum>>(
    `SELECT code, count(*)::int AS lines, sum(amount)::text AS amount FROM exceptions GROUP BY code ORDER BY code`,
  );
  return rows.map(withFen);
}

/** What a booking month left unexplained: differences of the running balance, and money in suspense (in less out). */
export interface UnexplainedMonth {
  readonly month: string;
  readonly difference: Fen;
  readonly suspense: Fen;
}

/** Months of booking with a break of the balance (S-BALANCE) or a line in suspense, even where they cancel out. */
export async function unexplainedMonths(sql: Sql): Promise<UnexplainedMonth[]> {
  const rows = await sql.query<{ month: string; difference: string; suspense: string }>(
    `SELECT to_char(l.booked_on, 'YYYY-MM') AS month, sum(l.suspense)::text AS suspense,
            coalesce(sum(broken.difference), 0)::text AS difference
     FROM statement_lines l
     LEFT JOIN (SELECT j.entry_key, sum(p.credit) - sum(p.debit) AS difference
                FROM journal j JOIN journal_lines p ON p.entry_id = j.id
                WHERE p.account = '余额差异' GROUP BY j.entry_key) AS broken ON broken.entry_key = 'balance:' || l.id
     WHERE l.suspense <> 0 OR broken.difference IS NOT NULL GROUP BY 1 ORDER BY 1`,
  );
  return rows.map(({ month, difference, suspense }) => ({
    month,
    difference: BigInt(difference),
    suspense: BigInt(suspense),
  }));
}

export interface PendingItem {
  readonly businessNo: string;
  readonly bank: string;
  readonly receivedOn: IsoDate;
  readonly codes: readonly string[];
}

/** 待核 items as they stand, the oldest first. */
export function pendingItems(sql: Sql): Promise<PendingItem[]> {
  return sql.query(
    `SELECT business_no AS "businessNo", bank, received_on AS "receivedOn", codes FROM (
       SELECT business_no, bank, received_on, codes FROM filings WHERE status = '待核'
       UNION ALL
       SELECT business_no, bank, received_on, codes FROM claims WHERE status = '待核'
       UNION ALL
       SELECT business_no, bank, received_on, codes FROM amendments WHERE status = '待核'
     ) AS pending ORDER BY received_on, business_no`,
  );
}
