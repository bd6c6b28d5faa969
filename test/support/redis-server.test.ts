import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { startPrivateRedis, startRedis } from './redis-server.js';

async function write(url: string): Promise<void> {
  const redis = new Redis(url);
  // The answer waits for the file, so that the kill below cannot come between.
  await redis.config('SET', 'appendfsync', 'always');
  await redis.set('seen', 'yes');
  redis.disconnect();
}

async function read(url: string): Promise<string | null> {
  const redis = new Redis(url);
  const value = await redis.get('seen');
  redis.disconnect();
  return value;
}

test.each([
  [true, 'yes'],
  [false, null],
])('a killed Redis with appendonly %s comes back with %s', async (appendonly, expected) => {
  const server = await startPrivateRedis({ appendonly });
  onTestFinished(() => server.stop());
  await write(server.url);
  await server.kill();
  await server.restart();
  expect(await read(server.url)).toBe(expected);
});

test('a Redis for tests answers', async () => {
  const server = await startRedis();
  onTestFinished(() => server.stop());
  const redis = new Redis(server.url);
  expect(await redis.ping()).toBe('PONG');
  redis.disconnect();
});
