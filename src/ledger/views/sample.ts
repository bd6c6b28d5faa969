import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Fen, Ratio } from '../../domain/money.js';
import type { Scheme } from '../../domain/scheme.js';
import { LIVE } from '../records/status-sql.js';
import { joinRatio } from './day.js';

/** A claim that a spot check (抽查) may take, with what its papers are held against. */
export interface CheckedClaim {
  readonly businessNo: string;
  readonly bank: string;
  readonly scheme: Scheme;
  readonly iouNo: string;
  readonly receivedOn: IsoDate;
  readonly classification: string;
  readonly classifiedOn: IsoDate;
  readonly base: Fen | null;
  readonly ratio: Ratio;
  readonly ratioWhy: string;
  readonly amount: Fen | null;
  readonly status: string;
  readonly paidOn: IsoDate | null;
  readonly documentNo: string | null;
  readonly asked: Fen;
  readonly returned: Fen;
  readonly filingNo: string;
  readonly filedOn: IsoDate;
  readonly enterpriseName: string;
  readonly uscc: string;
  readonly principal: Fen | null;
  readonly currency: string;
  readonly disbursedOn: IsoDate;
  readonly maturesOn: IsoDate;
  readonly loanType: string;
  readonly qualified: boolean;
  readonly firstLoan: boolean;
  /** Where the rows stand: `<date>/<sender>/<file> 第n行`, and the SHA-256 of the file in the archive. */
  readonly claimSource: string;
  readonly claimSha256: string;
  readonly filingSource: string;
  readonly filingSha256: string;
}

/** The claims received in [from, to] that are live, the latest attempt of each number, by number. */
export async function checkedClaims(sql: Sql, from: IsoDate, to: IsoDate): Promise<CheckedClaim[]> {
  const rows = await sql.query<
    Omit<CheckedClaim, 'ratio'> & { ratioNum: bigint | null; ratioDen: bigint | null }
  >(
    `SELECT c.business_no AS "businessNo", c.bank, c.scheme, c.iou_no AS "iouNo", c.received_on AS "receivedOn",
            c.classification, c.classified_on AS "classifiedOn", c.base, c.ratio_num AS "ratioNum",
            c.ratio_den AS "ratioDen", c.ratio_why AS "ratioWhy", c.amount, c.status, c.paid_on AS "paidOn",
            c.document_no AS "documentNo", c.asked, c.returned, f.business_no AS "filingNo",
            f.received_on AS "filedOn", f.enterprise_name AS "enterpriseName", f.uscc, f.principal_fen AS principal,
            f.currency, f.disbursed_on AS "disbursedOn", f.matures_on AS "maturesOn", f.loan_type AS "loanType",
            f.qualified, f.first_loan AS "firstLoan", ${source('c', 'cf')} AS "claimSource",
            cf.sha256 AS "claimSha256", ${source('f', 'ff')} AS "filingSource", ff.sha256 AS "filingSha256"
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
