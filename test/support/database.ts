import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { withClient } from './postgres-server.js';

/** The URL of an empty database of this test file's own, dropped when the file is done. */
export async function freshDatabase(): Promise<string> {
  const server = inject('postgresUrl');
  const name = `riskpool_test_${randomBytes(6).toString('hex')}`;
  await withClient(server, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`),
  );
  afterAll(() => withClient(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
