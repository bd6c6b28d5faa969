import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseAway } from './sql-error.js';

const AGAIN_MS = 500;

/**
 * Does what needs the database as soon as it is there: a service that starts while the database restarts waits for it
 * instead of giving up. What is to be done must be safe to repeat.
 * @param patienceMs after so long the database's own error is thrown
 */
export async function whenThere<T>(work: () => Promise<T>, patienceMs = 60_000): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || Date.now() > until) throw error;
      await sleep(AGAIN_MS);
    }
  }
}
