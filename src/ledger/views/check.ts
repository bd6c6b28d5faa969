import type { Sql } from '../../db/db.js';
import type { Fen } from '../../domain/money.js';
import type { Scheme } from '../../domain/scheme.js';
import { rowsOf } from '../records/file-rows.js';
import { CLAIMS, type Claim, ROW_SPAN } from '../records/records.js';

/** What one file brought, for a dry run's money. Sums in fen. */

const OF_FILE = 'id BETWEEN $1 AND $2';
const span = (fileId: bigint) => [fileId * ROW_SPAN, (fileId + 1n) * ROW_SPAN - 1n];

export interface PrincipalView {
  readonly scheme: Scheme;
  readonly status: string;
  readonly count: number;
  readonly principal: Fen;
}

export async function principalsOfFile(sql: Sql, fileId: bigint): Promise<PrincipalView[]> {
  const rows = await sql.query<{ scheme: Scheme; status: string; count: number; principal: string }>(
    `SELECT scheme, status, count(*)::integer AS count, coalesce(sum(principal_fen), 0)::text AS principal
     FROM filings WHERE ${OF_FILE} GROUP BY scheme, status ORDER BY scheme, status`,
    span(fileId),
  );
  return rows.map((row) => ({ ...row, principal: BigInt(row.principal) }));
}

export async function claimsOfFile(sql: Sql, fileId: bigint): Promise<Claim[]> {
  return CLAIMS.select(sql, 'WHERE t.id BETWEEN $1 AND $2 ORDER BY t.id', span(fileId));
}

/** The sender's cells of the 退回 rows, in pages. */
export async function* rejectedRows(sql: Sql, fileId: bigint): AsyncGenerator<(readonly string[])[]> {
  for await (const page of rowsOf(sql, fileId, '退回')) yield page.map((row) => row.cells ?? []);
}
