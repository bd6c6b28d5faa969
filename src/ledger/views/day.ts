import { ask, bigint, boolean, date, integer, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Ratio } from '../../domain/money.js';
import { eventsOf, PENDING_CHANGED } from './pending.js';

/** What one business date brought about, as its outputs tell it. Sums in fen. */

/** A row with its ratio; over a claim without one yet both parts are 0. */
export type WithRatio<T> = Readonly<T> & { readonly ratio: Ratio };

export function joinRatio<T extends { ratioNum: bigint | null; ratioDen: bigint | null }>(
  row: T,
): WithRatio<T> {
  return { ...row, ratio: { num: row.ratioNum ?? 0n, den: row.ratioDen ?? 0n } };
}

const OPINION = {
  businessNo: text,
  scheme: text,
  bank: text,
  iouNo: text,
  enterpriseName: text,
  uscc: text,
  classification: text,
  base: bigint,
  ratioNum: orNull(bigint),
  ratioDen: orNull(bigint),
  amount: bigint,
  opinion: text,
  filed: orNull(bigint),
  applied: orNull(bigint),
  net: orNull(bigint),
  article: text,
};
export type OpinionView = WithRatio<RowOf<typeof OPINION>>;

/** A value of a filing at the end of $1: that which the first later change replaced, else its present one. */
const valueAfter = (item: string, column: string): string => `coalesce(
  (SELECT c.change ->> 'from' FROM ${eventsOf('f')}, jsonb_array_elements(e.changes) AS c(change)
   WHERE e.happened_on > $1 AND c.change ->> 'item' = '${item}' ORDER BY e.id LIMIT 1), ${column})`;

/** 初审意见 of a run, with names and credit codes as they were then, whenever it is asked. */
export async function opinionsOf(sql: Sql, on: IsoDate): Promise<OpinionView[]> {
  const rows = await ask(
    sql,
    OPINION,
    `SELECT o.business_no, o.scheme, o.bank, o.iou_no,
            ${valueAfter('企业名称', 'f.enterprise_name')} AS enterprise_name,
            ${valueAfter('统一社会信用代码', 'f.uscc')} AS uscc, o.classification, o.base, o.ratio_num, o.ratio_den, o.amount, o.opinion,
            o.filed, o.applied, o.net, o.article
     FROM opinions o JOIN claims c ON c.id = o.claim_id JOIN filings f ON f.id = c.filing_id
     WHERE o.run_on = $1 ORDER BY o.line_no`,
    [on],
  );
  return rows.map(joinRatio);
}

const PAYMENT = {
  businessNo: text,
  bank: text,
  scheme: text,
  iouNo: text,
  base: bigint,
  ratioNum: orNull(bigint),
  ratioDen: orNull(bigint),
  amount: bigint,
  documentNo: text,
};
export type PaymentView = WithRatio<RowOf<typeof PAYMENT>>;

/** What is taken back the same day is not paid: the day's last word on a claim counts. */
const PAID = `
  SELECT * FROM (SELECT DISTINCT ON (claim_id) * FROM payouts WHERE happened_on = $1 ORDER BY claim_id, id DESC) AS last
  WHERE NOT taken_back`;

export async function paymentsOf(sql: Sql, on: IsoDate): Promise<PaymentView[]> {
  const rows = await ask(
    sql,
    PAYMENT,
    `SELECT c.business_no, c.bank, c.scheme, c.iou_no, p.base, p.ratio_num,
            p.ratio_den, p.amount, p.document_no
     FROM (${PAID}) AS p JOIN claims c ON c.id = p.claim_id ORDER BY c.bank, c.business_no`,
    [on],
  );
  return rows.map(joinRatio);
}

const CLAWBACK = {
  businessNo: text,
  bank: text,
  scheme: text,
  iouNo: text,
  /** None of a recall. */
  recoveredOn: orNull(date),
  amount: bigint,
  ratioNum: orNull(bigint),
  ratioDen: orNull(bigint),
  asked: bigint,
  dueOn: orNull(date),
  noticeLate: orNull(integer),
};
export type ClawbackView = WithRatio<RowOf<typeof CLAWBACK>>;

/** A notice that was withdrawn the same day is not given. */
const ASKED = 'noticed_on = $1 AND undone_on IS DISTINCT FROM $1';

export async function clawbacksOf(sql: Sql, on: IsoDate): Promise<ClawbackView[]> {
  const rows = await ask(
    sql,
    CLAWBACK,
    `SELECT business_no, bank, scheme, iou_no, recovered_on, amount,
            ratio_num, ratio_den, asked, due_on, notice_late
     FROM recoveries WHERE ${ASKED} ORDER BY bank, business_no`,
    [on],
  );
  return rows.map(joinRatio);
}

const NOTICE_VIEW = {
  businessNo: text,
  bank: text,
  iouNo: text,
  fromStatus: text,
  toStatus: text,
  message: text,
};
export type NoticeView = Readonly<RowOf<typeof NOTICE_VIEW>>;

export async function noticesOf(sql: Sql, on: IsoDate): Promise<NoticeView[]> {
  return ask(
    sql,
    NOTICE_VIEW,
    `SELECT business_no, bank, iou_no, from_status, to_status,
            message
     FROM events WHERE happened_on = $1 AND notice ORDER BY bank, business_no, id`,
    [on],
  );
}

const DAY_CONTENTS = {
  opinions: boolean,
  payments: boolean,
  clawbacks: boolean,
  notices: boolean,
  corrections: boolean,
  /** The day changed the list of 待核 items. */
  pending: boolean,
};
/** Which outputs a date has besides receipts. */
export type DayContents = Readonly<RowOf<typeof DAY_CONTENTS>>;

export async function contentsOf(sql: Sql, on: IsoDate): Promise<DayContents> {
  const [row] = await ask(
    sql,
    DAY_CONTENTS,
    `SELECT EXISTS (SELECT 1 FROM opinions WHERE run_on = $1) AS opinions,
            EXISTS (${PAID}) AS payments,
            EXISTS (SELECT 1 FROM recoveries WHERE ${ASKED}) AS clawbacks,
            EXISTS (SELECT 1 FROM events WHERE happened_on = $1 AND notice) AS notices,
            EXISTS (SELECT 1 FROM corrections WHERE received_on = $1)
              OR EXISTS (SELECT 1 FROM standings WHERE received_on = $1) AS corrections,
            ${PENDING_CHANGED} AS pending`,
    [on],
  );
  if (row === undefined) throw new Error('no contents');
  return row;
}
