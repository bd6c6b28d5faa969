import { lstat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { calendarOf } from '../ledger/records/books.js';
import { keep } from '../ledger/records/kept.js';
import { keepSeen, keepWorkConfiguration } from '../ledger/work/service-facts.js';
import { undone } from '../ledger/work/work.js';
import { workOutcome } from '../ledger/work/work-progress.js';
import { publishRegisters } from '../publish/registers.js';
import { calendarOfInbox, type Remaining, takeDays } from '../watch/look-dated.js';
import { takeLive } from '../watch/look-live.js';
import { isOperating } from '../workers/attempts.js';
import { ENQUEUED_AHEAD } from '../workers/queue.js';
import { type Service, workContext } from './service.js';

export interface WatchOptions {
  readonly inbox: string;
  readonly dated: boolean;
  readonly once: boolean;
  readonly work: boolean;
  readonly until: IsoDate | undefined;
}

const LOOK_EVERY_MS = 300;
const DONE_EVERY_MS = 50;
const KEEP_SEEN_EVERY_MS = 5_000;

/** Looks after the inbox until told to stop or, once, until all is done. Gives back the command's exit status. */
export async function watch(service: Service, options: WatchOptions): Promise<number> {
  const { place, queue, stopping } = service;
  await patiently(service, async () => {
    await keep(place.db, { out: place.out, archive: place.archive });
    await keepWorkConfiguration(place.db, place.configuration.reference.hash);
  });
  const consumer = options.work ? queue.consume(workContext(service)) : undefined;
  const calendar = options.dated
    ? undefined
    : await queue
        .schedule(async () => {
          await look(service, options);
        })
        .catch(service.onError);
  let keptAt = 0;
  try {
    for (; !stopping.aborted; await sleep(LOOK_EVERY_MS)) {
      const remaining = await patiently(service, () => look(service, options));
      if (remaining !== undefined && Date.now() - keptAt > KEEP_SEEN_EVERY_MS) {
        keptAt = Date.now();
        await patiently(service, () => keepWhatIsSeen(service, remaining));
      }
      if (options.once && remaining !== undefined && (await allDone(service))) {
        await patiently(service, () => writeRegisters(service, options));
        return statusOf(service);
      }
    }
    return 0;
  } finally {
    await calendar?.close();
    await consumer?.close();
  }
}

let looking: Promise<Remaining> | undefined;

/** One look at the inbox at a time, whoever asks. */
function look(service: Service, options: WatchOptions): Promise<Remaining> {
  looking ??= lookNow(service, options).finally(() => {
    looking = undefined;
  });
  return looking;
}

async function lookNow(service: Service, options: WatchOptions): Promise<Remaining> {
  const { place, stopping } = service;
  if (options.dated) {
    const { days } = await calendarOfInbox(options.inbox, options.until);
    return takeDays(
      place,
      options.inbox,
      days,
      () => enqueueNext(service),
      () => stopping.aborted,
    );
  }
  const remaining = await takeLive(place, options.inbox);
  if (remaining.made > 0) await enqueueNext(service);
  return remaining;
}

/** Makes jobs for what comes next. Where that fails the sweep does it later. */
async function enqueueNext({ place, queue, onError }: Service): Promise<void> {
  await queue.enqueue(await undone(place.db, ENQUEUED_AHEAD)).catch(onError);
}

/** Repeats a step while the database or a disk is away, logging it; any other error ends the watch. */
async function patiently<T>(service: Service, step: () => Promise<T>): Promise<T | undefined> {
  while (!service.stopping.aborted) {
    try {
      return await step();
    } catch (error) {
      if (!isDatabaseAway(error) && !isOperating(error)) throw error;
      service.onError(error);
      await sleep(1_000);
    }
  }
  return undefined;
}

async function allDone(service: Service): Promise<boolean> {
  for (; !service.stopping.aborted; await sleep(DONE_EVERY_MS)) {
    const outcome = await patiently(service, () => workOutcome(service.place.db));
    if (outcome?.open === 0) return true;
  }
  return false;
}

async function writeRegisters({ place, log }: Service, options: WatchOptions): Promise<void> {
  const { last } = await calendarOf(place.db);
  const lastDay = options.dated ? (await calendarOfInbox(options.inbox, options.until)).lastDay : last;
  const asOf = options.until ?? lastDay;
  if (asOf === undefined) return;
  await publishRegisters(place.db, place.out, asOf, place.configuration.reference);
  log.info({ on: asOf }, 'registers written');
}

async function statusOf({ place }: Service): Promise<number> {
  const { failed, refused } = await workOutcome(place.db);
  if (failed > 0) return 3;
  return refused > 0 ? 1 : 0;
}

async function keepWhatIsSeen({ place }: Service, { waiting }: Remaining): Promise<void> {
  const times = await Promise.all(
    waiting.map((file) =>
      lstat(file.path).then(
        (stat) => [stat.ctimeMs],
        () => [],
      ),
    ),
  );
  const oldest = Math.min(...times.flat());
  await keepSeen(place.db, {
    at: new Date().toISOString(),
    waiting: waiting.length,
    oldestWaiting: Number.isFinite(oldest) ? new Date(oldest).toISOString() : null,
  });
}
