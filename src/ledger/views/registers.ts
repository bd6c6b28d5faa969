import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Fen, Ratio } from '../../domain/money.js';
import type { Scheme } from '../../domain/scheme.js';
import { joinRatio } from './day.js';

/** The registers (台账), the latest attempt of each number, in pages by number. Sums in fen. */

const PAGE = 5_000;

/** Pages of rows by number; the query takes the last number of the page before. */
export async function* pages<T extends { businessNo: string }>(sql: Sql, text: string): AsyncGenerator<T[]> {
  for (let after = ''; ; ) {
    const page = await sql.query<T>(`${text} LIMIT ${PAGE}`, [after]);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.businessNo;
  }
}

export interface FilingView {
  readonly businessNo: string;
  readonly scheme: Scheme;
  readonly bank: string;
  readonly iouNo: string;
  readonly uscc: string;
  readonly principalFen: Fen | null;
  readonly disbursedOn: IsoDate;
  readonly maturesOn: IsoDate;
  readonly receivedOn: IsoDate;
  readonly status: string;
  readonly settledOn: IsoDate | null;
}

export function filingsRegister(sql: Sql): AsyncGenerator<FilingView[]> {
  return pages(
    sql,
    `SELECT DISTINCT ON (business_no) business_no AS "businessNo", scheme, bank, iou_no AS "iouNo", uscc,
            principal_fen AS "principalFen", disbursed_on AS "disbursedOn", matures_on AS "maturesOn",
            received_on AS "receivedOn", status, settled_on AS "settledOn"
     FROM filings WHERE business_no > $1 ORDER BY business_no, id DESC`,
  );
}

export interface ClaimView {
  readonly businessNo: string;
  readonly scheme: Scheme;
  readonly bank: string;
  readonly iouNo: string;
  readonly receivedOn: IsoDate;
  readonly base: Fen | null;
  readonly ratio: Ratio;
  readonly amount: Fen | null;
  readonly status: string;
  readonly paidOn: IsoDate | null;
  readonly creditedOn: IsoDate | null;
  readonly asked: Fen;
  readonly returned: Fen;
  readonly classification: string;
  readonly appliedScheme: Scheme;
  readonly documentNo: string | null;
}

export async function* claimsRegister(sql: Sql): AsyncGenerator<ClaimView[]> {
  const rows = pages<Omit<ClaimView, 'ratio'> & { ratioNum: bigint | null; ratioDen: bigint | null }>(
    sql,
    `SELECT DISTINCT ON (business_no) business_no AS "businessNo", scheme, bank, iou_no AS "iouNo",
            received_on AS "receivedOn", base, ratio_num AS "ratioNum", ratio_den AS "ratioDen", amount, status,
            paid_on AS "paidOn", credited_on AS "creditedOn", asked, returned, classification,
            applied_scheme AS "appliedScheme", document_no AS "documentNo"
     FROM claims WHERE business_no > $1 ORDER BY business_no, id DESC`,
  );
  for await (const page of rows) yield page.map(joinRatio);
}

export interface ClawbackRegisterView {
  readonly businessNo: string;
  readonly bank: string;
  readonly iouNo: string;
  /** None of a recall. */
  readonly recoveredOn: IsoDate | null;
  readonly noticedOn: IsoDate;
  readonly amount: Fen;
  readonly asked: Fen;
  readonly dueOn: IsoDate | null;
  readonly returned: Fen;
  readonly settledOn: IsoDate | null;
  readonly noticeLate: number | null;
  readonly returnLate: number | null;
}

export function clawbacksRegister(sql: Sql): AsyncGenerator<ClawbackRegisterView[]> {
  return pages(
    sql,
    `SELECT business_no AS "businessNo", bank, iou_no AS "iouNo", recovered_on AS "recoveredOn",
            noticed_on AS "noticedOn", amount, asked, due_on AS "dueOn", returned, settled_on AS "settledOn",
            notice_late AS "noticeLate", return_late AS "returnLate"
     FROM recoveries WHERE treatment = 'noticed' AND undone_on IS NULL AND business_no > $1 ORDER BY business_no`,
  );
}

export interface WriteoffView {
  readonly businessNo: string;
  readonly claimNo: string;
  readonly bank: string;
  readonly iouNo: string;
  readonly reason: string;
  readonly rulingNo: string;
  readonly ruledOn: IsoDate;
  readonly receivedOn: IsoDate;
  readonly amount: Fen | null;
  readonly status: string;
  readonly documentNo: string | null;
  readonly confirmedOn: IsoDate | null;
}

/** Write-offs in hand or done; one that lapsed or was refused freed its number. */
export function writeoffsRegister(sql: Sql): AsyncGenerator<WriteoffView[]> {
  return pages(
    sql,
    `SELECT w.business_no AS "businessNo", c.business_no AS "claimNo", w.bank, w.iou_no AS "iouNo", w.reason,
            w.ruling_no AS "rulingNo", w.ruled_on AS "ruledOn", w.received_on AS "receivedOn", w.amount, w.status,
            w.document_no AS "documentNo", w.confirmed_on AS "confirmedOn"
     FROM writeoffs w JOIN claims c ON c.id = w.claim_id
     WHERE w.status IN ('已受理', '建议核销', '已核销') AND w.business_no > $1 ORDER BY w.business_no`,
  );
}

export interface ExceptionView {
  readonly bookedOn: IsoDate;
  readonly source: string;
  readonly txnNo: string;
  readonly businessNo: string;
  readonly counterparty: string;
  readonly direction: string;
  readonly amount: Fen;
  readonly code: string;
  readonly message: string;
  /** What of the line is in 待查款 now, without a sign; of a code that is about money there. */
  readonly left: Fen | null;
}

export async function exceptionsRegister(sql: Sql): Promise<ExceptionView[]> {
  return sql.query(
    `SELECT l.booked_on AS "bookedOn", l.received_on || '/' || l.file_name AS source, l.txn_no AS "txnNo",
            l.business_no AS "businessNo", l.counterparty, l.direction, e.amount, e.code, e.message,
            CASE WHEN e.code IN ('S-UNMATCHED', 'S-PAYMENT') THEN abs(l.suspense) END AS left
     FROM exceptions e JOIN statement_lines l ON l.id = e.line_id ORDER BY l.booked_on, l.txn_no, e.code`,
  );
}

export interface MatchingView {
  readonly serial: number;
  readonly receivedOn: IsoDate;
  readonly action: string;
  readonly txnNo: string;
  readonly target: string;
  readonly amount: Fen;
  readonly maker: string;
  readonly checker: string;
}

/** 勾对台账: every accepted row, in the order taken. */
export async function matchingsRegister(sql: Sql): Promise<MatchingView[]> {
  return sql.query(
    `SELECT (row_number() OVER (ORDER BY id))::integer AS serial, received_on AS "receivedOn",
            CASE WHEN undo THEN '撤销' ELSE '勾对' END AS action, txn_no AS "txnNo", target, amount, maker, checker
     FROM matchings ORDER BY id`,
  );
}

export interface JournalView {
  readonly id: bigint;
  readonly postedOn: IsoDate;
  readonly businessNo: string;
  readonly bank: string;
  readonly account: string;
  readonly debit: Fen;
  readonly credit: Fen;
}

export async function* journalRegister(sql: Sql): AsyncGenerator<JournalView[]> {
  for (let after = 0n; ; ) {
    const page = await sql.query<JournalView>(
      `SELECT j.id, j.posted_on AS "postedOn", j.business_no AS "businessNo", j.bank, l.account, l.debit, l.credit
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
