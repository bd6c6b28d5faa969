import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { openDb } from '../../src/ledger/open.js';
import { faultsOf } from '../replay/invariants.js';
import { differenceOf, filesBelow, replayInto } from '../replay/replays.js';
import { databaseOf } from '../support/database.js';
import { temporaryFolder } from '../support/files.js';
import { outputsOf } from '../support/inboxes.js';
import { recordRun } from '../support/record-run.js';
import { CONFIG, live, type Run, type Steps, smallInbox, UNTIL } from '../support/step-runs.js';

/**
 * A run over all eleven kinds that dies at one boundary it crosses, or has one call fail there, ends with the bytes of an
 * undisturbed one: after it is started again, or by itself. A random boundary of two ways in every run of the suite; with
 * RISKPOOL_FAULTS=full (`npm run test:steps`) every one of every way, or every RISKPOOL_STRIDE-th from RISKPOOL_SEED on,
 * and the figures are written into docs/reliability.md.
 */
const FULL = process.env['RISKPOOL_FAULTS'] === 'full';
const SEED = Number(process.env['RISKPOOL_SEED'] ?? (FULL ? 0 : Date.now() % 100_000));
const STRIDE = Number(process.env['RISKPOOL_STRIDE'] ?? 1);
/** Runs at a time in the long form. */
const JOBS = Number(process.env['RISKPOOL_JOBS'] ?? 2);
/** Boundaries that a run crosses at least, by what is counted. */
const AT_LEAST = { crash: 300, io: 300, query: 300 };
/** Lives that a run may take: one that fails ends with exit 3, and is started again. */
const MOST_LIVES = 3;
const RECORD_EVERY = 20;

type Engine = 'pglite' | 'postgres';
interface Way extends Omit<Run, 'inbox' | 'out' | 'books'> {
  readonly engine: Engine;
  readonly of: Steps['of'];
  readonly hows: readonly string[];
}

const IO = ['ENOSPC', 'EIO', 'EACCES'];
const QUERY = ['40001', '40P01', 'ECONNRESET'];
const WAYS: readonly Way[] = FULL
  ? (['pglite', 'postgres'] as const).flatMap((engine) =>
      (['replay', 'live'] as const).flatMap((mode): Way[] => [
        { engine, mode, of: 'crash', hows: ['die'] },
        { engine, mode, of: 'io', hows: IO },
        { engine, mode, of: 'query', hows: QUERY },
      ]),
    )
  : [
      { engine: 'pglite', mode: 'live', of: 'crash', hows: ['die'] },
      { engine: 'postgres', mode: 'replay', of: 'query', hows: QUERY },
    ];

let inbox = '';
let wanted: Map<string, Buffer>;
beforeAll(async () => {
  const root = await temporaryFolder();
  inbox = smallInbox(join(root, 'inbox'));
  await replayInto(join(root, 'out'), { inbox, config: CONFIG, until: UNTIL });
  wanted = filesBelow(join(root, 'out'));
});

/** A run of its own: folders and a database that are gone when it is done. */
async function withRun<T>({ engine, mode }: Way, use: (run: Run) => Promise<T>): Promise<T> {
  const root = await temporaryFolder();
  const database = engine === 'postgres' ? await databaseOf(inject('postgresUrl')) : undefined;
  try {
    // A watcher takes the files away.
    const own = mode === 'live' ? smallInbox(join(root, 'inbox')) : inbox;
    return await use({
      mode,
      inbox: own,
      out: join(root, 'out'),
      books: database?.url ?? join(root, 'data'),
    });
  } finally {
    await database?.drop();
    rmSync(root, { recursive: true, force: true });
  }
}

/** Disturbs one run at its N-th boundary. Gives back what it came to, where that is not what it should. */
function disturbed(way: Way, at: number, how: string): Promise<string | undefined> {
  return withRun(way, async (run) => {
    let life = await live(run, { of: way.of, at, how });
    for (let lives = 1; lives < MOST_LIVES && (life.exit === null || life.exit > 1); lives++)
      life = await live(run, { of: way.of, at: 0, how });
    if (life.exit === null || life.exit > 1) return `exit ${life.exit}: ${life.said}`;
    const { missing, unexpected, differing } = differenceOf(outputsOf(run.out, true), wanted);
    const where =
      way.engine === 'postgres'
        ? ({ kind: 'postgres', url: run.books } as const)
        : ({ kind: 'directory', path: join(run.books, 'db') } as const);
    const db = await openDb(where);
    const faults = await faultsOf(db).finally(() => db.close());
    if (missing.length + unexpected.length + differing.length + faults.length === 0) return undefined;
    return JSON.stringify({ missing, unexpected, differing, faults });
  });
}

/** How many boundaries an undisturbed run crosses. */
async function crossed(way: Way): Promise<number> {
  const report = join(await temporaryFolder(), 'steps');
  const { exit, said } = await withRun(way, (run) => live(run, { of: way.of, at: 0, how: 'die', report }));
  expect(exit, said).toBeLessThan(2);
  return readFileSync(report, 'utf8').split('\n').length;
}

test.each(WAYS.map((way) => [`${way.engine} ${way.mode} ${way.of}`, way] as const))(
  '%s',
  { timeout: FULL ? 36_000_000 : 120_000 },
  async (name, way) => {
    const count = FULL ? await crossed(way) : AT_LEAST[way.of];
    expect(count).toBeGreaterThanOrEqual(AT_LEAST[way.of]);
    const places = FULL
      ? Array.from(
          { length: Math.ceil((count - (SEED % STRIDE)) / STRIDE) },
          (_, i) => 1 + (SEED % STRIDE) + i * STRIDE,
        )
      : [1 + (SEED % count)];
    const wrong: string[] = [];
    let tries = 0;
    const record = (): void => {
      const every = STRIDE === 1 ? '' : `, every ${STRIDE}th`;
      const seeds = `${name} ${places[0]}–${places[tries - 1]} of ${count}${every}`;
      recordRun({ proof: way.of, tries, lost: 0, doubled: 0, differing: wrong.length, seeds });
    };
    const left = places.values();
    const worker = async (): Promise<void> => {
      for (const at of left) {
        const how = way.hows[at % way.hows.length] ?? 'die';
        const found = await disturbed(way, at, how);
        if (found !== undefined) wrong.push(`${name}, ${how} at ${at}: ${found}`);
        tries += 1;
        if (FULL && (tries % RECORD_EVERY === 0 || tries === places.length)) record();
      }
    };
    await Promise.all(Array.from({ length: FULL ? JOBS : 1 }, worker));
    expect(wrong).toEqual([]);
  },
);
