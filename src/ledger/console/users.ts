import { ask, bigint, boolean, oneOf, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';

const ACCOUNT_COLUMNS = {
  login: text,
  name: text,
  role: text,
  bank: orNull(text),
  /** argon2id; null for who signs in elsewhere. */
  passwordHash: orNull(text),
  /** Subject at the identity provider; null until the first sign-in there. */
  subject: orNull(text),
  state: oneOf('active', 'waiting', 'disabled'),
  totpSecret: orNull(text),
  totpOn: boolean,
  totpStep: bigint,
  createdAt: text,
  lastLoginAt: orNull(text),
  lockedUntil: orNull(text),
  waitingAction: orNull(oneOf('add', 'reset', 'role')),
  waitingRole: orNull(text),
  waitingBank: orNull(text),
  waitingBy: orNull(text),
  waitingAt: orNull(text),
};
/** Accounts of the console (用户). */
export type Account = Readonly<RowOf<typeof ACCOUNT_COLUMNS>>;

/** A moment as ISO 8601 in UTC. */
export const isoMoment = (column: string): string =>
  `to_char((${column}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const ACCOUNT = `
  SELECT u.login, u.name, u.role, u.bank, u.password_hash, u.subject, u.state,
         u.totp_secret, u.totp_on, u.totp_step,
         ${isoMoment('u.created_at')} AS created_at, ${isoMoment('u.last_login_at')} AS last_login_at,
         CASE WHEN f.locked_until > clock_timestamp() THEN ${isoMoment('f.locked_until')} END AS locked_until,
         u.waiting_action, u.waiting_role, u.waiting_bank,
         u.waiting_by, ${isoMoment('u.waiting_at')} AS waiting_at
  FROM console.users u
  LEFT JOIN console.failures f ON f.login_hash = encode(sha256(convert_to(u.login, 'UTF8')), 'hex')`;

export const accounts = (sql: Sql): Promise<Account[]> =>
  ask(sql, ACCOUNT_COLUMNS, `${ACCOUNT} ORDER BY u.login`);

export async function accountOf(sql: Sql, login: string): Promise<Account | undefined> {
  const [account] = await ask(sql, ACCOUNT_COLUMNS, `${ACCOUNT} WHERE u.login = $1`, [login]);
  return account;
}

/** The account of a subject at the identity provider, or the one of that login which has no subject yet. */
export async function accountOfSubject(
  sql: Sql,
  subject: string,
  login: string,
): Promise<Account | undefined> {
  const [account] = await ask(
    sql,
    ACCOUNT_COLUMNS,
    `${ACCOUNT} WHERE u.subject = $1 OR (u.login = $2 AND u.subject IS NULL AND u.password_hash IS NULL)
     ORDER BY (u.subject = $1) DESC NULLS LAST LIMIT 1`,
    [subject, login],
  );
  return account;
}

export interface NewAccount {
  readonly login: string;
  readonly name: string;
  readonly role: string;
  readonly bank: string | null;
  readonly passwordHash: string | null;
  /** The administrator who wants it and is not enough; undefined where it is there at once. */
  readonly waitingBy: string | undefined;
}

/** False where there is such a login. */
export async function addAccount(sql: Sql, account: NewAccount): Promise<boolean> {
  const { login, name, role, bank, passwordHash, waitingBy } = account;
  const added = await sql.query(
    `INSERT INTO console.users (login, name, role, bank, password_hash, state, waiting_action, waiting_by, waiting_at)
     VALUES ($1, $2, $3, $4, $5, CASE WHEN $6::text IS NULL THEN 'active' ELSE 'waiting' END,
             CASE WHEN $6::text IS NULL THEN NULL ELSE 'add' END, $6, CASE WHEN $6::text IS NULL THEN NULL ELSE clock_timestamp() END)
     ON CONFLICT (login) DO NOTHING RETURNING login`,
    [login, name, role, bank, passwordHash, waitingBy ?? null],
  );
  return added.length > 0;
}

/** A new password: every session of the login ends, a lock is lifted; `forgetTotp` where it is a reset by another. */
export async function setPassword(
  sql: Sql,
  login: string,
  passwordHash: string,
  forgetTotp: boolean,
): Promise<void> {
  await sql.query(
    `UPDATE console.users SET password_hash = $2, state = 'active',
       totp_on = totp_on AND NOT $3::boolean, totp_secret = CASE WHEN $3::boolean THEN NULL ELSE totp_secret END
     WHERE login = $1`,
    [login, passwordHash, forgetTotp],
  );
  await settle(sql, login);
  await endSessionsOf(sql, login);
  await unlock(sql, login);
}

/** An account without a password here that was agreed to. */
export async function activate(sql: Sql, login: string): Promise<void> {
  await sql.query(`UPDATE console.users SET state = 'active' WHERE login = $1`, [login]);
  await settle(sql, login);
}

export async function setRole(sql: Sql, login: string, role: string, bank: string | null): Promise<void> {
  await sql.query(`UPDATE console.users SET role = $2, bank = $3 WHERE login = $1`, [login, role, bank]);
  await settle(sql, login);
  await endSessionsOf(sql, login);
}

export async function disableAccount(sql: Sql, login: string): Promise<void> {
  await sql.query(`UPDATE console.users SET state = 'disabled' WHERE login = $1`, [login]);
  await settle(sql, login);
  await endSessionsOf(sql, login);
}

/** What another administrator is to agree to. */
export async function awaitConsent(
  sql: Sql,
  login: string,
  wish: { action: 'reset' | 'role'; role: string | null; bank: string | null; by: string },
): Promise<void> {
  await sql.query(
    `UPDATE console.users SET waiting_action = $2, waiting_role = $3, waiting_bank = $4, waiting_by = $5,
       waiting_at = clock_timestamp() WHERE login = $1`,
    [login, wish.action, wish.role, wish.bank, wish.by],
  );
}

/** Nothing waits any more. */
export async function settle(sql: Sql, login: string): Promise<void> {
  await sql.query(
    `UPDATE console.users SET waiting_action = NULL, waiting_role = NULL, waiting_bank = NULL, waiting_by = NULL,
       waiting_at = NULL WHERE login = $1`,
    [login],
  );
}

/** An account that was never agreed to goes. */
export async function dropWaiting(sql: Sql, login: string): Promise<void> {
  await sql.query(`DELETE FROM console.users WHERE login = $1 AND state = 'waiting'`, [login]);
}

export async function endSessionsOf(sql: Sql, login: string): Promise<void> {
  await sql.query('DELETE FROM console.sessions WHERE login = $1', [login]);
}

async function unlock(sql: Sql, login: string): Promise<void> {
  await sql.query(
    `DELETE FROM console.failures WHERE login_hash = encode(sha256(convert_to($1, 'UTF8')), 'hex')`,
    [login],
  );
}

/** Keeps a secret that is not in use yet (`on` false), or takes it into use, or forgets it (secret null). */
export async function setTotp(sql: Sql, login: string, secret: string | null, on: boolean): Promise<void> {
  await sql.query('UPDATE console.users SET totp_secret = $2, totp_on = $3, totp_step = 0 WHERE login = $1', [
    login,
    secret,
    on,
  ]);
}

/** Marks a code's time step as used; false where it, or a later one, was used before. */
export async function takeTotpStep(sql: Sql, login: string, step: bigint): Promise<boolean> {
  const used = await sql.query(
    'UPDATE console.users SET totp_step = $2 WHERE login = $1 AND totp_step < $2 RETURNING login',
    [login, step],
  );
  return used.length > 0;
}

export async function setSubject(sql: Sql, login: string, subject: string): Promise<void> {
  await sql.query('UPDATE console.users SET subject = $2 WHERE login = $1', [login, subject]);
}
