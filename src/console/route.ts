import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Call, ConsolePlace, Handler, Who } from './call.js';
import { forbidden, fourEyes, invalid, noSession, notFound, Refused } from './errors.js';
import { mayCall, type Operation } from './operation.js';
import type { Session } from './schemas/session.js';
import { bearsToken, holderOfRequest } from './sessions.js';

z.config({
  ...z.locales.zhCN(),
  // Of what is missing, or of another type, the library's own words name types of a programming language.
  customError: ({ code, input }) => {
    if (code !== 'invalid_type') return undefined;
    return input === undefined ? '必须填写' : '格式不对';
  },
});

/** Whoever calls an open operation. */
const NOBODY: Who = { login: '', name: '', role: 'auditor', bank: undefined, session: '' };
/** Calls of a heavy operation by one address in a minute. */
const MOST_HEAVY = 300;

/** By operation that approves: who prepared what the path names. */
export type PreparedBy = (call: Pick<Call, 'db' | 'params' | 'who'>) => Promise<string | undefined>;

/** What is behind the operations. */
export interface Behind {
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly preparedBy: Readonly<Record<string, PreparedBy>>;
}

/** Routes an operation: checks origin, session, token, role, query and body, in this order, then does it. */
export function addOperation(
  app: FastifyInstance,
  place: ConsolePlace,
  operation: Operation,
  behind: Behind,
): void {
  const handler = behind.handlers[operation.id] as Handler<unknown, unknown> | undefined;
  if (handler === undefined) throw new Error(`operation ${operation.id} has no handler`);
  const limited = { config: { rateLimit: { max: MOST_HEAVY, timeWindow: '1 minute' } } };
  app.route({
    method: operation.method,
    url: operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    ...(operation.heavy === true ? limited : {}),
    handler: async (request, reply) => {
      const params = request.params as Readonly<Record<string, string>>;
      const caller = await callerOf(place, operation, request, behind);
      demandText(params, request.query, request.body);
      const answer = await handler({
        place,
        db: place.db,
        ...caller,
        params,
        query: parsed(operation.query, request.query, '查询条件'),
        body: parsed(operation.body, request.body, '内容'),
        request,
        reply,
      });
      if (answer === reply) return reply;
      if ('json' in operation.answer) reply.status(operation.answer.status);
      return answer;
    },
  });
}

async function callerOf(
  place: ConsolePlace,
  operation: Operation,
  request: FastifyRequest,
  { preparedBy }: Behind,
): Promise<{ who: Who; session: Session | undefined }> {
  if (operation.method !== 'GET') demandOwnOrigin(request);
  if (operation.access === 'open') return { who: NOBODY, session: undefined };
  const holder = await holderOfRequest(place.db, request);
  if (holder === undefined) throw noSession();
  const { who, answer } = holder;
  if (operation.method !== 'GET' && !bearsToken(request, answer))
    throw new Refused(403, { code: 'CSRF', message: '请求缺少本会话的校验,请刷新页面后再试。' });
  if (!mayCall(operation.access, who.role)) {
    const params = request.params as Readonly<Record<string, string>>;
    const preparer = await preparedBy[operation.id]?.({ db: place.db, params, who });
    throw preparer === who.login ? fourEyes() : forbidden();
  }
  return { who, session: answer };
}

/** A browser says where a page that sends something comes from; only our own pages may. */
function demandOwnOrigin(request: FastifyRequest): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign = typeof origin === 'string' && hostOf(origin) !== request.host;
  if (foreign || site === 'cross-site')
    throw new Refused(403, { code: 'CSRF', message: '请求不是从本站页面发出的。' });
}

const hostOf = (origin: string): string => (URL.canParse(origin) ? new URL(origin).host : '');

/** No text that we keep or look for holds a NUL, and the database takes none. */
function demandText(params: unknown, query: unknown, body: unknown): void {
  const holdsNul = (value: unknown): boolean => (JSON.stringify(value) ?? '').includes('\\u0000');
  if (holdsNul(params)) throw notFound();
  if (holdsNul(query) || holdsNul(body)) throw invalid('内容含有空字符(NUL),请去掉后再试。');
}

function parsed(schema: z.ZodType | undefined, value: unknown, what: string): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = Object.fromEntries(
    result.error.issues.slice(0, 50).map((issue) => [issue.path.join('.'), issue.message]),
  );
  throw invalid(`${what}有误,请按各处说明更正。`, fields);
}
