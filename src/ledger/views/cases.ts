import { ask, bigint, date, maybe, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import { pages } from './registers.js';

/** What happened to cases after they were recorded: amendments, and what the custodian did by its own files. */

const AMENDMENT = {
  businessNo: text,
  /** Of the filing, or of the claim that a 撤回申请 withdraws. */
  amendedNo: text,
  bank: text,
  iouNo: text,
  change: text,
  receivedOn: date,
  status: text,
  resolvedOn: orNull(date),
  effectiveOn: orNull(date),
  newMaturesOn: orNull(date),
  item: orNull(text),
  value: orNull(text),
};
export type AmendmentView = Readonly<RowOf<typeof AMENDMENT>>;

export function amendmentsRegister(sql: Sql): AsyncGenerator<AmendmentView[]> {
  return pages((after, limit) =>
    ask(
      sql,
      AMENDMENT,
      `SELECT a.business_no, coalesce(f.business_no, c.business_no) AS amended_no, a.bank,
            a.iou_no, a.change, a.received_on, a.status, a.resolved_on,
            a.effective_on, a.new_matures_on, a.item, a.value
     FROM amendments a LEFT JOIN filings f ON f.id = a.filing_id LEFT JOIN claims c ON c.id = a.claim_id
     WHERE a.business_no > $1 ORDER BY a.business_no ${limit}`,
      [after],
    ),
  );
}

const CORRECTION = {
  businessNo: text,
  bank: text,
  action: text,
  amount: maybe(bigint),
  documentNo: text,
  maker: text,
  checker: text,
  reason: text,
};

/** A correction or standing row that took effect; `amount` what a recall asks, or what was undone asked, in fen. */
export type CorrectionView = Readonly<RowOf<typeof CORRECTION>>;

export async function correctionsOf(sql: Sql, on: IsoDate): Promise<CorrectionView[]> {
  return ask(
    sql,
    CORRECTION,
    `SELECT * FROM (
       SELECT id, business_no, bank, action, amount, document_no, maker, checker, reason FROM corrections
       WHERE received_on = $1
       UNION ALL
       SELECT id, business_no, bank, CASE WHEN barred THEN '暂停' ELSE '恢复' END, NULL, document_no, maker, checker, reason
       FROM standings WHERE received_on = $1
     ) AS done ORDER BY id`,
    [on],
  );
}
