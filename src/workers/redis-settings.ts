import { Redis } from 'ioredis';

/** What of a Redis decides whether it is fit for a queue, and whether it can take another job now. */
export interface RedisSettings {
  /** `maxmemory-policy`: what is removed when the memory is full. */
  readonly evictionPolicy: string;
  /** AOF: whether what was acknowledged survives a crash. */
  readonly appendOnly: boolean;
  readonly usedBytes: number;
  /** 0 where there is no limit. */
  readonly limitBytes: number;
}

/** Undefined where the server does not answer. */
export async function redisSettings(url: string): Promise<RedisSettings | undefined> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => null });
  redis.on('error', () => {});
  try {
    await redis.connect();
    const info = `${await redis.info('memory')}\n${await redis.info('persistence')}`;
    const value = (key: string): string => new RegExp(`^${key}:(.*?)\r?$`, 'm').exec(info)?.[1] ?? '';
    return {
      evictionPolicy: value('maxmemory_policy'),
      appendOnly: value('aof_enabled') === '1',
      usedBytes: Number(value('used_memory')),
      limitBytes: Number(value('maxmemory')),
    };
  } catch {
    return undefined;
  } finally {
    redis.disconnect();
  }
}
