import { ask } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { STORED_ROW, type StoredRow } from '../records/file-rows.js';

/** Rows of a file below a row number, of one outcome or with one code if asked so. */
export async function fileRows(
  sql: Sql,
  fileId: bigint,
  filter: {
    readonly result: string | undefined;
    readonly code: string | undefined;
    readonly after: number;
    readonly limit: number;
  },
): Promise<StoredRow[]> {
  return ask(
    sql,
    STORED_ROW,
    `SELECT row_no, result AS outcome, business_no, iou_no, codes, messages,
            articles, cells
     FROM file_rows WHERE file_id = $1 AND row_no > $2 AND ($3::text IS NULL OR result = $3)
       AND ($4::text IS NULL OR $4 = ANY(codes)) ORDER BY row_no LIMIT $5::int8`,
    [fileId, filter.after, filter.result ?? null, filter.code ?? null, filter.limit],
  );
}

/** Rows of a file that have something to say, the first so many. */
export async function speakingRows(sql: Sql, fileId: bigint, most: number): Promise<StoredRow[]> {
  return ask(
    sql,
    STORED_ROW,
    `SELECT row_no, result AS outcome, business_no, iou_no, codes, messages,
            articles, cells
     FROM file_rows WHERE file_id = $1 AND codes <> '{}' ORDER BY row_no LIMIT $2::int8`,
    [fileId, most],
  );
}
