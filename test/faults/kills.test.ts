import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { openDb } from '../../src/ledger/open.js';
import { faultsOf } from '../replay/invariants.js';
import { differenceOf, filesBelow, fromRoot, golden } from '../replay/replays.js';
import { temporaryFolder } from '../support/files.js';
import { droppedShuffled, outputsOf } from '../support/inboxes.js';
import { withClient } from '../support/postgres-server.js';
import { startPrivatePostgres } from '../support/private-postgres.js';
import { startPrivateRedis } from '../support/redis-server.js';
import { startCluster } from '../support/services.js';

/** Anything may die at any moment: the run ends by itself, with the same bytes. All kills with RISKPOOL_FAULTS=full. */
const FULL = process.env['RISKPOOL_FAULTS'] === 'full';
const NAME = 'case-101';

/** How often each dies over one case, or over as many as it takes. */
const PLANS = FULL
  ? {
      worker: { worker: 30 },
      watcher: { watcher: 10 },
      Redis: { redis: 5 },
      PostgreSQL: { postgres: 5 },
      'Redis for good': { flush: 3 },
    }
  : {
      'a worker, the watcher, Redis and PostgreSQL': {
        worker: 2,
        watcher: 1,
        redis: 1,
        postgres: 1,
        flush: 1,
      },
    };

type Victim = 'worker' | 'watcher' | 'redis' | 'postgres' | 'flush';

/** Two workers and a watcher over one case, with kills in between; gives back how many of them came to pass. */
async function run(kills: readonly Victim[]): Promise<number> {
  const [redis, postgres] = await Promise.all([startPrivateRedis(), startPrivatePostgres()]);
  const root = await temporaryFolder();
  const [inbox, out, logs] = ['inbox', 'out', 'logs'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [inbox, out, logs]) mkdirSync(folder);
  droppedShuffled(NAME, inbox);
  const database = new URL(postgres.url);
  database.pathname = '/riskpool';
  await withClient(postgres.url, (client) =>
    client.query("CREATE DATABASE riskpool TEMPLATE template0 ENCODING 'UTF8'"),
  );
  const env = { DATABASE_URL: database.href, REDIS_URL: redis.url };
  const { config, until } = golden(NAME);
  const { watcher, workers } = startCluster({
    inbox,
    out,
    config: fromRoot(config),
    until,
    workers: 2,
    env,
    logs,
  });
  onTestFinished(async () => {
    await Promise.all([watcher, ...workers].map((service) => service.kill('SIGKILL')));
    await Promise.all([redis.stop(), postgres.stop()]);
  });

  const strike: Record<Victim, () => Promise<void>> = {
    worker: async () => {
      const victim = workers[Math.floor(Math.random() * workers.length)];
      await victim?.kill('SIGKILL');
      victim?.start();
    },
    watcher: async () => {
      await watcher.kill('SIGKILL');
      watcher.start();
    },
    redis: async () => {
      await redis.kill();
      await redis.restart();
    },
    postgres: async () => {
      await postgres.kill();
      await postgres.restart();
    },
    flush: async () => {
      const client = new Redis(redis.url);
      await client.flushall();
      client.disconnect();
    },
  };
  let done = 0;
  for (const victim of kills) {
    await sleep(200 + Math.random() * 1_500);
    if (!watcher.running) break;
    await strike[victim]();
    done += 1;
  }
  expect(await watcher.ended()).toBe(1);
  await Promise.all(workers.map((worker) => worker.kill('SIGTERM')));
  const wanted = filesBelow(fromRoot(`test/golden/${NAME}/expected`));
  expect(differenceOf(outputsOf(out, false), wanted)).toEqual({ missing: [], unexpected: [], differing: [] });
  const db = await openDb({ kind: 'postgres', url: database.href });
  expect(await faultsOf(db)).toEqual([]);
  expect(await db.query("SELECT id FROM work WHERE state <> 'published'")).toEqual([]);
  await db.close();
  return done;
}

test.each(Object.entries(PLANS))(
  'killing %s at random moments changes nothing',
  { timeout: 1_200_000 },
  async (_, plan) => {
    const kills = Object.entries(plan).flatMap(([victim, times]) =>
      Array<Victim>(times).fill(victim as Victim),
    );
    let left = kills.sort(() => Math.random() - 0.5);
    for (let rounds = 0; left.length > 0 && rounds < 20; rounds++) left = left.slice(await run(left));
    expect(left).toEqual([]);
  },
);
