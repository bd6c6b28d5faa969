import { ask, boolean, date, integer, orNull, type RowOf } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { BooksCalendar } from '../records/books.js';

/** How far the books and the work recorded for them have come. */
export async function calendarOfWork(sql: Sql): Promise<BooksCalendar> {
  const [row] = await ask(
    sql,
    { first: orNull(date), last: orNull(date), run: orNull(date) },
    `SELECT least((SELECT min(received_on) FROM files), (SELECT min(received_on) FROM work)) AS first,
            greatest((SELECT max(received_on) FROM files), (SELECT max(run_on) FROM runs),
                     (SELECT max(received_on) FROM work)) AS last,
            greatest((SELECT max(run_on) FROM runs),
                     (SELECT max(received_on) FROM work
                      WHERE task = 'date' AND received_on = (date_trunc('month', received_on) + interval '1 month - 1 day')::date
                     )) AS run`,
  );
  return { first: row?.first ?? undefined, last: row?.last ?? undefined, lastRun: row?.run ?? undefined };
}

/** Dates of a dated inbox that are recorded as a whole. */
export async function recordedDays(sql: Sql): Promise<Set<IsoDate>> {
  const rows = await ask(sql, { day: date }, `SELECT received_on AS day FROM work WHERE task = 'date'`);
  return new Set(rows.map((row) => row.day));
}

/** The last date after `today` of live work that is not done; a dated inbox takes the dates of its folders. */
export async function workBeyond(sql: Sql, today: IsoDate): Promise<IsoDate | undefined> {
  const [row] = await ask(
    sql,
    { last: orNull(date) },
    `SELECT max(received_on) AS last FROM work
     WHERE state NOT IN ('published', 'failed') AND NOT dated AND received_on > $1::date`,
    [today],
  );
  return row?.last ?? undefined;
}

const WORK_OUTCOME = { open: integer, failed: integer, refused: integer };
/** How the work has come out so far. */
export type WorkOutcome = Readonly<RowOf<typeof WORK_OUTCOME>>;

export async function workOutcome(sql: Sql): Promise<WorkOutcome> {
  const [row] = await ask(
    sql,
    WORK_OUTCOME,
    `SELECT (SELECT count(*)::int4 FROM work WHERE state NOT IN ('published', 'failed')) AS open,
            (SELECT count(*)::int4 FROM work WHERE state = 'failed') AS failed,
            (SELECT count(*)::int4 FROM work w JOIN files f ON f.id = w.file_id WHERE f.status = 'refused') AS refused`,
  );
  return row ?? { open: 0, failed: 0, refused: 0 };
}

/**
 * Whether work is done live, and every output is written of what is in the books: no file is between commit and
 * publishing, and no month's end is being done. A dated inbox gets its registers when all its days are done.
 */
export async function isLiveWorkPublished(sql: Sql): Promise<boolean> {
  const [row] = await ask(
    sql,
    { ready: boolean },
    `SELECT coalesce((SELECT NOT dated FROM work ORDER BY id DESC LIMIT 1), false)
            AND NOT EXISTS (SELECT 1 FROM work WHERE state NOT IN ('published', 'failed')
                            AND (state <> 'recorded' OR task = 'date')) AS ready`,
  );
  return row?.ready === true;
}
