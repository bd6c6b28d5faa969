import type { Logger } from 'pino';
import type { Sql } from '../db/db.js';
import { shanghaiDate } from '../domain/dates.js';
import { databaseClock } from '../ledger/work/service-facts.js';
import { redisSettings } from '../workers/redis-settings.js';

/** The surroundings are unfit for work that must not be lost: a sentence for the operator. */
export class UnfitError extends Error {
  override readonly name = 'UnfitError';
}

const MOST_SKEW_SECONDS = 60;

/**
 * Before any work: a Redis that evicts jobs would lose jobs without an error, and a machine that does not know Shanghai's
 * date would date files wrongly. The schema was checked when the books were opened, the configuration when it was read.
 */
export async function checkStart(sql: Sql, redisUrl: string, log: Logger): Promise<void> {
  // 16:30 UTC on the last day of the year is the next year's first day in Shanghai.
  if (shanghaiDate(Date.UTC(2025, 11, 31, 16, 30)) !== '2026-01-01')
    throw new UnfitError('本机的Node.js不认识Asia/Shanghai时区(缺少完整的ICU数据),不能确定业务日期。');
  const { now, zone } = await databaseClock(sql);
  if (zone !== 'Asia/Shanghai') throw new UnfitError(`数据库会话的时区是${zone},应为Asia/Shanghai。`);
  const skew = Math.abs(now - Date.now()) / 1000;
  if (skew > MOST_SKEW_SECONDS) throw new UnfitError(`本机时钟与数据库相差${Math.round(skew)}秒,请先校时。`);
  if (redisUrl !== '') await checkRedis(redisUrl, log);
}

/** A Redis that cannot be reached is waited for: work is recorded in the ledger meanwhile. */
async function checkRedis(url: string, log: Logger): Promise<void> {
  const settings = await redisSettings(url);
  if (settings === undefined) {
    log.warn({}, 'Redis cannot be reached yet: work is recorded and waits for it');
    return;
  }
  if (settings.evictionPolicy !== 'noeviction')
    throw new UnfitError(
      `Redis的maxmemory-policy是${settings.evictionPolicy},内存不足时会丢掉待办通知;请改为noeviction。`,
    );
  if (!settings.appendOnly)
    log.warn(
      {},
      'REDIS KEEPS NO AOF: a crash loses its queue. Nothing is lost in the ledger, but work is delayed. Set appendonly yes',
    );
}
