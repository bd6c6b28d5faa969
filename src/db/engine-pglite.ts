import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { lockDirectory } from './embedded-lock.js';
import { PgliteWire } from './pglite-wire.js';
import type { CopyRows, Db, Sql, SqlValue } from './sql.js';
import { TransactionAbortedError } from './sql-error.js';
import { TransactionScope } from './transaction-scope.js';
import { untar } from './untar.js';

/** PGlite runs PostgreSQL in single-user mode: nothing happens in the background, no checkpoint and no vacuum. */
const SETTINGS = [
  'timezone=Asia/Shanghai',
  'datestyle=ISO, YMD',
  'shared_buffers=64MB',
  'wal_level=minimal',
  'max_wal_senders=0',
  'jit=off',
  // A plan kept from when a table was empty would scan it for ever.
  'plan_cache_mode=force_custom_plan',
];
const CHECKPOINT_EVERY = 64 * 1024 * 1024;
const YIELD_EVERY_MS = 40;

function start(options: PGliteOptions): Promise<PGlite> {
  const startParams = [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])];
  return PGlite.create({ ...options, startParams });
}

export async function openInMemory(template: Uint8Array<ArrayBuffer>): Promise<Db> {
  return new PgliteDb(await start({ loadDataDir: new Blob([template]) }));
}

/** Opens the books of a directory; a new directory starts as a copy of the template. */
export async function openDirectory(path: string, template: () => Promise<Uint8Array>): Promise<Db> {
  const release = await lockDirectory(path);
  try {
    const data = resolve(path, 'pgdata');
    if (!existsSync(data)) {
      const aside = `${data}.new`;
      await rm(aside, { recursive: true, force: true });
      untar(await template(), aside);
      await rename(aside, data);
    }
    return new PgliteDb(await start({ dataDir: `file://${data}` }), release);
  } catch (error) {
    await release();
    throw error;
  }
}

export class PgliteDb implements Db {
  readonly engine = 'pglite';
  readonly #pglite: PGlite;
  readonly #wire: PgliteWire;
  readonly #release: () => Promise<void>;
  readonly #scope = new TransactionScope();
  #turn: Promise<unknown> = Promise.resolve();
  #yielded = performance.now();

  constructor(pglite: PGlite, release = async (): Promise<void> => {}) {
    this.#pglite = pglite;
    this.#wire = new PgliteWire(pglite);
    this.#release = release;
  }

  query(text: string, params?: readonly SqlValue[]): Promise<unknown[]> {
    return this.#alone(() => this.#wire.query(text, params));
  }

  async execute(text: string): Promise<void> {
    await this.#alone(() => this.#wire.execute(text));
  }

  copyIn(table: string, columns: readonly string[], rows: CopyRows): Promise<void> {
    return this.#alone(() => this.#wire.copyIn(table, columns, rows));
  }

  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T> {
    return this.#alone(async () => {
      await this.#wire.execute('BEGIN');
      let result: T;
      try {
        result = await this.#scope.run((assertOpen) => work(this.#inside(assertOpen)));
      } catch (error) {
        await this.#wire.execute('ROLLBACK');
        throw error;
      }
      if ((await this.#wire.execute('COMMIT')) !== 'COMMIT') throw new TransactionAbortedError();
      return result;
    });
  }

  async close(): Promise<void> {
    if (this.#pglite.closed) return;
    try {
      await this.#alone(async () => {
        await this.#wire.execute('CHECKPOINT');
        await this.#pglite.close();
      });
    } finally {
      await this.#release();
    }
  }

  #inside(assertOpen: () => void): Sql {
    const speak = async <R>(statement: () => Promise<R>): Promise<R> => {
      assertOpen();
      await this.#letOthersLive();
      assertOpen();
      return statement();
    };
    return {
      engine: this.engine,
      query: (text, params) => speak(() => this.#wire.query(text, params)),
      execute: async (text) => {
        await speak(() => this.#wire.execute(text));
      },
      copyIn: (table, columns, rows) => speak(() => this.#wire.copyIn(table, columns, rows)),
    };
  }

  /** Everyone waits for a turn; a transaction is one turn. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    this.#scope.assertOutside();
    const before = this.#turn;
    const mine = before.then(async () => {
      await this.#letOthersLive();
      const result = await work();
      await this.#checkpointWhenDue();
      return result;
    });
    this.#turn = mine.catch(() => {});
    return mine;
  }

  /** PGlite computes on this thread: without a pause a long run of statements would starve timers and sockets. */
  async #letOthersLive(): Promise<void> {
    if (performance.now() - this.#yielded < YIELD_EVERY_MS) return;
    await setImmediate();
    this.#yielded = performance.now();
  }

  async #checkpointWhenDue(): Promise<void> {
    if (this.#wire.sent < CHECKPOINT_EVERY || this.#pglite.closed) return;
    this.#wire.sent = 0;
    await this.#wire.execute('CHECKPOINT');
  }
}
