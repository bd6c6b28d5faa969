import { setTimeout as sleep } from 'node:timers/promises';
import { undone } from '../ledger/work/work.js';
import { BELLS, type Queueing, type Station } from './queueing.js';
import { type Crew, workOn } from './work-on.js';

const STRIKE_EVERY_MS = 60_000;

/** The bell of one process: the same work, the same tries and pauses, one piece at a time in the ledger's order. */
export function inProcess(): Queueing {
  const called = new Map<bigint, number>();
  let busy = 0;
  const stations: Station[] = [];
  const running = (loop: (stopped: () => boolean) => Promise<void>): Station => {
    let stopped = false;
    const ended = loop(() => stopped);
    const station = {
      close: async () => {
        stopped = true;
        await ended;
      },
    };
    stations.push(station);
    return station;
  };
  const next = (): bigint | undefined => {
    const due = [...called].filter(([, at]) => at <= Date.now()).map(([id]) => id);
    return due.sort((a, b) => (a < b ? -1 : 1))[0];
  };

  const ring = async (ids: readonly bigint[]): Promise<void> => {
    for (const id of ids) if (!called.has(id)) called.set(id, 0);
  };

  return {
    ring,
    work: (crew: Crew) =>
      running(async (stopped) => {
        while (!stopped()) {
          const id = next();
          if (id === undefined) {
            await sleep(20);
            continue;
          }
          busy = 1;
          const result = await workOn(crew, id);
          busy = 0;
          if (result === 'done') {
            called.delete(id);
            if (called.size === 0) await ring(await undone(crew.place.db, BELLS));
          } else called.set(id, Date.now() + result.again);
        }
      }),
    schedule: async (tick) =>
      running(async (stopped) => {
        for (let at = Date.now(); !stopped(); await sleep(50)) {
          if (Date.now() - at < STRIKE_EVERY_MS) continue;
          at = Date.now();
          await tick();
        }
      }),
    depth: async () => ({ waiting: called.size - busy, active: busy, delayed: 0 }),
    close: async () => {
      await Promise.all(stations.map((station) => station.close()));
    },
  };
}
