import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { withClient } from './postgres-server.js';

/** The URL of an empty database of this test file's own, dropped when the file is done. */
export async function freshDatabase(): Promise<string> {
  const { url, drop } = await databaseOf(inject('postgresUrl'));
  afterAll(drop);
  return url;
}

/** An empty database of a server. */
export async function databaseOf(server: string): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `riskpool_test_${randomBytes(6).toString('hex')}`;
  await withClient(server, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`),
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  const drop = async (): Promise<void> => {
    await withClient(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  };
  return { url: url.href, drop };
}
