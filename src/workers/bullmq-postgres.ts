import { createPostgresBackend, runMigrations, withBackend } from 'bullmq';
import { openQueuePool } from '../db/queue-pool.js';
import type { Backend } from './bullmq.js';

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
    worker: (name, process, options) =>
      new backed.Worker(`${prefix}-${name}`, process, { connection, ...options }) as never,
    close: () => pool.end(),
  };
}
