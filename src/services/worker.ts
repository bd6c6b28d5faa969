import { setTimeout as sleep } from 'node:timers/promises';
import { shanghaiDate } from '../domain/dates.js';
import { workConfiguration } from '../ledger/work/service-facts.js';
import { workBeyond } from '../ledger/work/work-progress.js';
import { type Service, workContext } from './service.js';

const CHECK_EVERY_MS = 2_000;

/**
 * Works until told to stop, until the watcher's configuration is no longer its own, or until live work is dated after
 * this machine's today, unless that is a rehearsal's.
 */
export async function work(service: Service, future: boolean): Promise<number> {
  const { place, queue, stopping, log, onError } = service;
  const latest = future ? undefined : () => shanghaiDate(Date.now());
  const consumer = queue.consume({ ...workContext(service), ...(latest === undefined ? {} : { latest }) });
  try {
    for (; !stopping.aborted; await sleep(CHECK_EVERY_MS, undefined, { signal: stopping }).catch(() => {})) {
      const hash = await workConfiguration(place.db).catch(onError);
      if (typeof hash === 'string' && hash !== place.configuration.reference.hash) {
        log.fatal({}, 'the watcher has another configuration: start this worker again with the same one');
        return 3;
      }
      const beyond = latest && (await workBeyond(place.db, latest()).catch(onError));
      if (typeof beyond === 'string') {
        log.fatal({ on: beyond }, 'live work is dated after today: nothing of it is done without --future');
        return 2;
      }
    }
    return 0;
  } finally {
    await consumer.close();
  }
}
