import { ask, bigint, date, integer, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { joinRatio, type WithRatio } from './day.js';

/** The registers (台账), the latest attempt of each number, in pages by number. Sums in fen. */

const PAGE = 5_000;

/** Pages of rows by number. @param next asks for what comes after a number, with the clause that limits a page */
export async function* pages<T extends { readonly businessNo: string }>(
  next: (after: string, limit: string) => Promise<T[]>,
): AsyncGenerator<T[]> {
  for (let after = ''; ; ) {
    const page = await next(after, `LIMIT ${PAGE}`);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.businessNo;
  }
}

const FILING = {
  businessNo: text,
  scheme: text,
  bank: text,
  iouNo: text,
  uscc: text,
  principalFen: orNull(bigint),
  disbursedOn: date,
  maturesOn: date,
  receivedOn: date,
  status: text,
  settledOn: orNull(date),
};
export type FilingView = Readonly<RowOf<typeof FILING>>;

export function filingsRegister(sql: Sql): AsyncGenerator<FilingView[]> {
  return pages((after, limit) =>
    ask(
      sql,
      FILING,
      `SELECT DISTINCT ON (business_no) business_no, scheme, bank, iou_no, uscc,
            principal_fen, disbursed_on, matures_on,
            received_on, status, settled_on
     FROM filings WHERE business_no > $1 ORDER BY business_no, id DESC ${limit}`,
      [after],
    ),
  );
}

const CLAIM = {
  businessNo: text,
  scheme: text,
  bank: text,
  iouNo: text,
  receivedOn: date,
  base: orNull(bigint),
  ratioNum: orNull(bigint),
  ratioDen: orNull(bigint),
  amount: orNull(bigint),
  status: text,
  paidOn: orNull(date),
  creditedOn: orNull(date),
  asked: bigint,
  returned: bigint,
  classification: text,
  appliedScheme: text,
  documentNo: orNull(text),
};
export type ClaimView = WithRatio<RowOf<typeof CLAIM>>;

export async function* claimsRegister(sql: Sql): AsyncGenerator<ClaimView[]> {
  const rows = pages((after, limit) =>
    ask(
      sql,
      CLAIM,
      `SELECT DISTINCT ON (business_no) business_no, scheme, bank, iou_no,
            received_on, base, ratio_num, ratio_den, amount, status,
            paid_on, credited_on, asked, returned, classification,
            applied_scheme, document_no
     FROM claims WHERE business_no > $1 ORDER BY business_no, id DESC ${limit}`,
      [after],
    ),
  );
  for await (const page of rows) yield page.map(joinRatio);
}

const CLAWBACK = {
  businessNo: text,
  bank: text,
  iouNo: text,
  /** None of a recall. */
  recoveredOn: orNull(date),
  noticedOn: date,
  amount: bigint,
  asked: bigint,
  dueOn: orNull(date),
  returned: bigint,
  settledOn: orNull(date),
  noticeLate: orNull(integer),
  returnLate: orNull(integer),
};
export type ClawbackRegisterView = Readonly<RowOf<typeof CLAWBACK>>;

export function clawbacksRegister(sql: Sql): AsyncGenerator<ClawbackRegisterView[]> {
  return pages((after, limit) =>
    ask(
      sql,
      CLAWBACK,
      `SELECT business_no, bank, iou_no, recovered_on,
            noticed_on, amount, asked, due_on, returned, settled_on,
            notice_late, return_late
     FROM recoveries WHERE treatment = 'noticed' AND undone_on IS NULL AND business_no > $1 ORDER BY business_no ${limit}`,
      [after],
    ),
  );
}

const WRITEOFF = {
  businessNo: text,
  claimNo: text,
  bank: text,
  iouNo: text,
  reason: text,
  rulingNo: text,
  ruledOn: date,
  receivedOn: date,
  amount: orNull(bigint),
  status: text,
  documentNo: orNull(text),
  confirmedOn: orNull(date),
};
export type WriteoffView = Readonly<RowOf<typeof WRITEOFF>>;

/** Write-offs in hand or done; one that lapsed or was refused freed its number. */
export function writeoffsRegister(sql: Sql): AsyncGenerator<WriteoffView[]> {
  return pages((after, limit) =>
    ask(
      sql,
      WRITEOFF,
      `SELECT w.business_no, c.business_no AS claim_no, w.bank, w.iou_no, w.reason,
            w.ruling_no, w.ruled_on, w.received_on, w.amount, w.status,
            w.document_no, w.confirmed_on
     FROM writeoffs w JOIN claims c ON c.id = w.claim_id
     WHERE w.status IN ('已受理', '建议核销', '已核销') AND w.business_no > $1 ORDER BY w.business_no ${limit}`,
      [after],
    ),
  );
}
