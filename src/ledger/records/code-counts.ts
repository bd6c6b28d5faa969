import type { Sql } from '../../db/db.js';

/** How many rows of a file have each code. */
export async function codeCounts(sql: Sql, fileId: bigint): Promise<{ code: string; rows: number }[]> {
  return sql.query(
    `SELECT code, count(*)::int4 AS rows
     FROM file_rows, unnest(codes) AS code
     WHERE file_id = $1 GROUP BY code ORDER BY code`,
    [fileId],
  );
}
