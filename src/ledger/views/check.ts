import { ask, bigint, integer, orNull, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { Fen } from '../../domain/money.js';
import type { Scheme } from '../../domain/scheme.js';
import { PAYOUTS, type Payout } from '../records/confirmation-books.js';
import { rowsOf } from '../records/file-rows.js';
import {
  CLAIMS,
  type Claim,
  RECOVERIES,
  type Recovery,
  ROW_SPAN,
  STATEMENT_LINES,
  type StatementLine,
  WRITEOFFS,
  type Writeoff,
} from '../records/records.js';
import { movesBy, type TracedMove } from './trace-lines.js';

/** What one file brought, for a dry run's money. Sums in fen. */

const OF_FILE = 'id BETWEEN $1 AND $2';
const span = (fileId: bigint): [bigint, bigint] => [fileId * ROW_SPAN, (fileId + 1n) * ROW_SPAN - 1n];

export interface PrincipalView {
  readonly scheme: Scheme;
  readonly status: string;
  readonly count: number;
  readonly principal: Fen;
}

export async function principalsOfFile(sql: Sql, fileId: bigint): Promise<PrincipalView[]> {
  const rows = await ask(
    sql,
    { scheme: text, status: text, count: integer, principal: text },
    `SELECT scheme, status, count(*)::integer AS count, coalesce(sum(principal_fen), 0)::text AS principal
     FROM filings WHERE ${OF_FILE} GROUP BY scheme, status ORDER BY scheme, status`,
    span(fileId),
  );
  return rows.map((row) => ({ ...row, principal: BigInt(row.principal) }));
}

export async function claimsOfFile(sql: Sql, fileId: bigint): Promise<Claim[]> {
  return CLAIMS.select(sql, 'WHERE t.id BETWEEN $1 AND $2 ORDER BY t.id', span(fileId));
}

/** Recoveries and recalls that a file brought, gave notice of (kept ones, by a confirmation) or undid. */
export async function recoveriesOfFile(
  sql: Sql,
  fileId: bigint,
  kept: readonly bigint[],
): Promise<Recovery[]> {
  return RECOVERIES.select(
    sql,
    `WHERE t.id BETWEEN $1 AND $2 OR t.undone_by BETWEEN $1 AND $2
       OR (t.claim_id = ANY($3::bigint[]) AND t.treatment = 'noticed' AND t.undone_on IS NULL) ORDER BY t.id`,
    [...span(fileId), kept],
  );
}

export async function writeoffsOfFile(sql: Sql, fileId: bigint): Promise<Writeoff[]> {
  return WRITEOFFS.select(sql, 'WHERE t.id BETWEEN $1 AND $2 ORDER BY t.id', span(fileId));
}

/** Claims and write-offs that rows of a file moved, by the numbers of their events. */
export async function movedByFile(
  sql: Sql,
  fileId: bigint,
): Promise<{ businessNo: string; from: string; to: string; amount: Fen | null }[]> {
  return ask(
    sql,
    { businessNo: text, from: text, to: text, amount: orNull(bigint) },
    `SELECT e.business_no, e.from_status AS from, e.to_status AS to, coalesce(w.amount, c.amount) AS amount
     FROM events e LEFT JOIN claims c ON c.id = e.item_id LEFT JOIN writeoffs w ON w.id = e.item_id
     WHERE e.source_id BETWEEN $1 AND $2 ORDER BY e.id`,
    span(fileId),
  );
}

export async function payoutsOfFile(sql: Sql, fileId: bigint): Promise<Payout[]> {
  return PAYOUTS.select(sql, 'WHERE t.id BETWEEN $1 AND $2 ORDER BY t.id', span(fileId));
}

/** Moves of money that the file's rows made, with the lines as they stand after them. */
export async function movesOfFile(
  sql: Sql,
  fileId: bigint,
): Promise<{ readonly moves: TracedMove[]; readonly lines: StatementLine[] }> {
  const moves = await movesBy(sql, ...span(fileId));
  const ids = [...new Set(moves.map((move) => move.lineId))];
  const lines = await STATEMENT_LINES.select(
    sql,
    'WHERE t.id BETWEEN $1 AND $2 OR t.id = ANY($3::bigint[]) ORDER BY t.id',
    [...span(fileId), ids],
  );
  return { moves, lines };
}

export async function claimsById(sql: Sql, ids: readonly bigint[]): Promise<Map<bigint, Claim>> {
  const claims = await CLAIMS.select(sql, 'WHERE t.id = ANY($1::bigint[])', [ids]);
  return new Map(claims.map((claim) => [claim.id, claim]));
}

/** The sender's cells of the 退回 rows, in pages. */
export async function* rejectedRows(sql: Sql, fileId: bigint): AsyncGenerator<(readonly string[])[]> {
  for await (const page of rowsOf(sql, fileId, '退回')) yield page.map((row) => row.cells ?? []);
}
