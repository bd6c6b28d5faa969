import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDb } from '../../src/ledger/open.js';
import { faultsOf } from '../replay/invariants.js';
import { differenceOf, filesBelow, fromRoot, golden } from '../replay/replays.js';
import { freshDatabase } from '../support/database.js';
import { temporaryFolder } from '../support/files.js';
import { droppedShuffled, outputsOf } from '../support/inboxes.js';
import { type RedisServer, startPrivateRedis } from '../support/redis-server.js';
import { ServiceProcess, startCluster } from '../support/services.js';

/**
 * Any number of workers, whatever the queue: the bytes of a replay. Two workers over Redis, with kills on top, are in
 * every run (test/faults); all cases, numbers and queues with RISKPOOL_FAULTS=full.
 */
const FULL = process.env['RISKPOOL_FAULTS'] === 'full';
const MATRIX: [string, number, 'Redis' | 'PostgreSQL'][] = FULL
  ? ['case-101', 'case-102', 'case-103'].flatMap((name): [string, number, 'Redis' | 'PostgreSQL'][] => [
      [name, 1, 'Redis'],
      [name, 2, 'Redis'],
      [name, 4, 'Redis'],
      [name, 2, 'PostgreSQL'],
    ])
  : [];

let redis: RedisServer | undefined;
beforeAll(async () => {
  if (FULL) redis = await startPrivateRedis();
});
afterAll(() => redis?.stop());

async function folders(): Promise<{ inbox: string; out: string; logs: string; data: string }> {
  const root = await temporaryFolder();
  const made = {
    inbox: join(root, 'inbox'),
    out: join(root, 'out'),
    logs: join(root, 'logs'),
    data: join(root, 'data'),
  };
  for (const folder of Object.values(made)) mkdirSync(folder);
  return made;
}

function expectSame(name: string, out: string): void {
  const wanted = filesBelow(fromRoot(`test/golden/${name}/expected`));
  const difference = differenceOf(outputsOf(out, golden(name).manifests), wanted);
  expect(difference).toEqual({ missing: [], unexpected: [], differing: [] });
}

describe('files dropped in any order, taken by watch and worked on in parallel', () => {
  test.each(MATRIX)(
    '%s with %i workers over %s gives the bytes of replay',
    { timeout: 240_000 },
    async (name, n, queue) => {
      const { out, logs, inbox } = await folders();
      droppedShuffled(name, inbox);
      const database = await freshDatabase();
      const env = { DATABASE_URL: database, ...(queue === 'Redis' ? { REDIS_URL: redis?.url ?? '' } : {}) };
      const config = fromRoot(golden(name).config);
      const { watcher, workers } = startCluster({
        inbox,
        out,
        config,
        until: golden(name).until,
        workers: n,
        env,
        logs,
      });
      expect(await watcher.ended()).toBe(1);
      await Promise.all(workers.map((worker) => worker.kill('SIGTERM')));
      expectSame(name, out);
      const db = await openDb({ kind: 'postgres', url: database });
      expect(await faultsOf(db)).toEqual([]);
      await db.close();
    },
  );

  test('one process on embedded books gives them too, manifests included', { timeout: 120_000 }, async () => {
    const { out, logs, inbox, data } = await folders();
    const { config, until } = golden('samples');
    droppedShuffled('samples', inbox);
    const words = ['watch', inbox, '--out', out, '--data', data, '--dated', '--once', '--work'];
    words.push('--until', until, '--config', fromRoot(config));
    const watcher = new ServiceProcess(words, {}, logs, 'watch').start();
    expect(await watcher.ended()).toBeLessThan(2);
    expectSame('samples', out);
  });
});
