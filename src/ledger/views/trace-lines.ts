import { ask, bigint, date, oneOf, orNull, type RowOf, text, texts } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { TARGETS } from '../records/allocations.js';

/** Statement lines as a loan's story tells them, with everything that their money did since. */

const TRACED_LINE = {
  id: bigint,
  receivedOn: date,
  fileName: text,
  txnNo: text,
  bookedOn: date,
  direction: text,
  purpose: text,
  amount: bigint,
  suspense: bigint,
  /** What did not reconcile, by code: code and 说明. */
  exceptions: texts,
};
export type TracedLine = Readonly<RowOf<typeof TRACED_LINE>>;

/** Lines that ever settled or paid something of these numbers, or named one of them. */
export async function linesAbout(sql: Sql, numbers: readonly string[]): Promise<TracedLine[]> {
  return ask(
    sql,
    TRACED_LINE,
    `SELECT l.id, l.received_on, l.file_name, l.txn_no,
            l.booked_on, l.direction, l.purpose, l.amount, l.suspense,
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

const TRACED_MOVE = {
  lineId: bigint,
  /** The line itself where its own booking did it. */
  rowId: bigint,
  happenedOn: date,
  target: oneOf(...TARGETS),
  /** Number of the item or line; empty of a use without one. */
  number: text,
  amount: bigint,
  maker: orNull(text),
  checker: orNull(text),
  reason: orNull(text),
};
/** One move of a line's money; who did it by hand, and why. */
export type TracedMove = Readonly<RowOf<typeof TRACED_MOVE>>;

/** Moves of these lines' money, in order. */
export async function movesOf(sql: Sql, lineIds: readonly bigint[]): Promise<TracedMove[]> {
  return ask(sql, TRACED_MOVE, `${MOVES} WHERE a.line_id = ANY($1::bigint[]) ORDER BY a.row_id, a.part`, [
    lineIds,
  ]);
}

/** Moves that rows with these ids, both included, made. */
export async function movesBy(sql: Sql, first: bigint, last: bigint): Promise<TracedMove[]> {
  return ask(sql, TRACED_MOVE, `${MOVES} WHERE a.row_id BETWEEN $1 AND $2 ORDER BY a.row_id, a.part`, [
    first,
    last,
  ]);
}

const MOVES = `
  SELECT a.line_id, a.row_id, a.happened_on, a.target,
         coalesce(r.business_no, c.business_no, o.txn_no, '') AS number, a.amount,
         coalesce(m.maker, x.maker) AS maker, coalesce(m.checker, x.checker) AS checker,
         coalesce(m.reason, x.reason) AS reason
  FROM allocations a
  LEFT JOIN recoveries r ON a.target = 'clawback' AND r.id = a.target_id
  LEFT JOIN claims c ON a.target IN ('payment', 'bounced') AND c.id = a.target_id
  LEFT JOIN statement_lines o ON a.target = 'line' AND o.id = a.target_id
  LEFT JOIN matchings m ON m.id = a.row_id
  LEFT JOIN corrections x ON x.id = a.row_id`;
