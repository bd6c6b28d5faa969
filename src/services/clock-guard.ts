import type { Sql } from '../db/db.js';
import { shanghaiDate } from '../domain/dates.js';
import { type ClockStop, clockStop, databaseClock, keepClockStop } from '../ledger/work/service-facts.js';

const MOST_SKEW_MS = 60_000;
const MOST_JUMP_MS = 86_400_000;

/** The two clocks of a machine: the time of day, which may be set, and the time since its start, which may not. */
export interface Clock {
  wall(): number;
  steady(): number;
}

const MACHINE: Clock = { wall: () => Date.now(), steady: () => performance.now() };

/** What stopped, and what a person is to do. */
export const stopSentence = ({ from, to }: ClockStop): string =>
  `本机时钟从${from}跳到${to}。为免按错误日期处理,收件和日历已停止。` +
  '请核对本机和数据库的日期,校准后执行riskpool resume --by <经手人>,看管进程随即继续。';

/**
 * Watches the clock that dates files and runs: it must agree with the database's, and must not jump. A jump shows when
 * the time of day has moved by more than a day beyond what has really gone by. It is kept in the books, and stands
 * until a person says go: a clock that goes back by itself, or a process that is started again, says nothing of what is right.
 */
export class ClockGuard {
  readonly #db: Sql;
  readonly #clock: Clock;
  /** Time of day less steady time, when the clock was last trusted. */
  #offset: number;
  #stopped = false;

  constructor(db: Sql, clock = MACHINE) {
    this.#db = db;
    this.#clock = clock;
    this.#offset = clock.wall() - clock.steady();
  }

  /** A sentence for the operator where the clock cannot be trusted: nothing is to be dated by it then. */
  async fault(): Promise<string | undefined> {
    const now = this.#clock.wall();
    const offset = now - this.#clock.steady();
    const stop = await clockStop(this.#db);
    // The stop that was seen is gone: a person has looked at the clock and said go.
    if (stop === undefined && this.#stopped) this.#offset = offset;
    this.#stopped = stop !== undefined;
    if (stop !== undefined) return stopSentence(stop);
    if (Math.abs(offset - this.#offset) > MOST_JUMP_MS) {
      const from = shanghaiDate(this.#offset + this.#clock.steady());
      const jumped = { from, to: shanghaiDate(now), at: new Date(now).toISOString() };
      await keepClockStop(this.#db, jumped);
      this.#stopped = true;
      return stopSentence(jumped);
    }
    const database = await databaseClock(this.#db);
    const skew = Math.round(Math.abs(database.now - now) / 1000);
    if (skew * 1000 > MOST_SKEW_MS)
      return `本机时钟与数据库相差${skew}秒。为免按错误日期处理,收件和日历已停止,校时后自动继续。`;
    this.#offset = offset;
    return undefined;
  }
}
