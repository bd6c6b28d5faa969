import { type Logger, pino } from 'pino';
import { describe } from '../workers/attempts.js';

/**
 * JSON lines on standard output. What may stand in one is listed where it is written: ids, dates, codes of senders,
 * counts, durations. Never a file's name, a cell, or an error's message.
 */
export function openLog(service: 'watch' | 'worker' | 'console', to: 'stdout' | 'stderr' = 'stdout'): Logger {
  return pino(
    {
      base: { service, pid: process.pid },
      level: process.env.LOG_LEVEL ?? 'info',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: to === 'stdout' ? 1 : 2, sync: true }),
  );
}

const REPEAT_MS = 5_000;

/** A server that is away gives hundreds of errors a second; of each kind one in a few seconds is logged. */
export function quietErrors(log: Logger): (error: unknown) => void {
  const last = new Map<string, number>();
  return (error) => {
    const described = describe(error);
    const key = `${described['error']} ${described['code']}`;
    if (Date.now() - (last.get(key) ?? 0) < REPEAT_MS) return;
    last.set(key, Date.now());
    log.warn(described, 'queue or database away, trying again');
  };
}
