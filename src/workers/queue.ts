import type { Sql } from '../db/db.js';
import { undone } from '../ledger/work/work.js';
import type { WorkContext } from './process-work.js';

/** Something that processes jobs until closed; closing waits for what is in hand. */
export interface Consumer {
  close(): Promise<void>;
}

/** So much of the work that comes next is enqueued at a time: what lies further off could only wait. */
export const ENQUEUED_AHEAD = 16;

export interface Depth {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
}

/**
 * Jobs that each name one piece of work in the ledger. The ledger says what is to be done; a job only brings a worker to
 * look, so losing the queue delays work and loses none.
 */
export interface Queue {
  /** Makes a job for each piece of work that has none. */
  enqueue(ids: readonly bigint[]): Promise<void>;
  consume(context: WorkContext): Consumer;
  /** Calls `onMonthEnd` after each month's end, Shanghai time. */
  schedule(onMonthEnd: () => Promise<void>): Promise<Consumer>;
  depth(): Promise<Depth>;
  close(): Promise<void>;
}

const SWEEP_EVERY_MS = 2_000;

/**
 * Enqueues now and then whatever is not done: work that was recorded and never enqueued, or whose jobs were lost with a
 * Redis. A piece of work that has a job already gets no second one.
 */
export function sweepRegularly(db: Sql, queue: Queue, onError: (error: unknown) => void): () => void {
  let going = false;
  const sweep = async (): Promise<void> => {
    if (going) return;
    going = true;
    try {
      await queue.enqueue(await undone(db, ENQUEUED_AHEAD));
    } catch (error) {
      onError(error);
    } finally {
      going = false;
    }
  };
  const timer = setInterval(sweep, SWEEP_EVERY_MS);
  void sweep();
  return () => clearInterval(timer);
}
