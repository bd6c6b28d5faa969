import { z } from 'zod';
import { ask, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';

/** Facts in the table `books` that the long-running services share, and what they ask of the database itself. */

/** Books of an earlier version of the program say nothing of `troubles` and `stopped`. */
const WATCH_SEEN = z
  .object({
    at: z.string(),
    /** Files in the inbox that are not finished, or came to a day that is closed. */
    waiting: z.int(),
    oldestWaiting: z.string().nullable(),
    /** Folders and files that could not be read or taken, those longest in trouble first. */
    troubles: z
      .array(
        z.object({
          sender: z.string(),
          name: z.string(),
          code: z.string(),
          tries: z.int(),
          since: z.string(),
        }),
      )
      .readonly()
      .default([]),
    /** Why nothing is taken and no run is done at the moment, for the operator; null where all is well. */
    stopped: z.string().nullable().default(null),
  })
  .readonly();
/** What the watcher saw at its last look; times are of the watcher's clock. */
export type WatchSeen = z.infer<typeof WATCH_SEEN>;

async function put(sql: Sql, key: string, value: string): Promise<void> {
  await sql.query(
    'INSERT INTO books (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, value],
  );
}

async function get(sql: Sql, key: string): Promise<string | undefined> {
  const [row] = await ask(sql, { value: text }, 'SELECT value FROM books WHERE key = $1', [key]);
  return row?.value;
}

export const keepSeen = (sql: Sql, seen: WatchSeen): Promise<void> =>
  put(sql, 'watch_seen', JSON.stringify(seen));

export async function lastSeen(sql: Sql): Promise<WatchSeen | undefined> {
  const text = await get(sql, 'watch_seen');
  return text === undefined ? undefined : WATCH_SEEN.parse(JSON.parse(text));
}

const CLOCK_STOP = z.object({ from: z.string(), to: z.string(), at: z.string() }).readonly();
/** The clock jumped: dates (Shanghai) before and after, and when (of the clock then). Stands until a person says go. */
export type ClockStop = z.infer<typeof CLOCK_STOP>;

/** Keeps the stop; one that stands already stays as it is. */
export async function keepClockStop(sql: Sql, stop: ClockStop): Promise<void> {
  await sql.query(`INSERT INTO books (key, value) VALUES ('clock_stop', $1) ON CONFLICT (key) DO NOTHING`, [
    JSON.stringify(stop),
  ]);
}

export async function clockStop(sql: Sql): Promise<ClockStop | undefined> {
  const text = await get(sql, 'clock_stop');
  return text === undefined ? undefined : CLOCK_STOP.parse(JSON.parse(text));
}

/** Takes the stop away. */
export async function endClockStop(sql: Sql): Promise<void> {
  await sql.query(`DELETE FROM books WHERE key = 'clock_stop'`);
}

/** Hash of the configuration that work is judged by: the watcher's. A worker with another one must not work. */
export const keepWorkConfiguration = (sql: Sql, hash: string): Promise<void> => put(sql, 'work_config', hash);

export const workConfiguration = (sql: Sql): Promise<string | undefined> => get(sql, 'work_config');

/**
 * The name of these books' queue: the first to ask gives it. Several databases may share one Redis, each with a queue
 * of its own.
 * @param proposed used where there is no name yet
 */
export async function queueName(sql: Sql, proposed: string): Promise<string> {
  const [row] = await ask(
    sql,
    { value: text },
    `INSERT INTO books (key, value) VALUES ('queue', $1)
     ON CONFLICT (key) DO UPDATE SET value = books.value RETURNING value`,
    [proposed],
  );
  return row?.value ?? proposed;
}

/** The database's clock (milliseconds since 1970) and the time zone of its sessions. */
export async function databaseClock(sql: Sql): Promise<{ now: number; zone: string }> {
  const [row] = await ask(
    sql,
    { zone: text, now: text },
    `SELECT current_setting('timezone') AS zone, extract(epoch FROM clock_timestamp())::text AS now`,
  );
  return { now: Number(row?.now ?? 0) * 1000, zone: row?.zone ?? '' };
}
