import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withClient } from '../test/support/postgres-server.js';
import type { PrivatePostgres } from '../test/support/private-postgres.js';

/** Whole processes, measured from outside, and the file that all figures go to. */

export const PROJECT = fileURLToPath(new URL('..', import.meta.url));
export const PYTHON = '/usr/bin/python3';
/** What `npm run bench:page` makes docs/performance.md from. */
const RESULTS = new URL('results.json', import.meta.url);

export interface Figures {
  readonly wall: number;
  /** Seconds, user and system, of the process with its threads and, where there is one, of the database server. */
  readonly cpu: number;
  /** MiB at most, of the process and its threads. */
  readonly memory: number;
}

export type Env = Readonly<Record<string, string>>;

/**
 * Runs a program to its end and measures it as a whole, start included.
 * @param ends exit statuses that are right
 */
export function measured(
  command: string,
  args: readonly string[],
  env: Env = {},
  ends: readonly number[] = [0],
): Figures {
  const script = `
import json, os, resource, subprocess, sys, time
began = time.monotonic()
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, time.monotonic() - began, use.ru_utime + use.ru_stime, use.ru_maxrss / 1024]))`;
  const options = { cwd: PROJECT, encoding: 'utf8', env: { ...process.env, ...env } } as const;
  const child = spawnSync(PYTHON, ['-c', script, command, ...args], options);
  if (child.status !== 0) throw new Error(child.stderr);
  const [code, wall, cpu, memory] = JSON.parse(child.stdout) as [number, number, number, number];
  if (!ends.includes(code))
    throw new Error(`${command} ${args.join(' ')}: exit ${code}\n${child.stderr.slice(-600)}`);
  return { wall, cpu, memory };
}

/** Seconds of CPU that a process and the children it has waited for have used. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0) / ticks;
}

/** An empty database of that name, or a copy of another; gives back its address. */
export async function database(postgres: PrivatePostgres, name: string, of = 'template0'): Promise<string> {
  await withClient(postgres.url, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name}`);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${of} ENCODING 'UTF8'`);
  });
  return postgres.url.replace(/postgres$/, name);
}

/** MB on the disk. */
export async function databaseSize(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ size: string }>(
      'SELECT pg_database_size(current_database()) AS size',
    );
    return Number(rows[0]?.size) / 1e6;
  });
}

/** Our program on a database of the server; CPU of the server counts. */
export function riskpool(postgres: PrivatePostgres, url: string, words: readonly string[]): Figures {
  const before = cpuOf(postgres.pid);
  const figures = measured('bin/riskpool', words, { DATABASE_URL: url });
  return { ...figures, cpu: figures.cpu + cpuOf(postgres.pid) - before };
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Each figure's own median. */
export function medianOf(runs: readonly Figures[]): Figures {
  const of = (key: keyof Figures): number => Number(median(runs.map((run) => run[key])).toFixed(3));
  return { wall: of('wall'), cpu: of('cpu'), memory: of('memory') };
}

const results = (): Record<string, unknown> =>
  existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Record<string, unknown>) : {};

/** One part's figures as they are in the file of results. */
export const recorded = (part: string): unknown => results()[part];

export function forget(): void {
  rmSync(RESULTS, { force: true });
}

/** Puts one part's figures into the file of results, beside those of the other parts. */
export function record(part: string, found: unknown): void {
  writeFileSync(RESULTS, `${JSON.stringify({ ...results(), [part]: found }, undefined, 1)}\n`);
  console.log(part, JSON.stringify(found));
}
