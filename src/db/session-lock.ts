import pg from 'pg';

/**
 * A lock in PostgreSQL that is held by a connection of its own for as long as that lives: one holder among any number of
 * machines. The server frees it when the connection ends, in whatever way.
 */
export class SessionLock {
  readonly #url: string;
  readonly #key: bigint;
  #client: pg.Client | undefined;

  /** @param key any 64-bit number that all who compete for the lock agree on */
  constructor(url: string, key: bigint) {
    this.#url = url;
    this.#key = key;
  }

  /**
   * Takes the lock, or finds it still held; false where another has it. A connection that was lost is made anew.
   * @throws where the database is away
   */
  async hold(): Promise<boolean> {
    if (this.#client !== undefined) return true;
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'riskpool-lock',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    await client.connect();
    const { rows } = await client.query('SELECT pg_try_advisory_lock($1::bigint) AS held', [
      this.#key.toString(),
    ]);
    if (rows[0]?.held === true) {
      this.#client = client;
      return true;
    }
    await client.end();
    return false;
  }

  async release(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }

  #lost(client: pg.Client): void {
    if (this.#client === client) this.#client = undefined;
  }
}
