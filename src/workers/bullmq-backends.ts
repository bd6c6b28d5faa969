import { createPostgresBackend, type Job, Queue, runMigrations, Worker, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { openQueuePool } from '../db/queue-pool.js';

/** How workers are made, the same on every backend. */
export interface WorkerSettings {
  readonly concurrency: number;
  readonly lockDuration: number;
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
  readonly removeOnComplete: { count: number };
  readonly removeOnFail: { count: number };
  readonly drainDelay: number;
  readonly runRetryDelay: number;
}

/** How a queue and a worker of a backend are made; what is done with them is the same for Redis and PostgreSQL. */
export interface Backend {
  queue(name: string): Queue;
  worker(
    name: string,
    process: (job: Job, token?: string) => Promise<void>,
    settings: WorkerSettings,
  ): Worker;
  close(): Promise<void>;
}

/** The queue on Redis: how work spreads over machines. */
export function redisBackend(url: string, prefix: string): Backend {
  const connections: Redis[] = [];
  const connect = (maxRetriesPerRequest: number | null): Redis => {
    const redis = new Redis(url, {
      maxRetriesPerRequest,
      retryStrategy: (times) => Math.min(50 * times, 1_000),
    });
    redis.on('error', () => {});
    connections.push(redis);
    return redis;
  };
  return {
    queue: (name) => new Queue(name, { connection: connect(1), prefix }),
    worker: (name, process, settings) =>
      new Worker(name, process, { connection: connect(null), prefix, ...settings }),
    close: async () => {
      for (const redis of connections) redis.disconnect();
    },
  };
}

const SCHEMA = 'bullmq';
type Connection = Parameters<typeof createPostgresBackend>[1]['connection'];

/** The queue in the books' own PostgreSQL: no Redis to keep, a tenth of its speed, which is files a second still. */
export async function postgresBackend(url: string, prefix: string): Promise<Backend> {
  const pool = openQueuePool(url, SCHEMA);
  const client = await pool.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    client.release();
  }
  const backed = withBackend(createPostgresBackend);
  const connection = pool as unknown as Connection;
  return {
    queue: (name) => new backed.Queue(`${prefix}-${name}`, { connection }) as never,
    worker: (name, process, settings) =>
      new backed.Worker(`${prefix}-${name}`, process, { connection, ...settings }) as never,
    close: () => pool.end(),
  };
}
