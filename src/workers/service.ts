import type { Logger } from 'pino';
import type { Workplace } from '../pipeline.js';
import type { Metrics } from './metrics.js';
import type { Queueing } from './queueing.js';

/** What a service needs while it runs. */
export interface Service {
  readonly place: Workplace;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly queueing: Queueing;
  readonly stopping: AbortSignal;
  readonly onError: (error: unknown) => void;
}
