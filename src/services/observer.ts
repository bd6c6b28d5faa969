import type { Logger } from 'pino';
import type { Sql } from '../db/db.js';
import { KINDS } from '../domain/kinds.js';
import type { Reference } from '../domain/reference.js';
import { codeCounts } from '../ledger/records/file-rows.js';
import type { Work } from '../ledger/work/work.js';
import type { WorkObserver } from '../workers/attempts.js';
import type { Metrics } from './metrics.js';

const ROLES: readonly string[] = ['CUSTODIAN', 'BUREAU', 'ACCOUNT'];

/** Writes a log line for each stage of each piece of work, and counts in the metrics. */
export function workObserver(log: Logger, metrics: Metrics, db: Sql, reference: Reference): WorkObserver {
  // A folder's name may be anything: only senders that we know are named.
  const sender = (work: Work): string =>
    ROLES.includes(work.sender) || reference.agreements.isBank(work.sender) ? work.sender : '?';
  const about = (work: Work) => ({
    work: work.id.toString(),
    task: work.task,
    on: work.receivedOn,
    ...(work.task === 'file' ? { sender: sender(work), bytes: work.bytes } : {}),
  });
  return {
    stage: async (work, stage, run) => {
      const began = performance.now();
      const result = await run();
      const ms = Math.round(performance.now() - began);
      metrics.stages.observe({ stage }, ms / 1000);
      log.info({ ...about(work), stage, ms }, 'stage');
      return result;
    },
    taken: async (work, record) => {
      const kind = record.kind ?? '?';
      const { rows, accepted, rejected, referred, status, code = '' } = record;
      metrics.files.inc({ kind, status, code });
      metrics.rows.inc({ kind, outcome: 'accepted' }, accepted);
      metrics.rows.inc({ kind, outcome: 'rejected' }, rejected);
      metrics.rows.inc({ kind, outcome: 'referred' }, referred);
      if (KINDS.some((known) => known === kind) && rejected + referred > 0)
        for (const count of await codeCounts(db, record.id))
          metrics.codes.inc({ kind, code: count.code }, count.rows);
      const counts = { rows, accepted, rejected, referred };
      log.info({ ...about(work), file: record.id.toString(), kind, status, code, ...counts }, 'taken');
    },
    failed: (work, error, operating) => {
      metrics.failures.inc({ blame: operating ? 'machine' : 'file' });
      log.error({ ...about(work), tries: work.tries, ...error }, 'attempt failed');
    },
    gaveUp: (work) => {
      metrics.givenUp.inc();
      log.error({ ...about(work), tries: work.tries }, 'given up: riskpool status says why');
    },
    away: (id, error) => {
      metrics.failures.inc({ blame: 'database' });
      log.warn({ work: id.toString(), ...error }, 'database away, trying again');
    },
  };
}
