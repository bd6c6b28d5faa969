import pg from 'pg';

const CONNECTIONS = 6;

/** Connections for a queue that keeps its jobs in the same database, in a schema of its own. */
export function openQueuePool(url: string, schema: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: 10_000,
    application_name: 'riskpool-queue',
    options: `-c search_path=${schema}`,
    keepAlive: true,
  });
  pool.on('error', () => {});
  return pool;
}
