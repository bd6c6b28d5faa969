import { setTimeout as sleep } from 'node:timers/promises';
import { undone } from '../ledger/work/work.js';
import { processWork, type WorkContext } from './process-work.js';
import { type Consumer, ENQUEUED_AHEAD, type Queue } from './queue.js';

const CALENDAR_EVERY_MS = 60_000;

/** The queue of a single process: the same work, the same tries and pauses, one piece at a time in the ledger's order. */
export function inProcessQueue(): Queue {
  /** Jobs by the work they name, with the moment (ms since this process began: a clock that is set must not keep one waiting) from which each may be taken up. */
  const jobs = new Map<bigint, number>();
  let active = 0;
  const consumers: Consumer[] = [];
  const running = (loop: (stopped: () => boolean) => Promise<void>): Consumer => {
    let stopped = false;
    const ended = loop(() => stopped);
    const consumer = {
      close: async () => {
        stopped = true;
        await ended;
      },
    };
    consumers.push(consumer);
    return consumer;
  };
  const next = (): bigint | undefined => {
    const due = [...jobs].filter(([, at]) => at <= performance.now()).map(([id]) => id);
    return due.sort((a, b) => (a < b ? -1 : 1))[0];
  };

  const enqueue = async (ids: readonly bigint[]): Promise<void> => {
    for (const id of ids) if (!jobs.has(id)) jobs.set(id, 0);
  };

  return {
    enqueue,
    consume: (context: WorkContext) =>
      running(async (stopped) => {
        while (!stopped()) {
          const id = next();
          if (id === undefined) {
            await sleep(20);
            continue;
          }
          active = 1;
          const result = await processWork(context, id);
          active = 0;
          if (result === 'done') {
            jobs.delete(id);
            if (jobs.size === 0) await enqueue(await undone(context.place.db, ENQUEUED_AHEAD));
          } else jobs.set(id, performance.now() + result.again);
        }
      }),
    schedule: async (onMonthEnd) =>
      running(async (stopped) => {
        for (let at = performance.now(); !stopped(); await sleep(50)) {
          if (performance.now() - at < CALENDAR_EVERY_MS) continue;
          at = performance.now();
          await onMonthEnd();
        }
      }),
    depth: async () => ({ waiting: jobs.size - active, active, delayed: 0 }),
    close: async () => {
      await Promise.all(consumers.map((consumer) => consumer.close()));
    },
  };
}
