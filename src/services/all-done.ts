import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway } from '../db/db.js';
import { workOutcome } from '../ledger/work/work-progress.js';
import { isOperating } from '../workers/attempts.js';
import type { Service } from './service.js';

const DONE_EVERY_MS = 50;

/** Repeats a step while the database or a disk is away, logging it; any other error ends the watch. */
export async function patiently<T>(service: Service, step: () => Promise<T>): Promise<T | undefined> {
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

/** Waits until no work is open; false where the service is stopped before. */
export async function allDone(service: Service): Promise<boolean> {
  for (; !service.stopping.aborted; await sleep(DONE_EVERY_MS)) {
    const outcome = await patiently(service, () => workOutcome(service.place.db));
    if (outcome?.open === 0) return true;
  }
  return false;
}

/** files.md §5: 0 done, 1 a file was refused, 3 a file was given up. */
export async function exitStatus({ place }: Service): Promise<number> {
  const { failed, refused } = await workOutcome(place.db);
  if (failed > 0) return 3;
  return refused > 0 ? 1 : 0;
}
