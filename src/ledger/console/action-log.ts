import { createHash } from 'node:crypto';
import { ask, bigint, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';

/** 操作日志: who did what to what. Append-only; each entry's hash covers the one before. */
export interface Action {
  readonly login: string;
  readonly action: string;
  /** A number, a login, a file's id: what it was done to. */
  readonly subject: string;
  readonly detail: string;
}

const LOGGED_ACTION = {
  id: bigint,
  /** ISO 8601. */
  at: text,
  login: text,
  action: text,
  subject: text,
  detail: text,
  previousHash: text,
  hash: text,
};
export type LoggedAction = Readonly<RowOf<typeof LOGGED_ACTION>>;

/** Any number will do as long as every version of the program uses the same. */
const LOG_LOCK = 7_214_310_029n;
const NOTHING = '0'.repeat(64);

function hashOf(entry: Omit<LoggedAction, 'hash'>): string {
  const { id, at, login, action, subject, detail, previousHash } = entry;
  const text = JSON.stringify([id.toString(), at, login, action, subject, detail, previousHash]);
  return createHash('sha256').update(text).digest('hex');
}

/** Inside the transaction of what it tells of. */
export async function logAction(tx: Sql, action: Action, now: Date): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [LOG_LOCK]);
  const [last] = await ask(
    tx,
    { id: bigint, hash: text },
    'SELECT id, hash FROM console.log ORDER BY id DESC LIMIT 1',
  );
  const entry = {
    ...action,
    id: (last?.id ?? 0n) + 1n,
    at: now.toISOString(),
    previousHash: last?.hash ?? NOTHING,
  };
  const { id, at, login, subject, detail, previousHash } = entry;
  await tx.query(
    `INSERT INTO console.log (id, at, login, action, subject, detail, previous_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, at, login, entry.action, subject, detail, previousHash, hashOf(entry)],
  );
}

const ENTRY = `SELECT id, at, login, action, subject, detail, previous_hash, hash FROM console.log`;

/** Newest first, below an id. @param words part of login, action, subject or detail */
export async function logPage(
  sql: Sql,
  words: string,
  below: bigint | undefined,
  limit: number,
): Promise<LoggedAction[]> {
  return ask(
    sql,
    LOGGED_ACTION,
    `${ENTRY} WHERE ($1::int8 IS NULL OR id < $1)
       AND ($2 = '' OR position($2 IN login || ' ' || action || ' ' || subject || ' ' || detail) > 0)
     ORDER BY id DESC LIMIT $3::int8`,
    [below ?? null, words, limit],
  );
}

/** How many entries there are, and the first whose hash does not follow. */
export async function checkLog(sql: Sql): Promise<{ entries: number; brokenAt: number | undefined }> {
  let entries = 0;
  let previous = NOTHING;
  for (let after = 0n; ; ) {
    const page = await ask(sql, LOGGED_ACTION, `${ENTRY} WHERE id > $1 ORDER BY id LIMIT 2000`, [after]);
    for (const entry of page) {
      entries += 1;
      const follows = entry.id === BigInt(entries) && entry.previousHash === previous;
      if (!follows || hashOf(entry) !== entry.hash) return { entries, brokenAt: entries };
      previous = entry.hash;
    }
    const last = page.at(-1);
    if (last === undefined) return { entries, brokenAt: undefined };
    after = last.id;
  }
}
