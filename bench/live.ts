import { test } from 'vitest';
import { type LiveRun, type LiveTimes, liveRun } from './live-run.js';

/** From drop to receipt, live, on Redis and PostgreSQL of its own, more ways than the table has: `npm run bench`. */

const RUNS: Omit<LiveRun, 'arrival'>[] = [1, 2, 4].flatMap((workers) => [
  { workers, rows: 1, files: 20, atOnce: false },
  { workers, rows: 1_000, files: 10, atOnce: false },
  { workers, rows: 50_000, files: 2, atOnce: false },
  { workers, rows: 1, files: 1_000, atOnce: true },
]);

function line(run: Omit<LiveRun, 'arrival'>, { each, all }: LiveTimes): string {
  const at = (share: number): string => (each[Math.ceil(share * each.length) - 1] ?? 0).toFixed(2);
  const how = run.atOnce ? 'at once' : 'one by one';
  return `| ${run.workers} | ${run.rows} | ${run.files} ${how} | ${(run.files / all).toFixed(1)} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${all.toFixed(1)} |`;
}

test('from drop to receipt', { timeout: 3_600_000 }, async () => {
  process.stdout.write('| workers | rows a file | files | files/s | p50 s | p95 s | p99 s | all s |\n');
  process.stdout.write('|---|---|---|---|---|---|---|---|\n');
  for (const run of RUNS)
    process.stdout.write(`${line(run, await liveRun({ ...run, arrival: 'renamed' }))}\n`);
});
