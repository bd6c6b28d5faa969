import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What one process counts itself; what is true of all of them is asked of the ledger when somebody looks. */
export class Metrics {
  readonly registry = new Registry();
  readonly files = new Counter({
    name: 'riskpool_files_total',
    help: 'Files taken into the books by this process',
    labelNames: ['kind', 'status', 'code'] as const,
    registers: [this.registry],
  });
  readonly rows = new Counter({
    name: 'riskpool_rows_total',
    help: 'Rows judged by this process, by outcome',
    labelNames: ['kind', 'outcome'] as const,
    registers: [this.registry],
  });
  readonly codes = new Counter({
    name: 'riskpool_row_codes_total',
    help: 'Codes given to rows by this process',
    labelNames: ['kind', 'code'] as const,
    registers: [this.registry],
  });
  readonly stages = new Histogram({
    name: 'riskpool_stage_seconds',
    help: 'Duration of a stage of one piece of work',
    labelNames: ['stage'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    registers: [this.registry],
  });
  readonly failures = new Counter({
    name: 'riskpool_failures_total',
    help: 'Attempts that failed, by stage of blame: file, machine or database',
    labelNames: ['blame'] as const,
    registers: [this.registry],
  });
  readonly givenUp = new Counter({
    name: 'riskpool_given_up_total',
    help: 'Files given up after bounded tries',
    registers: [this.registry],
  });

  /** A number that is asked for at each look. */
  gauge(name: string, help: string, labelNames: readonly string[] = []): Gauge<string> {
    return new Gauge({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }
}
