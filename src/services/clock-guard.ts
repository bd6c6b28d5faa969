import type { Sql } from '../db/db.js';
import { shanghaiDate } from '../domain/dates.js';
import { databaseClock } from '../ledger/work/service-facts.js';

const MOST_SKEW_MS = 60_000;
const MOST_JUMP_MS = 86_400_000;

/** The two clocks of a machine: the time of day, which may be set, and the time since its start, which may not. */
export interface Clock {
  wall(): number;
  steady(): number;
}

const MACHINE: Clock = { wall: () => Date.now(), steady: () => performance.now() };

/**
 * Watches the clock that dates files and runs: it must agree with the database's, and must not jump. A jump shows when
 * the time of day has moved by more than a day beyond what has really gone by.
 */
export class ClockGuard {
  readonly #db: Sql;
  readonly #clock: Clock;
  /** Time of day less steady time, when the clock was last trusted. */
  #offset: number;

  constructor(db: Sql, clock = MACHINE) {
    this.#db = db;
    this.#clock = clock;
    this.#offset = clock.wall() - clock.steady();
  }

  /** A sentence for the operator where the clock cannot be trusted: nothing is to be dated by it then. */
  async fault(): Promise<string | undefined> {
    const now = this.#clock.wall();
    const offset = now - this.#clock.steady();
    if (Math.abs(offset - this.#offset) > MOST_JUMP_MS) {
      const before = shanghaiDate(this.#offset + this.#clock.steady());
      return (
        `本机时钟从${before}跳到${shanghaiDate(now)}。为免按错误日期处理,收件和日历已停止。` +
        '时钟有误的,校时后自动继续;日期无误的,请重新启动看管进程(超过账簿最后日期40天时加--skip-to)。'
      );
    }
    const database = await databaseClock(this.#db);
    const skew = Math.round(Math.abs(database.now - now) / 1000);
    if (skew * 1000 > MOST_SKEW_MS)
      return `本机时钟与数据库相差${skew}秒。为免按错误日期处理,收件和日历已停止,校时后自动继续。`;
    this.#offset = offset;
    return undefined;
  }
}
