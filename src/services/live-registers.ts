import { setTimeout as sleep } from 'node:timers/promises';
import { publishLiveRegisters } from '../publish/registers.js';
import type { Service } from './service.js';

const LOOK_EVERY_MS = 2_000;
/** Registers of large books take long: between two writings lies at least so many times what the last one took. */
const REST = 20;

/**
 * Keeps the registers of live books as new as the books: 待核, exceptions and 待查款 stand in them within seconds of the file
 * that changed them, minutes where they are large.
 * @returns ends it; waits for a writing that is under way
 */
export function keepRegisters({
  place,
  log,
  onError,
}: Pick<Service, 'place' | 'log' | 'onError'>): () => Promise<void> {
  const stop = new AbortController();
  const loop = async (): Promise<void> => {
    for (let pause = LOOK_EVERY_MS; !stop.signal.aborted; ) {
      await sleep(pause, undefined, { signal: stop.signal }).catch(() => {});
      if (stop.signal.aborted) return;
      const began = performance.now();
      const on = await publishLiveRegisters(place.db, place.out, place.configuration.reference).catch(
        onError,
      );
      const took = performance.now() - began;
      pause = on === undefined ? LOOK_EVERY_MS : Math.max(LOOK_EVERY_MS, REST * took);
      if (typeof on === 'string') log.info({ on, ms: Math.round(took) }, 'registers written');
    }
  };
  const ended = loop();
  return async () => {
    stop.abort();
    await ended;
  };
}
