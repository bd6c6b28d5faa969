import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { withClient } from '../test/support/postgres-server.js';
import { type PrivatePostgres, startPrivatePostgres } from '../test/support/private-postgres.js';
import { writeFilings } from './filings.mjs';

/**
 * One filing file to a committed register, with receipt and rejects, beside scripts that check a dozen of the rules:
 *   npm run bench:register            RISKPOOL_ROWS=200000 RISKPOOL_RUNS=3 npm run bench:register
 * Whole processes, median of the runs, both sides in one run on the same file. CPU of the database server counts as ours.
 */
const ROWS = Number(process.env['RISKPOOL_ROWS'] ?? 1_000_000);
const RUNS = Number(process.env['RISKPOOL_RUNS'] ?? 5);
const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const PYTHON = '/usr/bin/python3';

interface Figures {
  readonly wall: number;
  readonly cpu: number;
  /** MiB at most, of the process and its threads. */
  readonly memory: number;
}

interface Contender {
  readonly name: string;
  run(file: string, folder: string): Promise<Figures> | Figures;
  /** Rows rejected, for the comparison of what was found; undefined where it finds nothing. */
  rejected?(folder: string): number;
}

/** Runs a program to its end and measures it as a whole, start included. */
function measured(command: string, args: readonly string[], env: Record<string, string> = {}): Figures {
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
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${code}\n${child.stderr}`);
  return { wall, cpu, memory };
}

/** Seconds of CPU that a process and the children it has waited for have used. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0) / ticks;
}

function rejectLines(path: string): number {
  return existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n').length - 1 : 0;
}

const ingestWords = (file: string, folder: string): string[] => [
  ...['ingest', file, '--from', 'ICBC', '--on', '2025-10-08', '--out', join(folder, 'out')],
];
const ourRejects = (folder: string): number =>
  rejectLines(join(folder, 'out/2025-10-08/ICBC/filing-1.rejects.csv'));

function ours(postgres: PrivatePostgres): Contender {
  return {
    name: 'riskpool, PostgreSQL',
    async run(file, folder) {
      const url = postgres.url.replace(/postgres$/, 'bench');
      await withClient(postgres.url, async (client) => {
        await client.query('DROP DATABASE IF EXISTS bench');
        await client.query("CREATE DATABASE bench TEMPLATE template0 ENCODING 'UTF8'");
      });
      const before = cpuOf(postgres.pid);
      const figures = measured('bin/riskpool', ingestWords(file, folder), { DATABASE_URL: url });
      return { ...figures, cpu: figures.cpu + cpuOf(postgres.pid) - before };
    },
    rejected: ourRejects,
  };
}

const embedded: Contender = {
  name: 'riskpool, embedded',
  run: (file, folder) =>
    measured('bin/riskpool', [...ingestWords(file, folder), '--data', join(folder, 'books')]),
  rejected: ourRejects,
};

const PEERS: readonly Contender[] = [
  {
    name: 'DuckDB script, 2 threads',
    run: (file, folder) => measured('node', ['bench/peers/duckdb.mjs', file, folder]),
    rejected: (folder) => rejectLines(join(folder, 'rejects.csv')),
  },
  {
    name: 'pandas script',
    run: (file, folder) => measured(PYTHON, ['bench/peers/pandas_register.py', file, folder]),
    rejected: (folder) => rejectLines(join(folder, 'rejects.csv')),
  },
  { name: 'csv-parse of the file', run: (file) => measured('node', ['bench/peers/csv-parse.mjs', file]) },
];

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Contenders take turns, so that what else the machine does falls on all of them. */
async function compare(contenders: readonly Contender[], file: string): Promise<Map<string, Figures>> {
  const all = new Map<string, Figures[]>();
  for (let run = 0; run < RUNS; run++) {
    const found = new Set<number>();
    for (const contender of contenders) {
      const folder = mkdtempSync(join(tmpdir(), 'riskpool-bench-'));
      const figures = await contender.run(file, folder);
      all.set(contender.name, [...(all.get(contender.name) ?? []), figures]);
      if (contender.rejected !== undefined) found.add(contender.rejected(folder));
      rmSync(folder, { recursive: true, force: true });
    }
    expect(found.size, 'all sides reject the same number of rows').toBeLessThanOrEqual(1);
  }
  const of = (runs: readonly Figures[], key: keyof Figures): number => median(runs.map((one) => one[key]));
  return new Map(
    [...all].map(([name, runs]) => [
      name,
      { wall: of(runs, 'wall'), cpu: of(runs, 'cpu'), memory: of(runs, 'memory') },
    ]),
  );
}

function table(title: string, rows: ReadonlyMap<string, Figures>, against: string): string {
  const base = rows.get(against);
  const lines = [...rows].map(([name, { wall, cpu, memory }]) => {
    const ratio = base === undefined ? '' : (wall / base.wall).toFixed(2);
    return `| ${name} | ${wall.toFixed(1)} | ${cpu.toFixed(1)} | ${Math.round(memory)} | ${ratio} |`;
  });
  return [`${title}`, '| | wall s | CPU s | MiB | wall ratio |', '|---|---|---|---|---|', ...lines].join(
    '\n',
  );
}

test('one filing file to a committed register', { timeout: 7_200_000 }, async () => {
  execFileSync('npm', ['ci', '--prefix', 'bench/peers', '--no-audit', '--no-fund'], { cwd: PROJECT });
  const postgres = await startPrivatePostgres();
  const folder = mkdtempSync(join(tmpdir(), 'riskpool-bench-input-'));
  try {
    const plain = await writeFilings(join(folder, 'plain'), ROWS);
    const title = `${ROWS} rows, ${(statSync(plain).size / 1e6).toFixed(1)} MB, median of ${RUNS}`;
    const figures = await compare([ours(postgres), embedded, ...PEERS], plain);
    console.log(table(title, figures, 'DuckDB script, 2 threads'));
    const slow = new Map<string, Figures>([['plain', figures.get('riskpool, PostgreSQL') as Figures]]);
    for (const [name, path] of await variants(folder, plain))
      for (const [, found] of await compare([ours(postgres)], path)) slow.set(name, found);
    console.log(table('the same rows the slow ways, on PostgreSQL', slow, 'plain'));
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function variants(folder: string, plain: string): Promise<[string, string][]> {
  const gb = join(folder, 'gb18030', 'filing-1.csv');
  mkdirSync(join(folder, 'gb18030'));
  execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030', '-o', gb, plain]);
  return [
    ['every cell quoted', await writeFilings(join(folder, 'quoted'), ROWS, 'quoted')],
    ['GB18030', gb],
    ['every row in JPY', await writeFilings(join(folder, 'foreign'), ROWS, 'foreign')],
  ];
}
