import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { differenceOf, filesBelow, replayInto } from '../replay/replays.js';
import { type Database, databaseOf } from '../support/database.js';
import { temporaryFolder } from '../support/files.js';
import { outputsOf } from '../support/inboxes.js';
import { findProgram, postgresFolders } from '../support/programs.js';
import { recordRun } from '../support/record-run.js';
import {
  CONFIG,
  type Life,
  type Run,
  StepServer,
  type Steps,
  smallInbox,
  UNTIL,
  watchOnce,
} from '../support/step-runs.js';

/**
 * A run over all eleven kinds that dies at one boundary it crosses, or has one call fail there, ends with the bytes of an
 * undisturbed one: after it is started again, or by itself. A random boundary of two ways in every run of the suite; with
 * RISKPOOL_FAULTS=full (`npm run test:steps`) every one of every way, or every RISKPOOL_STRIDE-th from RISKPOOL_SEED on,
 * and the figures are written into docs/reliability.md.
 */
const FULL = process.env['RISKPOOL_FAULTS'] === 'full';
const SEED = Number(process.env['RISKPOOL_SEED'] ?? (FULL ? 0 : Date.now() % 100_000));
const STRIDE = Number(process.env['RISKPOOL_STRIDE'] ?? 1);
/** Boundaries that a run crosses at least, whatever is counted. */
const AT_LEAST = 300;
/** Lives that a run may take: one that fails ends with exit 3, and is started again. */
const MOST_LIVES = 3;
const RECORD_EVERY = 5;

type Engine = 'pglite' | 'postgres';
interface Way extends Omit<Run, 'inbox' | 'out' | 'books'> {
  readonly engine: Engine;
  readonly of: Steps['of'];
  readonly hows: readonly string[];
}

const IO = ['ENOSPC', 'EIO', 'EACCES'];
const QUERY = ['40001', '40P01', 'ECONNRESET'];
const WAYS: readonly Way[] = (['pglite', 'postgres'] as const).flatMap((engine) =>
  (['replay', 'live'] as const).flatMap((mode): Way[] => [
    { engine, mode, of: 'crash', hows: ['die'] },
    { engine, mode, of: 'io', hows: IO },
    { engine, mode, of: 'query', hows: QUERY },
  ]),
);

let inbox = '';
let wanted: Map<string, Buffer>;
beforeAll(async () => {
  const root = await temporaryFolder();
  inbox = smallInbox(join(root, 'inbox'));
  await replayInto(join(root, 'out'), { inbox, config: CONFIG, until: UNTIL });
  wanted = filesBelow(join(root, 'out'));
});

/** A run of its own: folders and a database that are gone when it is done. */
async function withRun<T>({ engine, mode }: Way, use: (run: Run, root: string) => Promise<T>): Promise<T> {
  const root = await temporaryFolder();
  const database = engine === 'postgres' ? await databaseOf(inject('postgresUrl')) : undefined;
  const place = join(root, 'place');
  mkdirSync(place);
  try {
    // A watcher takes the files away.
    const own = mode === 'live' ? smallInbox(join(place, 'inbox')) : inbox;
    const books = database?.url ?? join(place, 'data');
    return await use({ mode, inbox: own, out: join(place, 'out'), books }, root);
  } finally {
    await database?.drop();
    rmSync(root, { recursive: true, force: true });
  }
}

/** What a run came to after its last life, where that is not what it should be. */
function harm(run: Run, { exit, said }: Life): string | undefined {
  if (exit === null || exit > 1) return `exit ${exit}: ${said}`;
  const { missing, unexpected, differing } = differenceOf(outputsOf(run.out, true), wanted);
  if (missing.length + unexpected.length + differing.length === 0) return undefined;
  return JSON.stringify({ missing, unexpected, differing });
}

type Lives = (run: Run, steps: Steps) => Promise<Life>;

/** Disturbs one run at its N-th boundary, and starts it again where that ended it. */
function disturbed(way: Way, at: number, how: string, lives: Lives): Promise<string | undefined> {
  return withRun(way, async (run) => {
    let life = await lives(run, { of: way.of, at, how });
    for (let count = 1; count < MOST_LIVES && (life.exit === null || life.exit > 1); count++)
      life = await lives(run, { of: way.of, at: 0, how });
    return harm(run, life);
  });
}

/** What a long run does with what it finds: `done` for each boundary that was tried. */
interface Keeper {
  /** Whether this one is to be tried. */
  takes(at: number): boolean;
  done(at: number, found: string | undefined): void;
}

/** One call fails, at each boundary in turn. */
async function failing(way: Way, server: StepServer, keeper: Keeper): Promise<void> {
  const {
    exit,
    said,
    boundaries = 0,
  } = await withRun(way, (run) => server.run(run, { of: way.of, at: 0, how: '' }));
  expect(exit, said).toBeLessThan(2);
  for (let at = 1; at <= boundaries; at++) {
    if (!keeper.takes(at)) continue;
    const how = way.hows[at % way.hows.length] ?? '';
    keeper.done(at, await disturbed(way, at, how, (run, steps) => server.run(run, steps)));
  }
}

/**
 * A run that stops at each boundary with all that it does, as long as another goes on from a copy of what lies there: the
 * files, and what is committed in the books. That is what kill -9 at this moment leaves.
 */
async function dying(way: Way, server: StepServer, keeper: Keeper): Promise<void> {
  const first = new StepServer();
  try {
    await withRun(way, async (run, root) => {
      const { exit, said } = await first.run(run, { of: way.of, at: 0, how: 'pause' }, async (at) => {
        if (keeper.takes(at)) keeper.done(at, await fromHere(way, run, root, server));
      });
      expect(exit, said).toBeLessThan(2);
    });
  } finally {
    await first.end();
  }
}

/** Books know their folders by name: the copy takes the place of the first run's, which stands still. */
async function fromHere(way: Way, run: Run, root: string, server: StepServer): Promise<string | undefined> {
  const [place, aside, next] = ['place', 'aside', 'next'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  execFileSync('cp', ['-a', place, next]);
  renameSync(place, aside);
  renameSync(next, place);
  const copy = way.engine === 'postgres' ? await committedOf(run.books) : undefined;
  try {
    const again = { ...run, books: copy?.url ?? run.books };
    return harm(again, await server.run(again, { of: way.of, at: 0, how: '' }));
  } finally {
    await copy?.drop();
    renameSync(place, next);
    renameSync(aside, place);
    rmSync(next, { recursive: true, force: true });
  }
}

/** What is committed in a database that somebody is connected to, as a database of its own. */
async function committedOf(url: string): Promise<Database> {
  const program = (name: string): string => findProgram(name, 'postgresql-client', postgresFolders());
  const copy = await databaseOf(inject('postgresUrl'));
  const dump = execFileSync(program('pg_dump'), ['--lock-wait-timeout=20s', url], { maxBuffer: 1 << 28 });
  execFileSync(program('psql'), ['-q', '-X', '-v', 'ON_ERROR_STOP=1', copy.url], {
    input: dump,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  return copy;
}

describe.runIf(FULL)('at every boundary', { concurrent: true }, () => {
  test.each(WAYS.map((way) => [`${way.engine} ${way.mode} ${way.of}`, way] as const))(
    '%s',
    { timeout: 36_000_000 },
    async (name, way) => {
      const wrong: string[] = [];
      const tried: number[] = [];
      const record = (): void => {
        const every = STRIDE === 1 ? '' : `, every ${STRIDE}th`;
        const seeds = `${name} ${tried[0]}–${tried.at(-1)}${every}`;
        recordRun({
          proof: way.of,
          tries: tried.length,
          lost: 0,
          doubled: 0,
          differing: wrong.length,
          seeds,
        });
      };
      const server = new StepServer();
      const keeper: Keeper = {
        takes: (at) => (at - 1) % STRIDE === SEED % STRIDE,
        done: (at, found) => {
          tried.push(at);
          if (found !== undefined) wrong.push(`${name} ${at}: ${found}`);
          if (tried.length % RECORD_EVERY === 0) record();
        },
      };
      await (way.of === 'crash' ? dying : failing)(way, server, keeper).finally(() => server.end());
      record();
      expect(tried.length * STRIDE).toBeGreaterThanOrEqual(AT_LEAST);
      expect(wrong).toEqual([]);
    },
  );
});

describe.skipIf(FULL)('at a boundary that the dice choose', () => {
  const at = 1 + (SEED % AT_LEAST);

  test('a process that is killed there and started again, watching with embedded books', async () => {
    const way: Way = { engine: 'pglite', mode: 'live', of: 'crash', hows: ['die'] };
    expect(await disturbed(way, at, 'die', watchOnce), `seed ${SEED}`).toBeUndefined();
  });

  test('a statement that fails there, replaying on PostgreSQL', async () => {
    const way: Way = { engine: 'postgres', mode: 'replay', of: 'query', hows: QUERY };
    const server = new StepServer();
    onTestFinished(() => server.end());
    const how = QUERY[at % QUERY.length] ?? '';
    const found = await disturbed(way, at, how, (run, steps) => server.run(run, steps));
    expect(found, `seed ${SEED}`).toBeUndefined();
  });
});
