import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Sql } from '../db/db.js';
import { whenThere } from '../db/when-there.js';
import { openBooks } from '../ledger/records/books.js';
import { queueName } from '../ledger/work/service-facts.js';
import type { Workplace } from '../pipeline.js';
import { openBullQueue } from '../workers/bullmq.js';
import { postgresBackend, redisBackend } from '../workers/bullmq-backends.js';
import { inProcessQueue } from '../workers/in-process.js';
import { type Queue, sweepRegularly } from '../workers/queue.js';
import { type RedisSettings, redisSettings } from '../workers/redis-settings.js';
import { type HttpPlace, serveHttp } from './http.js';
import { quietErrors } from './log.js';
import { Metrics } from './metrics.js';
import type { Service } from './service.js';
import { checkStart } from './start-checks.js';

/** SIGTERM: what is in hand has so long to end; what does not is rolled back and taken up by another. */
const GRACE_MS = 25_000;

/** The queue's name, made of what no other database has. */
const queuePrefix = async (sql: Sql): Promise<string> =>
  `riskpool-${await queueName(sql, randomBytes(6).toString('hex'))}`;

/** Where the queue is: Redis if REDIS_URL says so, else the books' PostgreSQL, else this very process. */
async function openQueue(place: Workplace, onError: (error: unknown) => void): Promise<Queue> {
  const prefix = await queuePrefix(place.db);
  const redis = process.env.REDIS_URL ?? '';
  if (redis !== '') return openBullQueue(redisBackend(redis, prefix), onError);
  const postgres = process.env.DATABASE_URL ?? '';
  if (postgres !== '') return openBullQueue(await postgresBackend(postgres, prefix), onError);
  return inProcessQueue();
}

/** What waits in the queue, in words. */
export async function queueDepth(sql: Sql): Promise<string> {
  const redis = process.env.REDIS_URL ?? '';
  if (redis === '') return '不用Redis(账簿所在的数据库或本进程)';
  const queue = openBullQueue(redisBackend(redis, await queuePrefix(sql)), () => {});
  try {
    const { waiting, active, delayed } = await queue.depth();
    return `等待${waiting},进行中${active},稍后再试${delayed}${fullness(await redisSettings(redis))}`;
  } catch {
    return 'Redis没有应答;待办已登记,由处理进程直接从账簿取,恢复后自动改回';
  } finally {
    await queue.close();
  }
}

/** Redis refuses jobs once its memory is full: work goes on without them, but somebody has to know. */
function fullness(settings: RedisSettings | undefined): string {
  if (settings === undefined || settings.limitBytes === 0 || settings.usedBytes < settings.limitBytes)
    return '';
  const mib = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
  return (
    `;Redis内存已满(已用${mib(settings.usedBytes)}MiB,上限maxmemory ${mib(settings.limitBytes)}MiB),不接受新的通知:` +
    '待办由处理进程直接从账簿取,较慢。请调大maxmemory或清出内存'
  );
}

/** Runs a service until it ends by itself or is told to stop. */
export async function runService(
  place: Workplace,
  log: Logger,
  http: HttpPlace | undefined,
  run: (service: Service) => Promise<number>,
): Promise<number> {
  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) return;
    log.info({}, 'stopping');
    stop.abort();
    setTimeout(() => process.exit(0), GRACE_MS).unref();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, onSignal);
  const onError = quietErrors(log);
  await whenThere(() => checkStart(place.db, process.env.REDIS_URL ?? '', log));
  await whenThere(() => openBooks(place.db, place.configuration));
  const queue = await whenThere(() => openQueue(place, onError));
  const endSweep = sweepRegularly(place.db, queue, onError);
  const service = { place, log, metrics: new Metrics(), queue, stopping: stop.signal, onError };
  const server = http === undefined ? undefined : await serveHttp(service, http);
  try {
    return await run(service);
  } finally {
    server?.close();
    server?.closeAllConnections();
    endSweep();
    await queue.close();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, onSignal);
  }
}
