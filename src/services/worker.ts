import { setTimeout as sleep } from 'node:timers/promises';
import { workConfiguration } from '../ledger/work/service-facts.js';
import { type Service, workContext } from './service.js';

const CHECK_EVERY_MS = 2_000;

/** Works until told to stop, or until the watcher's configuration is no longer its own. */
export async function work(service: Service): Promise<number> {
  const { place, queue, stopping, log, onError } = service;
  const consumer = queue.consume(workContext(service));
  try {
    for (; !stopping.aborted; await sleep(CHECK_EVERY_MS, undefined, { signal: stopping }).catch(() => {})) {
      const hash = await workConfiguration(place.db).catch(onError);
      if (typeof hash === 'string' && hash !== place.configuration.reference.hash) {
        log.fatal({}, 'the watcher has another configuration: start this worker again with the same one');
        return 3;
      }
    }
    return 0;
  } finally {
    await consumer.close();
  }
}
