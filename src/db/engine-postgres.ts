import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { ask, integer, text } from './column.js';
import { copyStatement, copyText } from './copy-text.js';
import type { CopyRows, Db, Sql, SqlValue } from './sql.js';
import { SqlError, TransactionAbortedError } from './sql-error.js';
import { fromText, toText } from './sql-values.js';
import { TransactionScope } from './transaction-scope.js';

const OLDEST = 150000;
const CONNECTIONS = 8;
const CONNECT_WITHIN_MS = 10_000;
const SESSION = `SET timezone = 'Asia/Shanghai'; SET datestyle = 'ISO, YMD'; SET client_encoding = 'UTF8'; SET jit = off`;
const types = { getTypeParser: fromText } as pg.CustomTypesConfig;

export async function openPostgres(url: string): Promise<Db> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    application_name: 'riskpool',
    types,
    onConnect: async (client) => {
      await client.query(SESSION);
    },
  });
  // An idle connection that breaks is replaced by the pool; whoever needs one next learns what is wrong.
  pool.on('error', () => {});
  const db = new PostgresDb(pool);
  try {
    await refuseUnfit(db);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return db;
}

async function refuseUnfit(db: Db): Promise<void> {
  const [server] = await ask(
    db,
    { version: integer, encoding: text },
    `SELECT current_setting('server_version_num')::int4 AS version, current_setting('server_encoding') AS encoding`,
  );
  if (server === undefined || server.version < OLDEST)
    throw new Error('riskpool needs PostgreSQL 15 or later');
  if (server.encoding !== 'UTF8') {
    throw new Error(
      `the database must be encoded in UTF8, not ${server.encoding}: CREATE DATABASE ... ENCODING 'UTF8'`,
    );
  }
}

class PostgresDb implements Db {
  readonly engine = 'postgres';
  readonly #pool: pg.Pool;
  readonly #scope = new TransactionScope();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  query(text: string, params?: readonly SqlValue[]): Promise<unknown[]> {
    return this.#lend((client) => query(client, text, params));
  }

  async execute(text: string): Promise<void> {
    await this.#lend((client) => execute(client, text));
  }

  copyIn(table: string, columns: readonly string[], rows: CopyRows): Promise<void> {
    return this.#lend((client) => copyIn(client, table, columns, rows));
  }

  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T> {
    return this.#lend(async (client, spoil) => {
      await execute(client, 'BEGIN');
      let result: T;
      try {
        result = await this.#scope.run((assertOpen) => work(inside(client, assertOpen)));
      } catch (error) {
        await execute(client, 'ROLLBACK').catch(spoil);
        throw error;
      }
      if ((await execute(client, 'COMMIT')) !== 'COMMIT') throw new TransactionAbortedError();
      return result;
    });
  }

  async close(): Promise<void> {
    if (!this.#pool.ended) await this.#pool.end();
  }

  /** Work on a connection of its own. A connection that broke is not used again. */
  async #lend<T>(work: (client: pg.PoolClient, spoil: () => void) => Promise<T>): Promise<T> {
    this.#scope.assertOutside();
    const client = await this.#pool.connect();
    let broken = false;
    const spoil = (): void => {
      broken = true;
    };
    client.on('error', spoil);
    try {
      return await work(client, spoil);
    } finally {
      client.off('error', spoil);
      client.release(broken);
    }
  }
}

function inside(client: pg.PoolClient, assertOpen: () => void): Sql {
  const speak = async <R>(statement: () => Promise<R>): Promise<R> => {
    assertOpen();
    return statement();
  };
  return {
    engine: 'postgres',
    query: (text, params) => speak(() => query(client, text, params)),
    execute: async (text) => {
      await speak(() => execute(client, text));
    },
    copyIn: (table, columns, rows) => speak(() => copyIn(client, table, columns, rows)),
  };
}

async function query(
  client: pg.PoolClient,
  text: string,
  params: readonly SqlValue[] = [],
): Promise<unknown[]> {
  const values = params.map(toText);
  // queryMode: without parameters too, one statement and no more, as on PGlite.
  const statement = { text, values, queryMode: 'extended' };
  const result = await client.query(statement).catch((error: unknown) => refuse(error, text));
  return result.rows;
}

/** Returns the tag of the last statement, 'COMMIT' say. */
async function execute(client: pg.PoolClient, text: string): Promise<string> {
  const result: pg.QueryResult | pg.QueryResult[] = await client
    .query(text)
    .catch((error: unknown) => refuse(error, text));
  return (Array.isArray(result) ? result.at(-1) : result)?.command ?? '';
}

async function copyIn(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
  rows: CopyRows,
): Promise<void> {
  const text = copyStatement(table, columns);
  await pipeline(Readable.from(copyText(rows)), client.query(copyFrom(text))).catch((error: unknown) =>
    refuse(error, text),
  );
}

function refuse(error: unknown, text: string): never {
  throw error instanceof pg.DatabaseError ? new SqlError(error, text) : error;
}
