import { lstat } from 'node:fs/promises';
import type { IsoDate } from '../domain/dates.js';
import { calendarOf } from '../ledger/records/books.js';
import { keep } from '../ledger/records/kept.js';
import { keepSeen, keepWorkConfiguration } from '../ledger/work/service-facts.js';
import { undone } from '../ledger/work/work.js';
import { publishRegisters } from '../publish/registers.js';
import { calendarOfInbox, type Remaining, takeDays } from '../watch/look-dated.js';
import { LiveInbox } from '../watch/look-live.js';
import { InboxWake } from '../watch/wake.js';
import { ENQUEUED_AHEAD } from '../workers/queue.js';
import { allDone, exitStatus, patiently } from './all-done.js';
import { ClockGuard } from './clock-guard.js';
import { keepRegisters } from './live-registers.js';
import { type Service, workContext } from './service.js';
import { lockInbox, type WatcherLock } from './watcher-lock.js';

export interface WatchOptions {
  readonly inbox: string;
  readonly dated: boolean;
  readonly once: boolean;
  readonly work: boolean;
  readonly until: IsoDate | undefined;
}

const LOOK_EVERY_MS = 300;
const KEEP_SEEN_EVERY_MS = 5_000;
/** Troubles that are kept for `status`; the number of all is in the metrics. */
const MOST_TROUBLES = 50;

/** Looks after the inbox until told to stop or, once, until all is done. Gives back the command's exit status. */
export async function watch(service: Service, options: WatchOptions): Promise<number> {
  const { place, queue } = service;
  const lock = await lockInbox(options.inbox, place.db, process.env.DATABASE_URL);
  try {
    await patiently(service, async () => {
      await keep(place.db, { out: place.out, archive: place.archive });
      await keepWorkConfiguration(place.db, place.configuration.reference.hash);
    });
    const watcher = new Watcher(service, options, lock);
    const consumer = options.work ? queue.consume(workContext(service)) : undefined;
    const calendar = options.dated
      ? undefined
      : await queue
          .schedule(async () => {
            await watcher.look();
          })
          .catch(service.onError);
    // A dated inbox gets its registers once all its days are done.
    const endRegisters = options.dated ? undefined : keepRegisters(service);
    try {
      return await watcher.run(async () => endRegisters?.());
    } finally {
      await endRegisters?.();
      await calendar?.close();
      await consumer?.close();
    }
  } finally {
    await lock.release();
  }
}

/** What a look found, or why there was none. */
type Seen = { readonly remaining: Remaining } | { readonly stopped: string };

class Watcher {
  readonly #service: Service;
  readonly #options: WatchOptions;
  readonly #lock: WatcherLock;
  readonly #live: LiveInbox;
  readonly #clock: ClockGuard;
  readonly #wake: InboxWake;
  #looking: Promise<Seen> | undefined;
  #keptAt = 0;
  #stopped = '';

  constructor(service: Service, options: WatchOptions, lock: WatcherLock) {
    this.#service = service;
    this.#options = options;
    this.#lock = lock;
    this.#live = new LiveInbox(service.place, options.inbox);
    this.#clock = new ClockGuard(service.place.db);
    this.#wake = new InboxWake(options.inbox);
  }

  /** @param beforeLast done before the registers are written for the last time */
  async run(beforeLast: () => Promise<void>): Promise<number> {
    const { stopping } = this.#service;
    try {
      for (; !stopping.aborted; await this.#wake.wait(LOOK_EVERY_MS)) {
        const seen = await patiently(this.#service, () => this.look());
        if (seen === undefined) continue;
        await this.#keep(seen);
        if (!this.#options.once || 'stopped' in seen || seen.remaining.settling > 0) continue;
        if (await allDone(this.#service)) {
          await beforeLast();
          await patiently(this.#service, () => this.#writeRegisters());
          return exitStatus(this.#service);
        }
      }
      return 0;
    } finally {
      this.#wake.close();
    }
  }

  /** One look at the inbox at a time, whoever asks. */
  look(): Promise<Seen> {
    this.#looking ??= this.#lookNow().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #lookNow(): Promise<Seen> {
    const { place, stopping } = this.#service;
    const { inbox, dated, until } = this.#options;
    await this.#lock.check();
    if (dated) {
      const { days } = await calendarOfInbox(inbox, until);
      const recorded = (): Promise<void> => this.#enqueueNext();
      return { remaining: await takeDays(place, inbox, days, recorded, () => stopping.aborted) };
    }
    const stopped = await this.#clock.fault();
    if (stopped !== undefined) return { stopped };
    const found = await this.#live.look();
    if (found.made > 0) await this.#enqueueNext();
    return { remaining: found };
  }

  /** Makes jobs for what comes next. Where that fails the sweep does it later. */
  async #enqueueNext(): Promise<void> {
    const { place, queue, onError } = this.#service;
    await queue.enqueue(await undone(place.db, ENQUEUED_AHEAD)).catch(onError);
  }

  /** Keeps what was seen for `status`, at once where it stops or starts. */
  async #keep(seen: Seen): Promise<void> {
    const stopped = 'stopped' in seen ? seen.stopped : '';
    const changed = (stopped === '') !== (this.#stopped === '');
    this.#stopped = stopped;
    if (!changed && Date.now() - this.#keptAt < KEEP_SEEN_EVERY_MS) return;
    this.#keptAt = Date.now();
    if (stopped !== '')
      this.#service.log.fatal({}, 'the clock cannot be trusted: nothing is taken, riskpool status says why');
    const { waiting, troubles } = 'remaining' in seen ? seen.remaining : { waiting: [], troubles: [] };
    const oldest = Math.min(...(await changeTimes(waiting.map(({ path }) => path))));
    const inTrouble = [...troubles].sort((a, b) => a.since - b.since).slice(0, MOST_TROUBLES);
    await patiently(this.#service, () =>
      keepSeen(this.#service.place.db, {
        at: new Date().toISOString(),
        waiting: waiting.length,
        oldestWaiting: Number.isFinite(oldest) ? new Date(oldest).toISOString() : null,
        troubles: inTrouble.map((one) => ({ ...one, since: new Date(one.since).toISOString() })),
        stopped: stopped === '' ? null : stopped,
      }),
    );
  }

  async #writeRegisters(): Promise<void> {
    const { place, log } = this.#service;
    const { inbox, dated, until } = this.#options;
    const { last } = await calendarOf(place.db);
    const asOf = until ?? (dated ? (await calendarOfInbox(inbox, until)).lastDay : last);
    if (asOf === undefined) return;
    await publishRegisters(place.db, place.out, asOf, place.configuration.reference);
    log.info({ on: asOf }, 'registers written');
  }
}

async function changeTimes(paths: readonly string[]): Promise<number[]> {
  const times = paths.map((path) =>
    lstat(path).then(
      (stat) => [stat.ctimeMs],
      () => [],
    ),
  );
  return (await Promise.all(times)).flat();
}
