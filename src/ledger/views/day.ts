import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Fen, Ratio } from '../../domain/money.js';
import type { Scheme } from '../../domain/scheme.js';

/** What one business date brought about, as its outputs tell it. Sums in fen. */

export interface OpinionView {
  readonly businessNo: string;
  readonly scheme: Scheme;
  readonly bank: string;
  readonly iouNo: string;
  readonly enterpriseName: string;
  readonly uscc: string;
  readonly classification: string;
  readonly base: Fen;
  readonly ratio: Ratio;
  readonly amount: Fen;
  readonly opinion: string;
  readonly filed: Fen | null;
  readonly applied: Fen | null;
  readonly net: Fen | null;
  readonly article: string;
}

type WithRatio<T> = Omit<T, 'ratio'> & { ratioNum: bigint | null; ratioDen: bigint | null };

/** Over a claim without a ratio yet the ratio is undefined. */
export function joinRatio<T extends { ratioNum: bigint | null; ratioDen: bigint | null }>(
  row: T,
): T & { ratio: Ratio } {
  return { ...row, ratio: { num: row.ratioNum ?? 0n, den: row.ratioDen ?? 0n } };
}

/** A value of a filing at the end of $1: that which the first later change replaced, else its present one. */
const valueAfter = (item: string, column: string): string => `coalesce(
  (SELECT c.change ->> 'from' FROM events e, jsonb_array_elements(e.changes) AS c(change)
   WHERE e.item_id = f.id AND e.happened_on > $1 AND c.change ->> 'item' = '${item}' ORDER BY e.id LIMIT 1), ${column})`;

/** 初审意见 of a run, with names and credit codes as they were then, whenever it is asked. */
export async function opinionsOf(sql: Sql, on: IsoDate): Promise<OpinionView[]> {
  const rows = await sql.query<WithRatio<OpinionView>>(
    `SELECT o.business_no AS "businessNo", o.scheme, o.bank, o.iou_no AS "iouNo",
            ${valueAfter('企业名称', 'f.enterprise_name')} AS "enterpriseName",
            ${valueAfter('统一社会信用代码', 'f.uscc')} AS uscc, o.classification, o.base, o.ratio_num AS "ratioNum", o.ratio_den AS "ratioDen", o.amount, o.opinion,
            o.filed, o.applied, o.net, o.article
     FROM opinions o JOIN claims c ON c.id = o.claim_id JOIN filings f ON f.id = c.filing_id
     WHERE o.run_on = $1 ORDER BY o.line_no`,
    [on],
  );
  return rows.map(joinRatio);
}

export interface PaymentView {
  readonly businessNo: string;
  readonly bank: string;
  readonly scheme: Scheme;
  readonly iouNo: string;
  readonly base: Fen;
  readonly ratio: Ratio;
  readonly amount: Fen;
  readonly documentNo: string;
}

/** What is taken back the same day is not paid: the day's last word on a claim counts. */
const PAID = `
  SELECT * FROM (SELECT DISTINCT ON (claim_id) * FROM payouts WHERE happened_on = $1 ORDER BY claim_id, id DESC) AS last
  WHERE NOT taken_back`;

export async function paymentsOf(sql: Sql, on: IsoDate): Promise<PaymentView[]> {
  const rows = await sql.query<WithRatio<PaymentView>>(
    `SELECT c.business_no AS "businessNo", c.bank, c.scheme, c.iou_no AS "iouNo", p.base, p.ratio_num AS "ratioNum",
            p.ratio_den AS "ratioDen", p.amount, p.document_no AS "documentNo"
     FROM (${PAID}) AS p JOIN claims c ON c.id = p.claim_id ORDER BY c.bank, c.business_no`,
    [on],
  );
  return rows.map(joinRatio);
}

export interface ClawbackView {
  readonly businessNo: string;
  readonly bank: string;
  readonly scheme: Scheme;
  readonly iouNo: string;
  /** None of a recall. */
  readonly recoveredOn: IsoDate | null;
  readonly amount: Fen;
  readonly ratio: Ratio;
  readonly asked: Fen;
  readonly dueOn: IsoDate | null;
  readonly noticeLate: number | null;
}

/** A notice that was withdrawn the same day is not given. */
const ASKED = 'noticed_on = $1 AND undone_on IS DISTINCT FROM $1';

export async function clawbacksOf(sql: Sql, on: IsoDate): Promise<ClawbackView[]> {
  const rows = await sql.query<WithRatio<ClawbackView>>(
    `SELECT business_no AS "businessNo", bank, scheme, iou_no AS "iouNo", recovered_on AS "recoveredOn", amount,
            ratio_num AS "ratioNum", ratio_den AS "ratioDen", asked, due_on AS "dueOn", notice_late AS "noticeLate"
     FROM recoveries WHERE ${ASKED} ORDER BY bank, business_no`,
    [on],
  );
  return rows.map(joinRatio);
}

export interface NoticeView {
  readonly businessNo: string;
  readonly bank: string;
  readonly iouNo: string;
  readonly fromStatus: string;
  readonly toStatus: string;
  readonly message: string;
}

export async function noticesOf(sql: Sql, on: IsoDate): Promise<NoticeView[]> {
  return sql.query(
    `SELECT business_no AS "businessNo", bank, iou_no AS "iouNo", from_status AS "fromStatus", to_status AS "toStatus",
            message
     FROM events WHERE happened_on = $1 AND notice ORDER BY bank, business_no, id`,
    [on],
  );
}

export interface PendingView {
  readonly businessNo: string;
  readonly bank: string;
  readonly iouNo: string;
  readonly receivedOn: IsoDate;
  readonly codes: readonly string[];
  readonly messages: readonly string[];
}

/** An item's state at the end of $1: that from which the first later event took it, else its present one. */
const stateAfter = (item: string, since: '>' | '>='): string => `coalesce(
  (SELECT e.from_status FROM events e WHERE e.item_id = ${item}.id AND e.happened_on ${since} $1 ORDER BY e.id LIMIT 1),
  ${item}.status)`;

const TABLES = ['filings', 'claims', 'amendments'];

/** The 待核 items at the end of a day, by number; one that was taken up again is shown with the reason. */
export async function pendingAt(sql: Sql, on: IsoDate): Promise<PendingView[]> {
  const items = TABLES.map(
    (
      table,
    ) => `SELECT i.id, i.business_no, i.bank, i.iou_no, i.received_on, i.codes, i.messages FROM ${table} i
      WHERE i.received_on <= $1
        AND (i.status = '待核' OR i.id IN (SELECT item_id FROM events WHERE happened_on > $1 AND from_status = '待核'))
        AND ${stateAfter('i', '>')} = '待核'`,
  );
  return sql.query(
    `SELECT business_no AS "businessNo", bank, iou_no AS "iouNo", received_on AS "receivedOn", codes,
            messages || ARRAY(
                      SELECT message FROM events e WHERE e.item_id = r.id AND e.cause = 'correction'
                         AND e.to_status = '待核' AND e.happened_on <= $1 ORDER BY e.id DESC LIMIT 1) AS messages
     FROM (${items.join(' UNION ALL ')}) AS r ORDER BY business_no`,
    [on],
  );
}

/** Which outputs a date has besides receipts. */
export interface DayContents {
  readonly opinions: boolean;
  readonly payments: boolean;
  readonly clawbacks: boolean;
  readonly notices: boolean;
  readonly corrections: boolean;
  /** The day changed the list of 待核 items. */
  readonly pending: boolean;
}

export async function contentsOf(sql: Sql, on: IsoDate): Promise<DayContents> {
  const changed = TABLES.map(
    (table) => `EXISTS (SELECT 1 FROM ${table} i
      WHERE (i.received_on = $1 OR i.id IN (SELECT item_id FROM events WHERE happened_on = $1)) AND i.received_on <= $1
        AND (${stateAfter('i', '>')} = '待核') <> (i.received_on < $1 AND ${stateAfter('i', '>=')} = '待核'))`,
  );
  const [row] = await sql.query<DayContents>(
    `SELECT EXISTS (SELECT 1 FROM opinions WHERE run_on = $1) AS opinions,
            EXISTS (${PAID}) AS payments,
            EXISTS (SELECT 1 FROM recoveries WHERE ${ASKED}) AS clawbacks,
            EXISTS (SELECT 1 FROM events WHERE happened_on = $1 AND notice) AS notices,
            EXISTS (SELECT 1 FROM corrections WHERE received_on = $1)
              OR EXISTS (SELECT 1 FROM standings WHERE received_on = $1) AS corrections,
            ${changed.join(' OR ')} AS pending`,
    [on],
  );
  if (row === undefined) throw new Error('no contents');
  return row;
}
