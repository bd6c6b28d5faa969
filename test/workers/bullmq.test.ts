import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { DateTime } from 'luxon';
import { expect, onTestFinished, test } from 'vitest';
import { openBullQueue } from '../../src/workers/bullmq.js';
import { redisBackend } from '../../src/workers/bullmq-backends.js';
import { startPrivateRedis } from '../support/redis-server.js';

test('the month-end job runs at 00:05 of the month after, Shanghai time, and calls whoever scheduled it', async () => {
  const redis = await startPrivateRedis({});
  onTestFinished(() => redis.stop());
  const queue = openBullQueue(redisBackend(redis.url, 'test'), () => {});
  onTestFinished(() => queue.close());
  let called = () => {};
  const call = new Promise<void>((resolve) => {
    called = resolve;
  });
  await queue.schedule(async () => called());

  const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
  onTestFinished(() => connection.disconnect());
  const calendar = new Queue('calendar', { connection, prefix: 'test' });
  onTestFinished(() => calendar.close());
  const scheduled = await calendar.getJobScheduler('month-end');
  const next = DateTime.fromMillis(scheduled?.next ?? 0, { zone: 'Asia/Shanghai' });
  expect(next.toFormat('dd HH:mm:ss')).toBe('01 00:05:00');
  expect(next > DateTime.now()).toBe(true);

  const [job] = await calendar.getDelayed();
  expect(job?.name).toBe('month-end');
  await job?.promote();
  await call;
});
