import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, test } from 'vitest';
import { type PrivatePostgres, startPrivatePostgres } from '../test/support/private-postgres.js';
import { compare, csvParse, duckdb, embedded, ingest, onPostgres, pandas } from './contenders.js';
import { liveRun, QUIET } from './live-run.js';
import {
  type Figures,
  database,
  measured,
  forget,
  median,
  medianOf,
  PROJECT,
  PYTHON,
  record,
  recorded,
  riskpool,
} from './measure.js';
import { moneyFigures } from './money.js';
import { writeFilings } from './filings.mjs';

/**
 * All figures of docs/performance.md but those of live work and of the pages, into bench/results.json:
 *   npm run bench:table            RISKPOOL_ROWS=50000 RISKPOOL_RUNS=1 npm run bench:table
 * RISKPOOL_RESUME=1 leaves out the parts that are in the file already, measured with as many rows and runs on one day.
 * Whole processes, both sides in one run on the same file; CPU of the database server counts as ours.
 */
const ROWS = Number(process.env['RISKPOOL_ROWS'] ?? 1_000_000);
const RUNS = Number(process.env['RISKPOOL_RUNS'] ?? 5);
const FEWER = Math.round(ROWS / 5);
/** The register's rounds end after so long, three of them in any case. */
const MOST_MINUTES = 7;
const HOUR = { timeout: 3_600_000 };

let postgres: PrivatePostgres;
let folder: string;
let plain: string;
let fewer: string;

beforeAll(async () => {
  execFileSync('npm', ['ci', '--prefix', 'bench/peers', '--no-audit', '--no-fund'], { cwd: PROJECT });
  postgres = await startPrivatePostgres();
  folder = mkdtempSync(join(tmpdir(), 'riskpool-bench-input-'));
  plain = await writeFilings(join(folder, 'plain'), ROWS);
  fewer = await writeFilings(join(folder, 'fewer'), FEWER);
  if (process.env['RISKPOOL_RESUME'] === undefined || !isSame(recorded('machine'), machine())) forget();
  record('machine', machine());
}, 600_000);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A part of the table: left out where it is there already, so that a run that broke off is taken up again. */
function part(name: string, title: string, work: () => Promise<unknown>): void {
  test(title, HOUR, async () => {
    if (recorded(name) === undefined) record(name, await work());
  });
}

afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}, 600_000);

function machine(): Record<string, unknown> {
  const version = (name: string): string =>
    (
      JSON.parse(readFileSync(join(PROJECT, `node_modules/${name}/package.json`), 'utf8')) as {
        version: string;
      }
    ).version;
  const peer = readFileSync(join(PROJECT, 'bench/peers/package.json'), 'utf8');
  return {
    on: new Date().toISOString().slice(0, 10),
    rows: ROWS,
    runs: RUNS,
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? '',
    gib: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    csvParse: version('csv-parse'),
    duckdb: /node-api": "([^"]+)/.exec(peer)?.[1],
    pandas: execFileSync(PYTHON, ['-c', 'import pandas; print(pandas.__version__)'], {
      encoding: 'utf8',
    }).trim(),
  };
}

const bytesOf = (path: string): number => statSync(path).size;
const scratch = (): string => mkdtempSync(join(folder, 'run-'));

part('register', 'a filing file to a committed register, beside scripts', async () => {
  const sizes: number[] = [];
  const all = [onPostgres(postgres, sizes), embedded, duckdb, pandas, csvParse];
  const found = await compare(all, plain, RUNS, MOST_MINUTES);
  return {
    rows: ROWS,
    bytes: bytesOf(plain),
    runs: found.runs,
    figures: found.figures,
    databaseMB: sizes[0],
  };
});

part('growth', 'time and memory against rows', async () => {
  const sizes = [0.05, 0.1, 0.2, 0.5].map((share) => Math.round(ROWS * share));
  const growth: { rows: number; bytes: number; figures: Record<string, Figures> }[] = [];
  for (const rows of sizes) {
    const file = rows === FEWER ? fewer : await writeFilings(join(folder, `of-${rows}`), rows);
    const { figures } = await compare([onPostgres(postgres), duckdb, pandas], file, 1);
    growth.push({ rows, bytes: bytesOf(file), figures });
  }
  return growth;
});

part('slow', 'the same rows the slow ways', async () => {
  const slow: Record<string, Figures & { bytes: number }> = {};
  const take = async (name: string, file: string, on?: string): Promise<void> => {
    const url = await database(postgres, 'bench');
    slow[name] = { ...riskpool(postgres, url, ingest(file, scratch(), on)), bytes: bytesOf(file) };
  };
  const gb = join(folder, 'gb18030', 'filing-1.csv');
  mkdirSync(join(folder, 'gb18030'));
  execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030', '-o', gb, fewer]);
  await take('plain', fewer);
  await take('every cell quoted', await writeFilings(join(folder, 'quoted'), FEWER, 'quoted'));
  await take('GB18030', gb);
  await take('every row in JPY', await writeFilings(join(folder, 'foreign'), FEWER, 'foreign'));
  await take('every row after the window', fewer, '2025-10-30');
  return { rows: FEWER, figures: slow };
});

part('into', 'a small file into books that hold much', async () => {
  const many = await writeFilings(join(folder, 'many'), ROWS * 2);
  const small = join(folder, 'filing-2.csv');
  copyFileSync(await writeFilings(join(folder, 'small'), 1_000, 'plain', '2025-10-08', ROWS * 2), small);
  const holding = await database(postgres, 'holding');
  riskpool(postgres, holding, ingest(many, scratch()));
  const runs = { empty: [] as Figures[], full: [] as Figures[] };
  for (let run = 0; run < Math.min(RUNS, 3); run++) {
    for (const [of, found] of [
      ['template0', runs.empty],
      ['holding', runs.full],
    ] as const)
      found.push(
        riskpool(postgres, await database(postgres, 'bench', of), [
          ...ingest(small, scratch()),
          '--change-out',
        ]),
      );
  }
  return { held: ROWS * 2, rows: 1_000, empty: medianOf(runs.empty), full: medianOf(runs.full) };
});

part('money', 'claims, an opinion run, and statement lines that settle clawbacks', () =>
  moneyFigures(postgres, folder, Math.round(ROWS / 10)),
);

part('year', "a year's inbox, and verify of it", async () => {
  const runs = {
    memory: [] as Figures[],
    replay: [] as Figures[],
    alone: [] as Figures[],
    verify: [] as Figures[],
  };
  const of = join(PROJECT, 'test/golden/case-103');
  const alone = `import { PGlite } from '@electric-sql/pglite'; const db = new PGlite(); await db.query('SELECT 1'); await db.close();`;
  for (let run = 0; run < Math.min(RUNS, 3); run++) {
    const [out, data] = [join(scratch(), 'out'), join(scratch(), 'books')];
    const words = ['replay', join(of, 'inbox'), '--config', join(of, 'config'), '--out'];
    // The case has files that are refused, so its replay ends with 1.
    runs.memory.push(measured('bin/riskpool', [...words, join(scratch(), 'out')], {}, [1]));
    runs.replay.push(measured('bin/riskpool', [...words, out, '--data', data], {}, [1]));
    runs.verify.push(measured('bin/riskpool', ['verify', '--data', data, '--out', out]));
    runs.alone.push(measured('node', ['--input-type=module', '-e', alone]));
  }
  const [replay, verify, peer] = [runs.replay, runs.verify, runs.alone].map(medianOf);
  return { memory: medianOf(runs.memory), replay, verify, alone: peer };
});

part('start', 'starting', async () => {
  const one = join(folder, 'filing-3.csv');
  copyFileSync(await writeFilings(join(folder, 'one'), 1), one);
  const ways: Readonly<Record<string, () => Promise<Figures>>> = {
    'node alone': async () => measured('node', ['-e', '0']),
    '--help': async () => measured('bin/riskpool', ['--help']),
    'template --help': async () => measured('bin/riskpool', ['template', '--help']),
    'ingest of one row, new books, PostgreSQL': async () =>
      riskpool(postgres, await database(postgres, 'bench'), ingest(one, scratch())),
  };
  const found: Record<string, Figures> = {};
  for (const [name, run] of Object.entries(ways))
    found[name] = medianOf([await run(), await run(), await run()]);
  return found;
});

part('live', 'live: from drop to receipt, and many files at once', async () => {
  const one = { workers: 1, rows: 1, atOnce: false } as const;
  const p50 = async (arrival: 'marker' | 'renamed' | 'plain', files: number): Promise<number> =>
    median((await liveRun({ ...one, files, arrival })).each);
  const files = Math.min(1_000, Math.round(ROWS / 1_000));
  const drain = async (workers: number): Promise<number> =>
    (await liveRun({ workers, rows: 1, files, atOnce: true, arrival: 'renamed' })).all;
  return {
    quiet: QUIET,
    p50: { marker: await p50('marker', 15), renamed: await p50('renamed', 15), plain: await p50('plain', 5) },
    files,
    drain: { alone: await drain(0), 1: await drain(1), 2: await drain(2), 4: await drain(4) },
  };
});
