import { ask, boolean, integer, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { isoMoment } from './users.js';

/** A session ends after so long without a call, and so long after it began, whichever is first. */
export const IDLE_MINUTES = 30;
export const LONGEST_HOURS = 12;
/** Wrong passwords in a row until a login is locked, and for how long. */
const MOST_FAILURES = 5;
const LOCK_MINUTES = 15;

const SESSION_HOLDER = {
  login: text,
  name: text,
  role: text,
  bank: orNull(text),
  totp: boolean,
  local: boolean,
  idleUntil: text,
  endsAt: text,
  /** So long since it was last noted that the session is in use. */
  idleSeconds: integer,
};
/** Whoever has this session. */
export type SessionHolder = Readonly<RowOf<typeof SESSION_HOLDER>>;

export async function beginSession(sql: Sql, id: string, login: string): Promise<void> {
  await sql.query(
    `DELETE FROM console.sessions WHERE begun_at < clock_timestamp() - interval '${LONGEST_HOURS} hours'
       OR seen_at < clock_timestamp() - interval '${IDLE_MINUTES} minutes'`,
  );
  await sql.query('INSERT INTO console.sessions (id, login) VALUES ($1, $2)', [id, login]);
  await sql.query('UPDATE console.users SET last_login_at = clock_timestamp() WHERE login = $1', [login]);
}

/** @param id SHA-256 of the cookie */
export async function holderOf(sql: Sql, id: string): Promise<SessionHolder | undefined> {
  const [holder] = await ask(
    sql,
    SESSION_HOLDER,
    `SELECT u.login, u.name, u.role, u.bank, u.totp_on AS totp, u.password_hash IS NOT NULL AS local,
            ${isoMoment(`s.seen_at + interval '${IDLE_MINUTES} minutes'`)} AS idle_until,
            ${isoMoment(`s.begun_at + interval '${LONGEST_HOURS} hours'`)} AS ends_at,
            extract(epoch FROM clock_timestamp() - s.seen_at)::int4 AS idle_seconds
     FROM console.sessions s JOIN console.users u ON u.login = s.login
     WHERE s.id = $1 AND u.state = 'active'
       AND s.seen_at >= clock_timestamp() - interval '${IDLE_MINUTES} minutes'
       AND s.begun_at >= clock_timestamp() - interval '${LONGEST_HOURS} hours'`,
    [id],
  );
  return holder;
}

export async function noteSeen(sql: Sql, id: string): Promise<void> {
  await sql.query('UPDATE console.sessions SET seen_at = clock_timestamp() WHERE id = $1', [id]);
}

export async function endSession(sql: Sql, id: string): Promise<void> {
  await sql.query('DELETE FROM console.sessions WHERE id = $1', [id]);
}

/** Until when a login is locked; undefined where it is not. @param loginHash SHA-256 of what was typed */
export async function lockedUntil(sql: Sql, loginHash: string): Promise<string | undefined> {
  const [row] = await ask(
    sql,
    { until: text },
    `SELECT ${isoMoment('locked_until')} AS until FROM console.failures
     WHERE login_hash = $1 AND locked_until > clock_timestamp()`,
    [loginHash],
  );
  return row?.until;
}

/** Counts a wrong password; the fifth in a row locks the login. Gives back until when, if it is locked now. */
export async function noteFailure(sql: Sql, loginHash: string): Promise<string | undefined> {
  await sql.query(
    `DELETE FROM console.failures WHERE last_at < clock_timestamp() - interval '1 day'
       AND (locked_until IS NULL OR locked_until < clock_timestamp())`,
  );
  const [row] = await ask(
    sql,
    { until: orNull(text) },
    `INSERT INTO console.failures AS f (login_hash, count, last_at) VALUES ($1, 1, clock_timestamp())
     ON CONFLICT (login_hash) DO UPDATE SET last_at = clock_timestamp(),
       count = CASE WHEN f.locked_until <= clock_timestamp() THEN 1 ELSE f.count + 1 END,
       locked_until = CASE WHEN f.locked_until <= clock_timestamp() THEN NULL
                           WHEN f.count + 1 >= ${MOST_FAILURES}
                           THEN clock_timestamp() + interval '${LOCK_MINUTES} minutes' ELSE f.locked_until END
     RETURNING ${isoMoment('f.locked_until')} AS until`,
    [loginHash],
  );
  return row?.until ?? undefined;
}

export async function forgetFailures(sql: Sql, loginHash: string): Promise<void> {
  await sql.query('DELETE FROM console.failures WHERE login_hash = $1', [loginHash]);
}

const OIDC_REQUEST = { state: text, nonce: text, verifier: text };
/** What was sent along to the identity provider, kept until it comes back. */
export type OidcRequest = Readonly<RowOf<typeof OIDC_REQUEST>>;

export async function keepOidcRequest(sql: Sql, { state, nonce, verifier }: OidcRequest): Promise<void> {
  await sql.query(
    `DELETE FROM console.oidc_requests WHERE made_at < clock_timestamp() - interval '10 minutes'`,
  );
  await sql.query('INSERT INTO console.oidc_requests (state, nonce, verifier) VALUES ($1, $2, $3)', [
    state,
    nonce,
    verifier,
  ]);
}

/** Once only. */
export async function takeOidcRequest(sql: Sql, state: string): Promise<OidcRequest | undefined> {
  const [request] = await ask(
    sql,
    OIDC_REQUEST,
    `DELETE FROM console.oidc_requests
     WHERE state = $1 AND made_at >= clock_timestamp() - interval '10 minutes' RETURNING state, nonce, verifier`,
    [state],
  );
  return request;
}
