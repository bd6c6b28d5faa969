import { lstat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { calendarOf } from '../ledger/records/books.js';
import { keep } from '../ledger/records/kept.js';
import { keepSeen, keepWorkConfiguration } from '../ledger/work/watch-facts.js';
import { undone } from '../ledger/work/work.js';
import { workOutcome } from '../ledger/work/work-outcome.js';
import { publishRegisters } from '../publish/registers.js';
import { calendarOfInbox, type LeftBehind, takeDays } from '../watch/dated.js';
import { takeLive } from '../watch/live.js';
import { isOperating } from './failure.js';
import { BELLS } from './queueing.js';
import type { Service } from './service.js';
import { crewOf } from './start.js';

export interface WatchOptions {
  readonly inbox: string;
  readonly dated: boolean;
  readonly once: boolean;
  readonly work: boolean;
  readonly until: IsoDate | undefined;
}

const LOOK_EVERY_MS = 300;
const DONE_EVERY_MS = 50;
const TELL_EVERY_MS = 5_000;

/** Looks after the inbox until told to stop or, once, until all is done. Gives back the command's exit status. */
export async function watch(service: Service, options: WatchOptions): Promise<number> {
  const { place, queueing, stopping } = service;
  await patiently(service, async () => {
    await keep(place.db, { out: place.out, archive: place.archive });
    await keepWorkConfiguration(place.db, place.configuration.reference.hash);
  });
  const station = options.work ? queueing.work(crewOf(service)) : undefined;
  const calendar = options.dated
    ? undefined
    : await queueing
        .schedule(async () => {
          await look(service, options);
        })
        .catch(service.onError);
  let told = 0;
  try {
    for (; !stopping.aborted; await sleep(LOOK_EVERY_MS)) {
      const left = await patiently(service, () => look(service, options));
      if (left !== undefined && Date.now() - told > TELL_EVERY_MS) {
        told = Date.now();
        await patiently(service, () => tellSeen(service, left));
      }
      if (options.once && left !== undefined && (await allDone(service))) {
        await patiently(service, () => writeRegisters(service, options));
        return statusOf(service);
      }
    }
    return 0;
  } finally {
    await calendar?.close();
    await station?.close();
  }
}

let looking: Promise<LeftBehind> | undefined;

/** One look at the inbox at a time, whoever asks. */
function look(service: Service, options: WatchOptions): Promise<LeftBehind> {
  looking ??= lookNow(service, options).finally(() => {
    looking = undefined;
  });
  return looking;
}

async function lookNow(service: Service, options: WatchOptions): Promise<LeftBehind> {
  const { place, stopping } = service;
  if (options.dated) {
    const { days } = await calendarOfInbox(options.inbox, options.until);
    return takeDays(
      place,
      options.inbox,
      days,
      () => ring(service),
      () => stopping.aborted,
    );
  }
  const left = await takeLive(place, options.inbox);
  if (left.made > 0) await ring(service);
  return left;
}

/** A bell that is not heard is rung again by the sweep. */
async function ring({ place, queueing, onError }: Service): Promise<void> {
  await queueing.ring(await undone(place.db, BELLS)).catch(onError);
}

/** The database or a disk may be away for a while, which is told and waited for; anything else ends the watch. */
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

async function tellSeen({ place }: Service, { waiting }: LeftBehind): Promise<void> {
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
