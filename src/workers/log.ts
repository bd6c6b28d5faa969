import { type Logger, pino } from 'pino';

/**
 * JSON lines on standard output. What may stand in one is listed where it is written: ids, dates, codes of senders,
 * counts, durations. Never a file's name, a cell, or an error's message.
 */
export function openLog(service: 'watch' | 'worker'): Logger {
  return pino(
    {
      base: { service, pid: process.pid },
      level: process.env.LOG_LEVEL ?? 'info',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: 1, sync: true }),
  );
}
