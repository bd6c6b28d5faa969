import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { withClient } from './postgres-server.js';

/** The URL of an empty database of this test file's own, dropped when the file is done. */
export async function freshDatabase(): Promise<string> {
  const { url, drop } = await databaseOf(inject('postgresUrl'));
  afterAll(drop);
  return url;
}

export interface Database {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of a server: empty, or a copy of another that nobody is connected to. */
export async function databaseOf(server: string, copyOf = 'template0'): Promise<Database> {
  const name = `riskpool_test_${randomBytes(6).toString('hex')}`;
  await withClient(server, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${copyOf} ENCODING 'UTF8'`),
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  const drop = async (): Promise<void> => {
    await withClient(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  };
  return { url: url.href, drop };
}
