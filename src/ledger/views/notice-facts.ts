import { ask, bigint, date, integer, oneOf, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';

/** What notices (通知) tell of. */

const FILE_NEWS = {
  id: bigint,
  receivedOn: date,
  sender: text,
  name: text,
  stem: text,
  kind: orNull(text),
  status: oneOf('processed', 'refused'),
  message: orNull(text),
  rows: integer,
  rejected: integer,
};
export type FileNews = Readonly<RowOf<typeof FILE_NEWS>>;

/** Files received since a day that were refused or have a 退回 row, in the order taken. */
export async function filesWithNews(sql: Sql, since: IsoDate): Promise<FileNews[]> {
  return ask(
    sql,
    FILE_NEWS,
    `SELECT id, received_on, sender, name, stem, kind, status, message, row_count AS rows, rejected
     FROM files WHERE received_on >= $1 AND (status = 'refused' OR rejected > 0) ORDER BY id`,
    [since],
  );
}

/** What banks were asked to return since a day, by bank and day; sums in fen. */
export async function clawbacksAsked(
  sql: Sql,
  since: IsoDate,
): Promise<{ bank: string; on: IsoDate; count: number; asked: Fen }[]> {
  const rows = await ask(
    sql,
    { bank: text, on: date, count: integer, asked: text },
    `SELECT bank, noticed_on AS "on", count(*)::int4 AS count, sum(asked)::text AS asked FROM recoveries
     WHERE noticed_on >= $1 AND undone_on IS NULL GROUP BY bank, noticed_on ORDER BY noticed_on, bank`,
    [since],
  );
  return rows.map((row) => ({ ...row, asked: BigInt(row.asked) }));
}
