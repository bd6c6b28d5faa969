import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { findProgram, freePort, postgresFolders, serverFolder, unprivileged, until } from './programs.js';

export interface PostgresServer {
  /** Of its database `postgres`; freshDatabase makes others. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The server DATABASE_URL names, else a private one in a temporary folder, without fsync, gone after the tests. */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') return { url: given, stop: async () => {} };

  const initdb = findProgram('initdb', 'postgresql', postgresFolders());
  const postgres = findProgram('postgres', 'postgresql', postgresFolders());
  const folder = serverFolder('riskpool-postgres-');
  const data = join(folder, 'data');
  const init = ['-D', data, '-U', 'riskpool', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  execFileSync(initdb, init, { ...unprivileged, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });

  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    'fsync=off',
    'full_page_writes=off',
    'synchronous_commit=off',
  ];
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    ...settings.flatMap((setting) => ['-c', setting]),
  ];
  const server = spawn(postgres, args, { ...unprivileged, cwd: folder, stdio: 'ignore' });
  const ended = once(server, 'exit');
  const orphan = (): void => {
    server.kill('SIGINT');
  };
  process.once('exit', orphan);

  const url = `postgres://riskpool@127.0.0.1:${port}/postgres`;
  await until('PostgreSQL', () => withClient(url, (client) => client.query('SELECT 1')));
  return {
    url,
    stop: async () => {
      process.off('exit', orphan);
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
