import { DelayedError, type Job, type Worker } from 'bullmq';
import { undone } from '../ledger/work/work.js';
import type { Backend, WorkerSettings } from './bullmq-backends.js';
import { workFromLedger } from './from-ledger.js';
import { processWork, type WorkContext } from './process-work.js';
import { type Consumer, ENQUEUED_AHEAD, type Queue } from './queue.js';

/** After a worker's death its jobs are taken up within the lock's duration and one look for stalled jobs: 7 s. */
const LOCK_MS = 5_000;
const STALLED_EVERY_MS = 2_000;
/** Crashes are counted in the ledger, which also knows what is to be done about them. */
const ANY_NUMBER = 1_000_000;
/** One commits; the others read ahead, or write receipts. */
const AT_ONCE = 4;
/** A queue that does not answer within this time is tried again later: the sweep enqueues whatever has no job. */
const ANSWER_MS = 2_000;
/** Every so many pieces of work, whoever is done enqueues what comes next. */
const ENQUEUE_EVERY = 4n;
const GONE = { removeOnComplete: true, removeOnFail: true } as const;

interface WorkJob {
  /** Id in the ledger, and nothing else: jobs lie in Redis in clear text. */
  readonly work: string;
}

/** First in order, first served, also among those that come back from waiting for their turn. */
const priorityOf = (id: bigint): number => Number(id % 2_000_000n) + 1;

const WORKER: WorkerSettings = {
  concurrency: AT_ONCE,
  lockDuration: LOCK_MS,
  stalledInterval: STALLED_EVERY_MS,
  maxStalledCount: ANY_NUMBER,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
  drainDelay: 5,
  runRetryDelay: 1_000,
};

/** The queue as BullMQ keeps it on a backend. */
export function openBullQueue(backend: Backend, onError: (error: unknown) => void): Queue {
  const work = backend.queue('work');
  const calendar = backend.queue('calendar');
  const workers: Worker[] = [];
  /** The last attempt to make jobs failed: Redis is full or away. */
  let silent = false;
  for (const queue of [work, calendar]) queue.on('error', onError);

  const consumer = (worker: Worker): Consumer => {
    worker.on('error', onError);
    workers.push(worker);
    return { close: () => worker.close() };
  };

  const enqueue = async (ids: readonly bigint[]): Promise<void> => {
    const jobs = ids.map((id) => ({
      name: 'work',
      data: { work: id.toString() } satisfies WorkJob,
      opts: { jobId: `w-${id}`, priority: priorityOf(id), ...GONE },
    }));
    if (jobs.length === 0) return;
    try {
      await inTime(work.addBulk(jobs));
      silent = false;
    } catch (error) {
      silent = true;
      throw error;
    }
  };

  return {
    enqueue,
    consume: (context) => {
      const next = (ids: readonly bigint[]): Promise<void> => enqueue(ids).catch(onError);
      const called = consumer(
        backend.worker('work', (job, token) => onJob(context, next, job, token), WORKER),
      );
      const unasked = workFromLedger(context, () => silent);
      return {
        close: async () => {
          await Promise.all([called.close(), unasked.close()]);
        },
      };
    },
    schedule: async (onMonthEnd) => {
      await inTime(
        calendar.upsertJobScheduler(
          'month-end',
          { pattern: '0 5 0 1 * *', tz: 'Asia/Shanghai' },
          { name: 'month-end', opts: GONE },
        ),
      );
      return consumer(backend.worker('calendar', () => onMonthEnd(), { ...WORKER, concurrency: 1 }));
    },
    depth: async () => {
      const counts = await inTime(work.getJobCounts('waiting', 'prioritized', 'active', 'delayed'));
      return {
        waiting: (counts['waiting'] ?? 0) + (counts['prioritized'] ?? 0),
        active: counts['active'] ?? 0,
        delayed: counts['delayed'] ?? 0,
      };
    },
    close: async () => {
      await Promise.all(workers.map((one) => one.close(true)));
      await Promise.all([work.close(), calendar.close()].map((closing) => closing.catch(onError)));
      await backend.close();
    },
  };
}

/** Does the work that a job names as far as it goes; what is not finished comes back as the same job later. */
async function onJob(
  context: WorkContext,
  enqueue: Queue['enqueue'],
  job: Job,
  token: string | undefined,
): Promise<void> {
  const { work } = job.data as WorkJob;
  const id = BigInt(work);
  const result = await processWork(context, id);
  if (result === 'done') {
    if (id % ENQUEUE_EVERY === 0n) await enqueue(await undone(context.place.db, ENQUEUED_AHEAD));
    return;
  }
  await job.moveToDelayed(Date.now() + result.again, token);
  throw new DelayedError();
}

/** Redis that is away must not hold up what can go on without it. */
async function inTime<T>(asked: Promise<T>): Promise<T> {
  asked.catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueAwayError()), ANSWER_MS);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

export class QueueAwayError extends Error {
  override readonly name = 'QueueAwayError';

  constructor() {
    super('the queue does not answer');
  }
}
