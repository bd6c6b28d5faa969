import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { ConsolePlace } from './call.js';
import { Refused, tooMany } from './errors.js';
import { BEHIND } from './handlers.js';
import { OPERATIONS } from './operations.js';
import { servePages } from './pages.js';
import { addOperation } from './route.js';
import { trustedProxies } from './settings.js';

/** Calls of one address in a minute; what one person may cost is limited by operation. */
const MOST_CALLS = 6_000;
/** A body of JSON: 2000 proposed rows fit. */
const MOST_JSON_BYTES = 4 * 1024 * 1024;

/** The console's server, ready to listen. @param pages folder of the built pages */
export async function buildConsole(place: ConsolePlace, pages: string): Promise<FastifyInstance> {
  const proxies = trustedProxies(process.env);
  const app = fastify({
    logger: false,
    bodyLimit: MOST_JSON_BYTES,
    trustProxy: proxies.length > 0 ? proxies : false,
    requestTimeout: 600_000,
    routerOptions: { maxParamLength: 300 },
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { status, answer } = answerOf(error);
    if (status >= 500)
      place.log.error({ error: error.name, code: error.code ?? '', route: routeOf(request) }, 'call failed');
    if (status === 413) reply.header('connection', 'close');
    return reply.status(status).send(answer);
  });
  await app.register(helmet, { global: true, enableCSPNonces: true, ...POLICY });
  await app.register(cookie);
  await app.register(rateLimit, {
    global: true,
    max: MOST_CALLS,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, { ttl }) => tooMany(new Date(Date.now() + ttl)),
  });
  await app.register(underPressure, {
    maxEventLoopDelay: 5_000,
    maxHeapUsedBytes: 3 * 1024 * 1024 * 1024,
    retryAfter: 5,
  });
  await app.register(multipart, {
    throwFileSizeLimit: true,
    limits: {
      // One byte more than may be: what comes after is refused where it is counted, and read no further.
      fileSize: place.configuration.reference.limits.bytes + 1,
      files: 1,
      fields: 4,
      parts: 5,
      headerPairs: 20,
    },
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
  for (const operation of OPERATIONS) addOperation(app, place, operation, BEHIND);
  await servePages(app, pages);
  return app;
}

/** Nothing from another host, no script but our files, styles of ours or with the answer's nonce. */
const POLICY = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      objectSrc: ["'none'"],
    },
  },
  crossOriginEmbedderPolicy: false,
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
} as const;

const routeOf = (request: { routeOptions?: { url?: string | undefined } }): string =>
  request.routeOptions?.url ?? '';

/** What a caller learns of an error: ours as it is, the framework's in our words, anything else nothing. */
function answerOf(error: FastifyError): { status: number; answer: Refused['answer'] } {
  if (error instanceof Refused) return error;
  const status = error.statusCode ?? 500;
  if (status === 413)
    return { status, answer: { code: 'TOO-LARGE', message: '内容超过允许的大小,已停止接收。' } };
  if (status === 503) return { status, answer: { code: 'BUSY', message: '系统繁忙,请稍后再试。' } };
  if (status >= 400 && status < 500)
    return { status: 422, answer: { code: 'INVALID', message: '请求的格式不对,请刷新页面后再试。' } };
  return {
    status: 500,
    answer: { code: 'FAILED', message: '没有完成,什么也没有改变。请稍后再试;仍不行请联系管理员。' },
  };
}
