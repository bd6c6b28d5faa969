import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { Redis } from 'ioredis';
import { findProgram, freePort, serverFolder, unprivileged, until } from './programs.js';

export interface RedisServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A Redis of the test's own, which may be killed and started again on the same port and folder. */
export interface PrivateRedis extends RedisServer {
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** Sets its limit of memory (bytes); 1 is always reached. */
  limit(bytes: number): Promise<void>;
}

export interface RedisOptions {
  readonly appendonly?: boolean;
  readonly maxmemoryPolicy?: string;
}

/** The server REDIS_URL names, else a private one. */
export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  const given = process.env['REDIS_URL'];
  if (given !== undefined && given !== '') return { url: given, stop: async () => {} };
  return startPrivateRedis(options);
}

/** For tests that break it: never the one of REDIS_URL. */
export async function startPrivateRedis(options: RedisOptions = {}): Promise<PrivateRedis> {
  const program = findProgram('redis-server', 'redis-server');
  const folder = serverFolder('riskpool-redis-');
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}/0`;
  const settings = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: options.appendonly === false ? 'no' : 'yes',
    'maxmemory-policy': options.maxmemoryPolicy ?? 'noeviction',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);

  let server: ChildProcess | undefined;
  const orphan = (): void => {
    server?.kill('SIGKILL');
  };
  const start = async (): Promise<void> => {
    server = spawn(program, args, { ...unprivileged, cwd: folder, stdio: 'ignore' });
    await until('Redis', () => ping(url));
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = server;
    server = undefined;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    ending.kill(signal);
    await once(ending, 'exit');
  };

  process.once('exit', orphan);
  await start();
  return {
    url,
    kill: () => end('SIGKILL'),
    limit: async (bytes) => {
      const redis = new Redis(url);
      await redis.config('SET', 'maxmemory', String(bytes));
      redis.disconnect();
    },
    restart: async () => {
      await end('SIGTERM');
      await start();
    },
    stop: async () => {
      process.off('exit', orphan);
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ping(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => {});
  try {
    await redis.connect();
    await redis.ping();
  } finally {
    redis.disconnect();
  }
}
