import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';
import type { Target } from '../records/allocations.js';

/** Statement lines as a loan's story tells them, with everything that their money did since. */

export interface TracedLine {
  readonly id: bigint;
  readonly receivedOn: IsoDate;
  readonly fileName: string;
  readonly txnNo: string;
  readonly bookedOn: IsoDate;
  readonly direction: string;
  readonly purpose: string;
  readonly amount: Fen;
  readonly suspense: Fen;
  /** What did not reconcile, by code: code and 说明. */
  readonly exceptions: readonly string[];
}

/** Lines that ever settled or paid something of these numbers, or named one of them. */
export async function linesAbout(sql: Sql, numbers: readonly string[]): Promise<TracedLine[]> {
  return sql.query(
    `SELECT l.id, l.received_on AS "receivedOn", l.file_name AS "fileName", l.txn_no AS "txnNo",
            l.booked_on AS "bookedOn", l.direction, l.purpose, l.amount, l.suspense,
            ARRAY(SELECT e.code || ' ' || e.message FROM exceptions e WHERE e.line_id = l.id ORDER BY e.code) AS exceptions
     FROM statement_lines l
     WHERE l.business_no = ANY($1::text[]) OR l.id IN (
       SELECT a.line_id FROM allocations a JOIN recoveries r ON a.target = 'clawback' AND r.id = a.target_id
       WHERE r.business_no = ANY($1::text[])
       UNION
       SELECT a.line_id FROM allocations a JOIN claims c ON a.target IN ('payment', 'bounced') AND c.id = a.target_id
       WHERE c.business_no = ANY($1::text[]))
     ORDER BY l.id`,
    [numbers],
  );
}

/** One move of a line's money; who did it by hand, and why. */
export interface TracedMove {
  readonly lineId: bigint;
  /** The line itself where its own booking did it. */
  readonly rowId: bigint;
  readonly happenedOn: IsoDate;
  readonly target: Target;
  /** Number of the item or line; empty of a use without one. */
  readonly number: string;
  readonly amount: Fen;
  readonly maker: string | null;
  readonly checker: string | null;
  readonly reason: string | null;
}

/** Moves of these lines' money, in order. */
export async function movesOf(sql: Sql, lineIds: readonly bigint[]): Promise<TracedMove[]> {
  return sql.query(`${MOVES} WHERE a.line_id = ANY($1::bigint[]) ORDER BY a.row_id, a.part`, [lineIds]);
}

/** Moves that rows with these ids, both included, made. */
export async function movesBy(sql: Sql, first: bigint, last: bigint): Promise<TracedMove[]> {
  return sql.query(`${MOVES} WHERE a.row_id BETWEEN $1 AND $2 ORDER BY a.row_id, a.part`, [first, last]);
}

const MOVES = `
  SELECT a.line_id AS "lineId", a.row_id AS "rowId", a.happened_on AS "happenedOn", a.target,
         coalesce(r.business_no, c.business_no, o.txn_no, '') AS number, a.amount,
         coalesce(m.maker, x.maker) AS maker, coalesce(m.checker, x.checker) AS checker,
         coalesce(m.reason, x.reason) AS reason
  FROM allocations a
  LEFT JOIN recoveries r ON a.target = 'clawback' AND r.id = a.target_id
  LEFT JOIN claims c ON a.target IN ('payment', 'bounced') AND c.id = a.target_id
  LEFT JOIN statement_lines o ON a.target = 'line' AND o.id = a.target_id
  LEFT JOIN matchings m ON m.id = a.row_id
  LEFT JOIN corrections x ON x.id = a.row_id`;
