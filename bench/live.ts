import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'vitest';
import { shanghaiDate } from '../src/domain/dates.js';
import { withClient } from '../test/support/postgres-server.js';
import { startPrivatePostgres } from '../test/support/private-postgres.js';
import { startPrivateRedis } from '../test/support/redis-server.js';
import { ServiceProcess } from '../test/support/services.js';
import { drop, filings } from './inbox.js';

/** From drop to receipt, live, on Redis and PostgreSQL of its own: `npm run bench`. */

interface Run {
  readonly workers: number;
  readonly rows: number;
  readonly files: number;
  /** Whether all are dropped at once, or each when the one before has its receipt. */
  readonly atOnce: boolean;
}

const RUNS: Run[] = [1, 2, 4].flatMap((workers) => [
  { workers, rows: 1, files: 20, atOnce: false },
  { workers, rows: 1_000, files: 10, atOnce: false },
  { workers, rows: 50_000, files: 2, atOnce: false },
  { workers, rows: 1, files: 1_000, atOnce: true },
]);

async function measure(run: Run): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'riskpool-bench-'));
  const [inbox, out, logs] = ['inbox', 'out', 'logs'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [inbox, out, logs]) mkdirSync(folder);
  const [redis, postgres] = await Promise.all([startPrivateRedis(), startPrivatePostgres()]);
  await withClient(postgres.url, (client) =>
    client.query("CREATE DATABASE bench TEMPLATE template0 ENCODING 'UTF8'"),
  );
  const env = { DATABASE_URL: postgres.url.replace(/postgres$/, 'bench'), REDIS_URL: redis.url };
  const words = [['watch', inbox, '--out', out], ...Array<string[]>(run.workers).fill(['worker'])];
  const services = words.map((own, i) => new ServiceProcess(own, env, logs, `service-${i}`).start());
  try {
    const receipt = (name: string) => join(out, shanghaiDate(Date.now()), 'BOB', `${name}.receipt.json`);
    await drop(inbox, 'BOB', 'filing-warm', filings('warm', 1));
    while (!existsSync(receipt('filing-warm'))) await sleep(50);
    const began = performance.now();
    const times = run.atOnce ? await together(run, inbox, receipt) : await oneByOne(run, inbox, receipt);
    return line(run, times, performance.now() - began);
  } finally {
    await Promise.all(services.map((service) => service.kill('SIGTERM')));
    await Promise.all([redis.stop(), postgres.stop()]);
    rmSync(root, { recursive: true, force: true });
  }
}

type Receipt = (name: string) => string;

async function oneByOne({ files, rows }: Run, inbox: string, receipt: Receipt): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < files; i++) {
    const content = filings(`a${i}`, rows);
    const dropped = performance.now();
    await drop(inbox, 'BOB', `filing-${i}`, content);
    while (!existsSync(receipt(`filing-${i}`))) await sleep(5);
    times.push(performance.now() - dropped);
  }
  return times;
}

async function together({ files, rows }: Run, inbox: string, receipt: Receipt): Promise<number[]> {
  const dropped = performance.now();
  for (let i = 0; i < files; i++) await drop(inbox, 'BOB', `filing-${i}`, filings(`a${i}`, rows));
  const waiting = new Set(Array.from({ length: files }, (_, i) => `filing-${i}`));
  const times: number[] = [];
  for (; waiting.size > 0; await sleep(20)) {
    for (const name of waiting) {
      if (!existsSync(receipt(name))) continue;
      waiting.delete(name);
      times.push(performance.now() - dropped);
    }
  }
  return times;
}

function line(run: Run, times: readonly number[], took: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string =>
    ((sorted[Math.ceil(share * sorted.length) - 1] ?? 0) / 1000).toFixed(2);
  const rate = (run.files / (took / 1000)).toFixed(1);
  const how = run.atOnce ? 'at once' : 'one by one';
  return `| ${run.workers} | ${run.rows} | ${run.files} ${how} | ${rate} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${(took / 1000).toFixed(1)} |`;
}

test('from drop to receipt', { timeout: 3_600_000 }, async () => {
  const gib = Math.round(totalmem() / 2 ** 30);
  process.stdout.write(
    `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${gib} GiB, Node ${process.version}\n\n`,
  );
  process.stdout.write('| workers | rows a file | files | files/s | p50 s | p95 s | p99 s | all s |\n');
  process.stdout.write('|---|---|---|---|---|---|---|---|\n');
  for (const run of RUNS) process.stdout.write(`${await measure(run)}\n`);
});
