import { ask, bigint, date, integer, oneOf, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';

/** 通知种类, as contacts name them. */
export const NOTICE_KINDS = {
  rejects: '文件有退回行',
  refusal: '文件整份拒收',
  suspension: '补偿暂停或恢复',
  clawback: '缴回通知',
  due: '缴回即将到期',
  overdue: '缴回逾期',
  window: '备案窗口将关闭而未报备案',
  pending: '待核事项超期未决',
  failed: '文件处理失败',
  tables: '配置表将用完',
} as const;
export type NoticeKind = keyof typeof NOTICE_KINDS;

/** Something to be told: `key` says what it is about, so that it is told once. */
export interface Notice {
  readonly key: string;
  readonly kind: NoticeKind;
  /** A bank's code or a role. */
  readonly receiver: string;
  /** Names no person, enterprise or file. */
  readonly subject: string;
  readonly body: string;
  /** A file below the outputs that goes along. */
  readonly attachment?: string;
}

const KINDS = Object.keys(NOTICE_KINDS) as NoticeKind[];
const OUTBOX_NOTICE = {
  id: bigint,
  key: text,
  kind: oneOf(...KINDS),
  receiver: text,
  address: text,
  subject: text,
  body: text,
  attachment: orNull(text),
  madeOn: date,
  tries: integer,
};
/** A notice in the outbox (发件箱) that is due to be sent. */
export type OutboxNotice = Readonly<RowOf<typeof OUTBOX_NOTICE>>;

/** Puts a notice into the outbox for an address; one that was put there before stays as it is. */
export async function putNotice(sql: Sql, notice: Notice, address: string, on: IsoDate): Promise<boolean> {
  const { key, kind, receiver, subject, body, attachment = null } = notice;
  const rows = await sql.query(
    `INSERT INTO notices (key, kind, receiver, address, subject, body, attachment, made_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (key, address) DO NOTHING RETURNING 1 AS one`,
    [key, kind, receiver, address, subject, body, attachment, on],
  );
  return rows.length > 0;
}

/** Tries before a notice is given up. */
export const MOST_TRIES = 10;

/** The next notice to send, held until the transaction ends: no other process gets it. */
export async function nextNotice(tx: Sql): Promise<OutboxNotice | undefined> {
  const [notice] = await ask(
    tx,
    OUTBOX_NOTICE,
    `SELECT id, key, kind, receiver, address, subject, body, attachment, made_on, tries FROM notices
     WHERE sent_at IS NULL AND tries < $1 AND next_at <= clock_timestamp() ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [MOST_TRIES],
  );
  return notice;
}

export async function markSent(tx: Sql, id: bigint): Promise<void> {
  await tx.query(
    'UPDATE notices SET sent_at = clock_timestamp(), tries = tries + 1, trouble = NULL WHERE id = $1',
    [id],
  );
}

/** @param waitSeconds how long before it is tried again */
export async function markFailed(tx: Sql, id: bigint, trouble: string, waitSeconds: number): Promise<void> {
  await tx.query(
    `UPDATE notices SET tries = tries + 1, trouble = $2, next_at = clock_timestamp() + make_interval(secs => $3::float8)
     WHERE id = $1`,
    [id, trouble, waitSeconds],
  );
}

/** How many wait to be tried again, and how many were given up. */
export async function unsentNotices(sql: Sql): Promise<{ waiting: number; givenUp: number }> {
  const [row] = await ask(
    sql,
    { waiting: bigint, givenUp: bigint },
    `SELECT count(*) FILTER (WHERE tries < $1) AS waiting, count(*) FILTER (WHERE tries >= $1) AS given_up
     FROM notices WHERE sent_at IS NULL`,
    [MOST_TRIES],
  );
  return { waiting: Number(row?.waiting ?? 0n), givenUp: Number(row?.givenUp ?? 0n) };
}

/** What kept notices from going, each reason once with the number of notices. */
export async function noticeTroubles(sql: Sql): Promise<{ trouble: string; count: number }[]> {
  return ask(
    sql,
    { trouble: text, count: integer },
    `SELECT trouble, count(*)::int4 AS count FROM notices WHERE sent_at IS NULL AND trouble IS NOT NULL
     GROUP BY trouble ORDER BY count DESC, trouble LIMIT 5`,
  );
}

/** The newest notice of a kind whose key begins so, and how many there were. */
export async function lastNotice(sql: Sql, prefix: string): Promise<{ key: string | null; count: number }> {
  const [row] = await ask(
    sql,
    { key: orNull(text), count: bigint },
    `SELECT (SELECT key FROM notices WHERE starts_with(key, $1) ORDER BY id DESC LIMIT 1) AS key,
            (SELECT count(DISTINCT key) FROM notices WHERE starts_with(key, $1)) AS count`,
    [prefix],
  );
  return { key: row?.key ?? null, count: Number(row?.count ?? 0n) };
}
