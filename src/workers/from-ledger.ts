import { setTimeout as sleep } from 'node:timers/promises';
import { SessionLock } from '../db/session-lock.js';
import { undone } from '../ledger/work/work.js';
import { processWork, type WorkContext } from './process-work.js';
import { type Consumer, ENQUEUED_AHEAD } from './queue.js';

/** One worker among all that share the books works from the ledger. */
const LEDGER_WORKER_LOCK = 7_214_310_031n;
const LOOK_EVERY_MS = 500;

/**
 * Works off what the ledger has while the queue takes no jobs (its memory is full, it does not answer): the queue is a
 * doorbell, and work goes on without it, one piece after another in the ledger's order. Only one process does so at a time:
 * each try is counted, and a file that many had in hand would be held to have ended them.
 * @param silent whether the queue takes no jobs at the moment
 */
export function workFromLedger(context: WorkContext, silent: () => boolean): Consumer {
  const alone = loneWorker(context);
  let closed = false;
  const over = (): boolean => closed || context.stopping();
  const round = async (): Promise<void> => {
    if (!(await alone.hold())) return;
    for (const id of await undone(context.place.db, ENQUEUED_AHEAD)) {
      if (over() || !silent() || (await processWork(context, id)) !== 'done') return;
    }
  };
  const loop = async (): Promise<void> => {
    for (; !over(); await sleep(LOOK_EVERY_MS)) {
      // The database may be away as well: then the next look tries again.
      if (silent()) await round().catch(() => {});
      else await alone.release();
    }
    await alone.release();
  };
  const ended = loop();
  return {
    close: async () => {
      closed = true;
      await ended;
    },
  };
}

/** Embedded books have no other process to share with. */
function loneWorker({ place }: WorkContext): Pick<SessionLock, 'hold' | 'release'> {
  const url = process.env.DATABASE_URL ?? '';
  if (place.db.engine === 'postgres' && url !== '') return new SessionLock(url, LEDGER_WORKER_LOCK);
  return { hold: async () => true, release: async () => {} };
}
