import { pino } from 'pino';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Db } from '../../src/db/db.js';
import { openDb } from '../../src/ledger/open.js';
import { checkStart, UnfitError } from '../../src/services/start-checks.js';
import { startPrivateRedis } from '../support/redis-server.js';

let db: Db;
beforeAll(async () => {
  db = await openDb({ kind: 'memory' });
});
afterAll(() => db.close());

function recording(): { log: pino.Logger; lines: string[] } {
  const lines: string[] = [];
  return { lines, log: pino({}, { write: (line: string) => lines.push(line) }) };
}

test('a Redis that evicts is fatal', async () => {
  const redis = await startPrivateRedis({ maxmemoryPolicy: 'allkeys-lru' });
  onTestFinished(() => redis.stop());
  await expect(checkStart(db, redis.url, recording().log)).rejects.toThrow(UnfitError);
});

test.each([
  [true, 0],
  [false, 1],
])('a Redis with appendonly %s gets %i warnings', async (appendonly, warnings) => {
  const redis = await startPrivateRedis({ appendonly });
  onTestFinished(() => redis.stop());
  const { log, lines } = recording();
  await checkStart(db, redis.url, log);
  expect(lines).toHaveLength(warnings);
});

test('a Redis that is away is waited for', async () => {
  const { log, lines } = recording();
  await checkStart(db, 'redis://127.0.0.1:1/0', log);
  expect(lines).toHaveLength(1);
});
