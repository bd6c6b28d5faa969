import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Db, Sql } from '../db/db.js';
import { logAction } from '../ledger/console/action-log.js';
import type { Workplace } from '../pipeline.js';
import type { Role } from './roles.js';
import type { Session } from './schemas/session.js';
import type { OidcSettings } from './settings.js';

/** Where the console stands: the books and outputs, the inbox it drops files into, its clock and its log. */
export interface ConsolePlace extends Workplace {
  readonly inbox: string;
  readonly log: Logger;
  readonly oidc: OidcSettings | undefined;
  now(): Date;
}

/** Whoever calls. `session` is the SHA-256 of his cookie. */
export interface Who {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** The bank whose rows alone he sees; undefined for whoever is of no bank. */
  readonly bank: string | undefined;
  readonly session: string;
}

/** One call of an operation, checked: the caller may, and body and query are of the operation's schemas. */
export interface Call<Body = unknown, Query = unknown> {
  readonly place: ConsolePlace;
  readonly db: Db;
  readonly who: Who;
  /** Undefined where the operation is open. */
  readonly session: Session | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Body;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Does an operation; what it gives back is the answer's JSON, or the reply it sent itself. */
export type Handler<Body = never, Query = never> = (call: Call<Body, Query>) => Promise<unknown>;

/** How the caller stands in a file (经办人, 复核人): 姓名(login). */
export const signature = ({ name, login }: Pick<Who, 'name' | 'login'>): string => `${name}(${login})`;

/** Notes an action in the transaction of what it tells of. */
export async function note(
  { place, who }: Pick<Call, 'place' | 'who'>,
  tx: Sql,
  action: string,
  subject: string,
  detail = '',
): Promise<void> {
  await logAction(tx, { login: who.login, action, subject, detail }, place.now());
}
