import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { Sql } from '../db/db.js';
import { whenThere } from '../db/when-there.js';
import { openBooks } from '../ledger/records/books.js';
import type { Workplace } from '../pipeline.js';
import { openQueueing, redisBackend } from './bullmq.js';
import { postgresBackend } from './bullmq-postgres.js';
import { describe } from './failure.js';
import { inProcess } from './in-process.js';
import { Metrics } from './metrics.js';
import type { Queueing } from './queueing.js';
import { serve } from './serve.js';
import type { Service } from './service.js';
import { checkStart } from './start-checks.js';
import { sweeping } from './sweep.js';
import { tellerTo } from './teller.js';
import type { Crew } from './work-on.js';

/** SIGTERM: what is in hand has so long to end; what does not is rolled back and taken up by another. */
const GRACE_MS = 25_000;

/** A database of its own has a queue of its own, also where several share one Redis. */
async function queuePrefix(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ value: string }>(
    `INSERT INTO books (key, value) VALUES ('queue', $1)
     ON CONFLICT (key) DO UPDATE SET value = books.value RETURNING value`,
    [randomBytes(6).toString('hex')],
  );
  return `riskpool-${row?.value}`;
}

/** Where the queue is: Redis if REDIS_URL says so, else the books' PostgreSQL, else this very process. */
async function openQueue(place: Workplace, onError: (error: unknown) => void): Promise<Queueing> {
  const prefix = await queuePrefix(place.db);
  const redis = process.env.REDIS_URL ?? '';
  if (redis !== '') return openQueueing(redisBackend(redis, prefix), onError);
  const postgres = process.env.DATABASE_URL ?? '';
  if (postgres !== '') return openQueueing(await postgresBackend(postgres, prefix), onError);
  return inProcess();
}

/** What waits in the queue, in words. */
export async function queueDepth(sql: Sql): Promise<string> {
  const redis = process.env.REDIS_URL ?? '';
  if (redis === '') return '不用Redis(账簿所在的数据库或本进程)';
  const queueing = openQueueing(redisBackend(redis, await queuePrefix(sql)), () => {});
  try {
    const { waiting, active, delayed } = await queueing.depth();
    return `等待${waiting},进行中${active},稍后再试${delayed}`;
  } catch {
    return 'Redis没有应答;待办已登记,恢复后自动继续';
  } finally {
    await queueing.close();
  }
}

/** Runs a service until it ends by itself or is told to stop. */
export async function runService(
  place: Workplace,
  log: Logger,
  port: number | undefined,
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
  const onError = errorTo(log);
  await whenThere(() => checkStart(place.db, process.env.REDIS_URL ?? '', log));
  await whenThere(() => openBooks(place.db, place.configuration));
  const queueing = await whenThere(() => openQueue(place, onError));
  const sweepingEnds = sweeping(place.db, queueing, onError);
  const service = { place, log, metrics: new Metrics(), queueing, stopping: stop.signal, onError };
  const server = port === undefined ? undefined : await serve(service, port);
  try {
    return await run(service);
  } finally {
    server?.close();
    server?.closeAllConnections();
    sweepingEnds();
    await queueing.close();
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, onSignal);
  }
}

/** A server that is away says so hundreds of times a second; once every few seconds is enough. */
function errorTo(log: Logger): (error: unknown) => void {
  const last = new Map<string, number>();
  return (error) => {
    const described = describe(error);
    const key = `${described['error']} ${described['code']}`;
    if (Date.now() - (last.get(key) ?? 0) < 5_000) return;
    last.set(key, Date.now());
    log.warn(described, 'queue or database away, trying again');
  };
}

export function crewOf({ place, log, metrics, stopping }: Omit<Service, 'queueing'>): Crew {
  return {
    place,
    name: `${hostname()}/${process.pid}`,
    tell: tellerTo(log, metrics, place.db, place.configuration.reference),
    stopping: () => stopping.aborted,
  };
}
