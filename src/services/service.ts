import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { Workplace } from '../pipeline.js';
import type { WorkContext } from '../workers/process-work.js';
import type { Queue } from '../workers/queue.js';
import type { Metrics } from './metrics.js';
import { workObserver } from './observer.js';

/** What a long-running process (watch, worker) needs while it runs. */
export interface Service {
  readonly place: Workplace;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly queue: Queue;
  readonly stopping: AbortSignal;
  readonly onError: (error: unknown) => void;
}

/** What work is done with in this process. */
export function workContext({ place, log, metrics, stopping }: Service): WorkContext {
  return {
    place,
    name: `${hostname()}/${process.pid}`,
    observer: workObserver(log, metrics, place.db, place.configuration.reference),
    stopping: () => stopping.aborted,
  };
}
