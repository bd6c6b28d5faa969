import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb } from '../../src/ledger/open.js';
import { faultsOf } from '../replay/invariants.js';
import { differenceOf, filesBelow, replayInto, SAMPLES } from '../replay/replays.js';
import { freshDatabase } from '../support/database.js';
import { temporaryFolder } from '../support/files.js';
import { outputsOf } from '../support/inboxes.js';
import { live, type Run, type Steps, smallInbox, UNTIL } from '../support/step-runs.js';

/**
 * A run over all eleven kinds that dies at one boundary it crosses, or has one call fail there, ends with the bytes of an
 * undisturbed one: after it is started again, or by itself. A random boundary of each in every run of the suite; with
 * RISKPOOL_FAULTS=full every STRIDE-th from RISKPOOL_SEED on, and the figures are told.
 */
const FULL = process.env['RISKPOOL_FAULTS'] === 'full';
const SEED = Number(process.env['RISKPOOL_SEED'] ?? Date.now() % 100_000);
const STRIDE = Number(process.env['RISKPOOL_STRIDE'] ?? 1);
/** Boundaries that a run crosses at least, by what is counted. */
const AT_LEAST = { crash: 1_000, io: 1_000, query: 750 };
/** Lives that a run may take: one that fails ends with exit 3, and is started again. */
const MOST_LIVES = 3;

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
const figures: string[] = [];
beforeAll(async () => {
  const root = await temporaryFolder();
  inbox = smallInbox(join(root, 'inbox'));
  await replayInto(join(root, 'out'), { ...SAMPLES, inbox, until: UNTIL });
  wanted = filesBelow(join(root, 'out'));
});
afterAll(() => {
  for (const line of figures) process.stdout.write(`${line}\n`);
});

async function runOf({ engine, mode }: Way): Promise<Run> {
  const root = await temporaryFolder();
  const books = engine === 'postgres' ? await freshDatabase() : join(root, 'data');
  // A watcher takes the files away.
  const own = mode === 'live' ? smallInbox(join(root, 'inbox')) : inbox;
  return { mode, inbox: own, out: join(root, 'out'), books };
}

/** Disturbs one run at its N-th boundary and looks at what it comes to. */
async function disturbed(way: Way, at: number, how: string): Promise<void> {
  const run = await runOf(way);
  const what = `seed ${SEED}: ${way.engine} ${way.mode}, ${how} at ${way.of} ${at}`;
  let life = await live(run, { of: way.of, at, how });
  for (let lives = 1; lives < MOST_LIVES && (life.exit === null || life.exit > 1); lives++)
    life = await live(run, { of: way.of, at: 0, how });
  expect(life.exit, `${what}\n${life.said}`).toBeLessThan(2);
  const difference = differenceOf(outputsOf(run.out, true), wanted);
  expect(difference, what).toEqual({ missing: [], unexpected: [], differing: [] });
  const where = way.engine === 'postgres' ? run.books : join(run.books, 'db');
  const db = await openDb(
    way.engine === 'postgres' ? { kind: 'postgres', url: where } : { kind: 'directory', path: where },
  );
  try {
    expect(await faultsOf(db), what).toEqual([]);
  } finally {
    await db.close();
  }
}

/** How many boundaries an undisturbed run crosses. */
async function crossed(way: Way): Promise<number> {
  const report = join(await temporaryFolder(), 'steps');
  const { exit, said } = await live(await runOf(way), { of: way.of, at: 0, how: 'die', report });
  expect(exit, said).toBeLessThan(2);
  return readFileSync(report, 'utf8').split('\n').length;
}

test.each(WAYS.map((way) => [`${way.engine} ${way.mode} ${way.of} ${way.hows.join('/')}`, way] as const))(
  '%s',
  { timeout: FULL ? 7_200_000 : 120_000 },
  async (name, way) => {
    const count = FULL ? await crossed(way) : AT_LEAST[way.of];
    expect(count).toBeGreaterThanOrEqual(AT_LEAST[way.of]);
    const places = FULL
      ? Array.from(
          { length: Math.ceil(count / STRIDE) },
          (_, i) => 1 + (((SEED % STRIDE) + i * STRIDE) % count),
        )
      : [1 + (SEED % count)];
    for (const at of places) await disturbed(way, at, way.hows[(SEED + at) % way.hows.length] ?? 'die');
    figures.push(`${name}: ${places.length} of ${count} boundaries, seed ${SEED}, every ${STRIDE}`);
  },
);
