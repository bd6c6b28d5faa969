import {
  ask,
  bigint,
  boolean,
  date,
  integer,
  oneOf,
  orNull,
  type RowOf,
  text,
  texts,
  whole,
} from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import { isoMoment } from './users.js';

const RUN_SIGNATURES = {
  runOn: date,
  schemes: texts,
  lines: integer,
  /** 建议补偿 and 建议核销, of the given bank or of all. */
  recommended: whole,
  maker: orNull(text),
  makerName: orNull(text),
  makerAt: orNull(text),
  checker: orNull(text),
  checkerName: orNull(text),
  checkerAt: orNull(text),
};
/** 初审意见的签发: an opinion run as the custodian signs it off. */
export type RunSignatures = Readonly<RowOf<typeof RUN_SIGNATURES>>;

/** Runs that gave an opinion, newest first, of one date or of all. @param bank only that bank's lines are counted */
export async function opinionRuns(
  sql: Sql,
  on: IsoDate | undefined,
  bank: string | undefined,
): Promise<RunSignatures[]> {
  return ask(
    sql,
    RUN_SIGNATURES,
    `SELECT r.run_on, r.schemes, o.lines, o.recommended, m.login AS maker, m.name AS maker_name,
            ${isoMoment('m.at')} AS maker_at, c.login AS checker, c.name AS checker_name, ${isoMoment('c.at')} AS checker_at
     FROM runs r
     JOIN (SELECT run_on, count(*)::int4 AS lines,
                  coalesce(sum(amount) FILTER (WHERE opinion IN ('建议补偿', '建议核销')), 0) AS recommended
           FROM opinions WHERE $2::text IS NULL OR bank = $2 GROUP BY run_on) AS o ON o.run_on = r.run_on
     LEFT JOIN console.signatures m ON m.run_on = r.run_on AND m.step = 'maker'
     LEFT JOIN console.signatures c ON c.run_on = r.run_on AND c.step = 'checker'
     WHERE $1::date IS NULL OR r.run_on = $1 ORDER BY r.run_on DESC`,
    [on ?? null, bank ?? null],
  );
}

/** False where it was signed at this step before. */
export async function signRun(
  tx: Sql,
  on: IsoDate,
  step: 'maker' | 'checker',
  by: { login: string; name: string },
): Promise<boolean> {
  const signed = await tx.query(
    `INSERT INTO console.signatures (run_on, step, login, name) VALUES ($1, $2, $3, $4)
     ON CONFLICT (run_on, step) DO NOTHING RETURNING run_on`,
    [on, step, by.login, by.name],
  );
  return signed.length > 0;
}

const CONFIRMABLE_RECORD = {
  businessNo: text,
  scheme: text,
  bank: text,
  iouNo: text,
  enterpriseName: text,
  amount: bigint,
  opinion: oneOf('建议补偿', '建议核销'),
  runOn: date,
  signed: boolean,
  filed: orNull(bigint),
  applied: orNull(bigint),
  net: orNull(bigint),
  draft: orNull(bigint),
};
/** An item recommended and not yet decided by the bureau, with the opinion line that recommends it. */
export type ConfirmableRecord = Readonly<RowOf<typeof CONFIRMABLE_RECORD>>;

/** What waits for the bureau, in the order of the runs. @param onlySigned what the custodian has signed off */
export async function confirmable(sql: Sql, onlySigned: boolean): Promise<ConfirmableRecord[]> {
  return ask(
    sql,
    CONFIRMABLE_RECORD,
    `SELECT o.business_no, o.scheme, o.bank, o.iou_no, f.enterprise_name,
            w.amount, w.opinion, o.run_on, s.run_on IS NOT NULL AS signed, o.filed, o.applied, o.net,
            i.proposal AS draft
     FROM (SELECT business_no, amount, '建议补偿' AS opinion FROM claims WHERE status = '建议补偿'
           UNION ALL SELECT business_no, amount, '建议核销' FROM writeoffs WHERE status = '建议核销') AS w
     JOIN LATERAL (SELECT * FROM opinions o WHERE o.business_no = w.business_no AND o.opinion = w.opinion
                   ORDER BY o.run_on DESC LIMIT 1) AS o ON true
     JOIN claims c ON c.id = o.claim_id JOIN filings f ON f.id = c.filing_id
     LEFT JOIN console.signatures s ON s.run_on = o.run_on AND s.step = 'checker'
     LEFT JOIN console.proposal_items i ON i.item = 'confirmation:' || o.business_no AND i.open
     WHERE NOT $1::boolean OR s.run_on IS NOT NULL
     ORDER BY o.run_on, o.line_no`,
    [onlySigned],
  );
}
