import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { shanghaiDate } from '../src/domain/dates.js';
import { withClient } from '../test/support/postgres-server.js';
import { startPrivatePostgres } from '../test/support/private-postgres.js';
import { startPrivateRedis } from '../test/support/redis-server.js';
import { ServiceProcess } from '../test/support/services.js';
import { type Arrival, drop, filings } from './inbox.js';
import { PROJECT } from './measure.js';

/** One way of dropping files into a live inbox. */
export interface LiveRun {
  /** Worker processes beside the watcher; 0: the watcher does the work itself, a file after the other. */
  readonly workers: number;
  readonly rows: number;
  readonly files: number;
  /** Whether all are dropped at once, or each when the one before has its receipt. */
  readonly atOnce: boolean;
  readonly arrival: Arrival;
}

export interface LiveTimes {
  /** Seconds from drop to receipt of each file, ascending; where all came at once, from the first drop. */
  readonly each: readonly number[];
  /** Seconds of all. */
  readonly all: number;
}

/** Seconds without a change after which a file counts as written, in these runs. */
export const QUIET = 2;
const SENDER = 'BOB';
const GIVEN_UP_AFTER_MS = 240_000;

/** The project's configuration, with a quiet time, and with a marker where the sender uses one. */
function configure(folder: string, arrival: Arrival): string {
  const config = join(folder, 'config');
  mkdirSync(config);
  for (const name of ['banks.csv', 'fund.csv', 'fx.csv'])
    cpSync(join(PROJECT, 'config', name), join(config, name));
  const limits = readFileSync(join(PROJECT, 'config/limits.yaml'), 'utf8');
  const markers = arrival === 'marker' ? `marker_senders: [${SENDER}]\n` : '';
  writeFileSync(join(config, 'limits.yaml'), `${limits.trimEnd()}\nquiet_seconds: ${QUIET}\n${markers}`);
  return config;
}

/** Measures with a watcher, workers, a Redis and a PostgreSQL of its own. @throws where a receipt does not come */
export async function liveRun(run: LiveRun): Promise<LiveTimes> {
  const root = mkdtempSync(join(tmpdir(), 'riskpool-bench-'));
  const [inbox, out, logs] = [join(root, 'inbox'), join(root, 'out'), join(root, 'logs')];
  for (const folder of [inbox, out, logs]) mkdirSync(folder);
  const [redis, postgres] = await Promise.all([startPrivateRedis(), startPrivatePostgres()]);
  await withClient(postgres.url, (client) =>
    client.query("CREATE DATABASE bench TEMPLATE template0 ENCODING 'UTF8'"),
  );
  const env = { DATABASE_URL: postgres.url.replace(/postgres$/, 'bench'), REDIS_URL: redis.url };
  const alone = run.workers === 0 ? ['--work'] : [];
  const watcher = ['watch', inbox, '--out', out, '--config', configure(root, run.arrival), ...alone];
  const words = [watcher, ...Array.from({ length: run.workers }, () => ['worker'])];
  const services = words.map((own, i) => new ServiceProcess(own, env, logs, `service-${i}`).start());
  try {
    const began = performance.now();
    const receipt = (name: string): boolean => {
      if (performance.now() - began > GIVEN_UP_AFTER_MS) throw new Error(`no receipt of ${name}`);
      return existsSync(join(out, shanghaiDate(Date.now()), SENDER, `${name}.receipt.json`));
    };
    await drop(inbox, SENDER, 'filing-warm', filings('warm', 1), run.arrival);
    while (!receipt('filing-warm')) await sleep(50);
    const from = performance.now();
    const times = run.atOnce ? await together(run, inbox, receipt) : await oneByOne(run, inbox, receipt);
    const all = (performance.now() - from) / 1_000;
    return { each: times.map((ms) => ms / 1_000).sort((a, b) => a - b), all };
  } finally {
    await Promise.all(services.map((service) => service.kill('SIGTERM')));
    await Promise.all([redis.stop(), postgres.stop()]);
    rmSync(root, { recursive: true, force: true });
  }
}

type Receipt = (name: string) => boolean;

async function oneByOne(run: LiveRun, inbox: string, receipt: Receipt): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < run.files; i++) {
    const content = filings(`a${i}`, run.rows);
    const dropped = performance.now();
    await drop(inbox, SENDER, `filing-${i}`, content, run.arrival);
    while (!receipt(`filing-${i}`)) await sleep(5);
    times.push(performance.now() - dropped);
  }
  return times;
}

async function together(run: LiveRun, inbox: string, receipt: Receipt): Promise<number[]> {
  const dropped = performance.now();
  for (let i = 0; i < run.files; i++)
    await drop(inbox, SENDER, `filing-${i}`, filings(`a${i}`, run.rows), run.arrival);
  const waiting = new Set(Array.from({ length: run.files }, (_, i) => `filing-${i}`));
  const times: number[] = [];
  for (; waiting.size > 0; await sleep(50)) {
    for (const name of waiting) {
      if (!receipt(name)) continue;
      waiting.delete(name);
      times.push(performance.now() - dropped);
    }
  }
  return times;
}
