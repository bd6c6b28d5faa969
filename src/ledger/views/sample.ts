import { ask, bigint, boolean, date, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import { LIVE } from '../records/status-sql.js';
import { joinRatio, type WithRatio } from './day.js';

const CHECKED_CLAIM = {
  businessNo: text,
  bank: text,
  scheme: text,
  iouNo: text,
  receivedOn: date,
  classification: text,
  classifiedOn: date,
  base: orNull(bigint),
  ratioNum: orNull(bigint),
  ratioDen: orNull(bigint),
  ratioWhy: text,
  amount: orNull(bigint),
  status: text,
  paidOn: orNull(date),
  documentNo: orNull(text),
  asked: bigint,
  returned: bigint,
  filingNo: text,
  filedOn: date,
  enterpriseName: text,
  uscc: text,
  principal: orNull(bigint),
  currency: text,
  disbursedOn: date,
  maturesOn: date,
  loanType: text,
  qualified: boolean,
  firstLoan: boolean,
  /** Where the rows stand: `<date>/<sender>/<file> 第n行`, and the SHA-256 of the file in the archive. */
  claimSource: text,
  claimSha256: text,
  filingSource: text,
  filingSha256: text,
};
/** A claim that a spot check (抽查) may take, with what its papers are held against. */
export type CheckedClaim = WithRatio<RowOf<typeof CHECKED_CLAIM>>;

/** The claims received in [from, to] that are live, the latest attempt of each number, by number. */
export async function checkedClaims(sql: Sql, from: IsoDate, to: IsoDate): Promise<CheckedClaim[]> {
  const rows = await ask(
    sql,
    CHECKED_CLAIM,
    `SELECT c.business_no, c.bank, c.scheme, c.iou_no, c.received_on,
            c.classification, c.classified_on, c.base, c.ratio_num,
            c.ratio_den, c.ratio_why, c.amount, c.status, c.paid_on,
            c.document_no, c.asked, c.returned, f.business_no AS filing_no,
            f.received_on AS filed_on, f.enterprise_name, f.uscc, f.principal_fen AS principal,
            f.currency, f.disbursed_on, f.matures_on, f.loan_type,
            f.qualified, f.first_loan, ${source('c', 'cf')} AS claim_source,
            cf.sha256 AS claim_sha256, ${source('f', 'ff')} AS filing_source, ff.sha256 AS filing_sha256
     FROM (SELECT DISTINCT ON (business_no) * FROM claims ORDER BY business_no, id DESC) AS c
     JOIN filings f ON f.id = c.filing_id
     JOIN files cf ON cf.id = c.id / 1000000000 JOIN files ff ON ff.id = f.id / 1000000000
     WHERE c.status ${LIVE} AND c.received_on BETWEEN $1 AND $2 ORDER BY c.business_no`,
    [from, to],
  );
  return rows.map(joinRatio);
}

const source = (item: string, file: string): string =>
  `${file}.received_on || '/' || ${file}.sender || '/' || ${file}.name || ' 第' || ${item}.row_no || '行'`;
