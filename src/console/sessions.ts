import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../db/db.js';
import {
  beginSession,
  endSession,
  holderOf,
  LONGEST_HOURS,
  noteSeen,
  type SessionHolder,
} from '../ledger/console/sessions.js';
import type { Who } from './call.js';
import { ROLES, type Role } from './roles.js';
import type { Session } from './schemas/session.js';

const COOKIE = 'riskpool';
/** Use of a session is noted at most once in so many seconds. */
const NOTE_EVERY_SECONDS = 30;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Made from the cookie's value: whoever cannot read the cookie cannot make it. */
const csrfOf = (value: string): string => createHash('sha256').update(`csrf ${value}`).digest('base64url');

/** A cookie goes over plain HTTP only to the machine itself. */
function isLoopback(request: FastifyRequest): boolean {
  const host = request.hostname;
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Begins a session under a value of its own; one that the browser brought along ends. */
export async function openSession(
  db: Db,
  request: FastifyRequest,
  reply: FastifyReply,
  login: string,
): Promise<Session | undefined> {
  const old = request.cookies[COOKIE];
  const value = randomBytes(32).toString('base64url');
  await db.transaction(async (tx) => {
    if (old !== undefined) await endSession(tx, sha256(old));
    await beginSession(tx, sha256(value), login);
  });
  reply.setCookie(COOKIE, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: !isLoopback(request),
    maxAge: LONGEST_HOURS * 3600,
  });
  const holder = await holderOf(db, sha256(value));
  return holder === undefined ? undefined : sessionAnswer(holder, value);
}

export function closeCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(COOKIE, { path: '/', httpOnly: true, sameSite: 'strict', secure: !isLoopback(request) });
}

/** Whoever the request's cookie stands for. */
export async function holderOfRequest(
  db: Db,
  request: FastifyRequest,
): Promise<{ readonly who: Who; readonly answer: Session } | undefined> {
  const value = request.cookies[COOKIE];
  if (value === undefined || value.length > 100) return undefined;
  const session = sha256(value);
  const holder = await holderOf(db, session);
  const role = roleOf(holder?.role);
  if (holder === undefined || role === undefined) return undefined;
  if (holder.idleSeconds >= NOTE_EVERY_SECONDS) await noteSeen(db, session);
  const { login, name, bank } = holder;
  return {
    who: { login, name, role, bank: bank ?? undefined, session },
    answer: sessionAnswer(holder, value),
  };
}

/** Whether the request bears the token of its own session. */
export function bearsToken(request: FastifyRequest, answer: Session): boolean {
  const given = request.headers['x-csrf-token'];
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(sha256(given)), Buffer.from(sha256(answer.csrf))];
  return timingSafeEqual(a, b);
}

function sessionAnswer(holder: SessionHolder, value: string): Session {
  return {
    login: holder.login,
    name: holder.name,
    role: roleOf(holder.role) ?? 'auditor',
    ...(holder.bank === null ? {} : { bank: holder.bank }),
    csrf: csrfOf(value),
    totp: holder.totp,
    local: holder.local,
    idle_until: holder.idleUntil,
    ends_at: holder.endsAt,
  };
}

export const roleOf = (text: string | undefined): Role | undefined => ROLES.find((role) => role === text);
