import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { withClient } from './postgres-server.js';
import { findProgram, freePort, postgresFolders, serverFolder, unprivileged, until } from './programs.js';

/** A PostgreSQL of the test's own, which may be killed and started again on the same port and folder. */
export interface PrivatePostgres {
  readonly url: string;
  /** Of the server as it runs now; it has waited for its ended connections. */
  readonly pid: number;
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** What is committed is in the operating system's hands at once: a killed server loses nothing, a power cut is not tried. */
export async function startPrivatePostgres(): Promise<PrivatePostgres> {
  const initdb = findProgram('initdb', 'postgresql', postgresFolders());
  const postgres = findProgram('postgres', 'postgresql', postgresFolders());
  const folder = serverFolder('riskpool-killable-');
  const data = join(folder, 'data');
  const init = ['-D', data, '-U', 'riskpool', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  execFileSync(initdb, init, { ...unprivileged, cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const port = await freePort();
  const url = `postgres://riskpool@127.0.0.1:${port}/postgres`;
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    '-k',
    folder,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'fsync=off',
  ];

  let server: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = server;
    server = undefined;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    ending.kill(signal);
    await once(ending, 'exit');
  };
  /** Children of a killed server take a moment to notice; until then a new one refuses to start. */
  const start = (): Promise<void> =>
    until('PostgreSQL', async () => {
      if (server === undefined || server.exitCode !== null) {
        server = spawn(postgres, args, { ...unprivileged, cwd: folder, stdio: 'ignore' });
      }
      await withClient(url, (client) => client.query('SELECT 1'));
    });
  process.once('exit', () => {
    server?.kill('SIGKILL');
  });
  await start();
  return {
    url,
    get pid() {
      if (server?.pid === undefined) throw new Error('the server is not running');
      return server.pid;
    },
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGINT');
      await start();
    },
    stop: async () => {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
