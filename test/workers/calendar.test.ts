import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { DateTime } from 'luxon';
import { expect, onTestFinished, test } from 'vitest';
import { openQueueing, redisBackend } from '../../src/workers/bullmq.js';
import { startPrivateRedis } from '../support/redis-server.js';

test('the calendar strikes at 00:05 of the month after, Shanghai time, and whoever listens is told', async () => {
  const redis = await startPrivateRedis({});
  onTestFinished(() => redis.stop());
  const queueing = openQueueing(redisBackend(redis.url, 'test'), () => {});
  onTestFinished(() => queueing.close());
  let struck = () => {};
  const strike = new Promise<void>((resolve) => {
    struck = resolve;
  });
  await queueing.schedule(async () => struck());

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
  await strike;
});
