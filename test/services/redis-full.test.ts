import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { openDb } from '../../src/ledger/open.js';
import { differenceOf, filesBelow, fromRoot, replayInto, SAMPLES } from '../replay/replays.js';
import { command } from '../support/command.js';
import { freshDatabase } from '../support/database.js';
import { temporaryFolder } from '../support/files.js';
import { outputsOf } from '../support/inboxes.js';
import { startPrivateRedis } from '../support/redis-server.js';
import { startCluster } from '../support/services.js';

/** A Redis that takes no jobs tells no worker of work; it is in the ledger, and workers find it there. Both ways with RISKPOOL_FAULTS=full. */
const FULL = process.env['RISKPOOL_FAULTS'] === 'full';

afterEach(() => {
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

const UNTIL = '2025-07-16';

const WAYS: [string, string][] = [
  ['at its limit of memory', 'Redis内存已满'],
  ['that has gone', 'Redis没有应答'],
];

test.each(FULL ? WAYS : WAYS.slice(0, 1))(
  'with a Redis %s two workers give the bytes of replay, and status says why',
  {
    timeout: 120_000,
  },
  async (how, words) => {
    const redis = await startPrivateRedis();
    onTestFinished(() => redis.stop());
    if (how.startsWith('at')) await redis.limit(1);
    else await redis.kill();
    const root = await temporaryFolder();
    const [inbox, out, logs] = [join(root, 'inbox'), join(root, 'out'), join(root, 'logs')];
    for (const folder of [inbox, out, logs]) mkdirSync(folder);
    for (const day of ['2025-07-15', UNTIL])
      cpSync(join(fromRoot(SAMPLES.inbox), day), join(inbox, day), { recursive: true });
    const env = { DATABASE_URL: await freshDatabase(), REDIS_URL: redis.url };
    const config = fromRoot(SAMPLES.config);
    const { watcher, workers } = startCluster({ inbox, out, config, until: UNTIL, workers: 2, env, logs });
    onTestFinished(async () => {
      await Promise.all([watcher, ...workers].map((service) => service.kill('SIGKILL')));
    });
    expect(await watcher.ended()).toBeLessThan(2);
    await Promise.all(workers.map((worker) => worker.kill('SIGKILL')));
    const replayed = join(root, 'replayed');
    await replayInto(replayed, { ...SAMPLES, until: UNTIL });
    expect(differenceOf(outputsOf(out, true), filesBelow(replayed))).toEqual({
      missing: [],
      unexpected: [],
      differing: [],
    });
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    expect((await command('status')).said).toContain(words);
    const db = await openDb({ kind: 'postgres', url: env.DATABASE_URL });
    expect(await db.query('SELECT max(tries)::int4 AS tries, max(errors)::int4 AS errors FROM work')).toEqual(
      [{ tries: 1, errors: 0 }],
    );
    await db.close();
  },
);
