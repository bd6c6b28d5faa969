import type { Sql } from '../../db/db.js';

/** What the watcher last saw, for whoever asks after it; its own clock. */
export interface WatchSeen {
  readonly at: string;
  /** Files in the inbox that are not finished, or have come too late for their day. */
  readonly waiting: number;
  readonly oldestWaiting: string | null;
}

async function put(sql: Sql, key: string, value: string): Promise<void> {
  await sql.query(
    'INSERT INTO books (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, value],
  );
}

async function get(sql: Sql, key: string): Promise<string | undefined> {
  const [row] = await sql.query<{ value: string }>('SELECT value FROM books WHERE key = $1', [key]);
  return row?.value;
}

export const keepSeen = (sql: Sql, seen: WatchSeen): Promise<void> =>
  put(sql, 'watch_seen', JSON.stringify(seen));

export async function lastSeen(sql: Sql): Promise<WatchSeen | undefined> {
  const text = await get(sql, 'watch_seen');
  return text === undefined ? undefined : (JSON.parse(text) as WatchSeen);
}

/** The configuration that work is judged by: the watcher's. A worker with another one must not work. */
export const keepWorkConfiguration = (sql: Sql, hash: string): Promise<void> => put(sql, 'work_config', hash);

export const workConfiguration = (sql: Sql): Promise<string | undefined> => get(sql, 'work_config');
