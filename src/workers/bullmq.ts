import { DelayedError, type Job, Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { undone } from '../ledger/work/work.js';
import { BELLS, type Calendar, type Queueing, type Station } from './queueing.js';
import { type Crew, workOn } from './work-on.js';

/** After a worker's death its jobs are taken up within the lock's duration and one look for stalled jobs: 7 s. */
const LOCK_MS = 5_000;
const STALLED_EVERY_MS = 2_000;
/** Crashes are counted in the ledger, which also knows what is to be done about them. */
const ANY_NUMBER = 1_000_000;
/** One commits; the others read ahead, or write receipts. */
const AT_ONCE = 4;
/** What is not known within this time is asked again later: the sweep rings for whatever was not heard. */
const RING_MS = 2_000;
/** Every so many, whoever is done rings for what comes next. */
const RING_AGAIN = 4n;
const GONE = { removeOnComplete: true, removeOnFail: true } as const;

interface WorkJob {
  /** Id in the ledger, and nothing else: jobs lie in Redis in clear text. */
  readonly work: string;
}

/** First in order, first served, also among those that come back from waiting for their turn. */
const priorityOf = (id: bigint): number => Number(id % 2_000_000n) + 1;

/** How a queue and a worker of a backend are made; the rest is the same for Redis and PostgreSQL. */
export interface Backend {
  queue(name: string): Queue;
  worker(name: string, process: (job: Job, token?: string) => Promise<void>, options: typeof WORKER): Worker;
  close(): Promise<void>;
}

const WORKER = {
  concurrency: AT_ONCE,
  lockDuration: LOCK_MS,
  stalledInterval: STALLED_EVERY_MS,
  maxStalledCount: ANY_NUMBER,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
  drainDelay: 5,
  runRetryDelay: 1_000,
};

/** The queue on Redis: how work spreads over machines. */
export function redisBackend(url: string, prefix: string): Backend {
  const connections: Redis[] = [];
  const connect = (maxRetriesPerRequest: number | null): Redis => {
    const redis = new Redis(url, {
      maxRetriesPerRequest,
      retryStrategy: (times) => Math.min(50 * times, 1_000),
    });
    redis.on('error', () => {});
    connections.push(redis);
    return redis;
  };
  return {
    queue: (name) => new Queue(name, { connection: connect(1), prefix }),
    worker: (name, process, options) =>
      new Worker(name, process, { connection: connect(null), prefix, ...options }),
    close: async () => {
      for (const redis of connections) redis.disconnect();
    },
  };
}

/** BullMQ over a backend. Its jobs are bells that name a piece of work; the ledger says what is to be done. */
export function openQueueing(backend: Backend, onError: (error: unknown) => void): Queueing {
  const work = backend.queue('work');
  const calendar = backend.queue('calendar');
  const stations: Worker[] = [];
  for (const queue of [work, calendar]) queue.on('error', onError);

  const station = (worker: Worker): Station => {
    worker.on('error', onError);
    stations.push(worker);
    return { close: () => worker.close() };
  };

  const ring = async (ids: readonly bigint[]): Promise<void> => {
    const jobs = ids.map((id) => ({
      name: 'work',
      data: { work: id.toString() } satisfies WorkJob,
      opts: { jobId: `w-${id}`, priority: priorityOf(id), ...GONE },
    }));
    if (jobs.length > 0) await inTime(work.addBulk(jobs));
  };

  return {
    ring,
    work: (crew) => {
      const heard = (ids: readonly bigint[]): Promise<void> => ring(ids).catch(onError);
      return station(backend.worker('work', (job, token) => onBell(crew, heard, job, token), WORKER));
    },
    schedule: async (tick: Calendar) => {
      await inTime(
        calendar.upsertJobScheduler(
          'month-end',
          { pattern: '0 5 0 1 * *', tz: 'Asia/Shanghai' },
          { name: 'month-end', opts: GONE },
        ),
      );
      return station(backend.worker('calendar', () => tick(), { ...WORKER, concurrency: 1 }));
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
      await Promise.all(stations.map((one) => one.close(true)));
      await Promise.all([work.close(), calendar.close()].map((closing) => closing.catch(onError)));
      await backend.close();
    },
  };
}

/** A bell rings: the work it names is done as far as it goes, or the bell rings again later. */
async function onBell(
  crew: Crew,
  ring: Queueing['ring'],
  job: Job,
  token: string | undefined,
): Promise<void> {
  const { work } = job.data as WorkJob;
  const id = BigInt(work);
  const result = await workOn(crew, id);
  if (result === 'done') {
    if (id % RING_AGAIN === 0n) await ring(await undone(crew.place.db, BELLS));
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
    timer = setTimeout(() => reject(new QueueAwayError()), RING_MS);
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
