import { cpSync, mkdirSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastOfMonth, plusDays } from '../reference/base.js';
import { Dice } from '../reference/worlds/dice.js';
import { makeWorld } from '../reference/worlds/world.js';
import { differenceOf, fromRoot } from '../replay/replays.js';
import { temporaryFolder } from '../support/files.js';
import { outputsOf } from '../support/inboxes.js';
import { recordRun } from '../support/record-run.js';
import { CONFIG, type Life, type Run, StepServer, type Steps, smallInbox } from '../support/step-runs.js';

/**
 * Schedules that a seed makes: files come live, day by day and past month's ends, in any order, some of them twice; and the
 * watcher is killed, has a call fail, or finds its clock 400 days ahead for a moment, at any boundary. It ends with the
 * bytes of a run to which the same files came and nothing happened. A short one in every run of the suite;
 * `npm run test:schedules` tries RISKPOOL_SCHEDULES of them from RISKPOOL_SEED on. A seed makes its schedule again.
 */
const FULL = process.env['RISKPOOL_FAULTS'] === 'full';
const SEED = Number(process.env['RISKPOOL_SEED'] ?? (FULL ? 1 : Date.now() % 100_000));
const COUNT = FULL ? Number(process.env['RISKPOOL_SCHEDULES'] ?? 100) : 1;
const DAY_MS = 86_400_000;
const MOST_LIVES = 4;

interface Drop {
  readonly sender: string;
  readonly name: string;
  readonly bytes: Uint8Array | string;
}
/** What comes before one look: at ten o'clock of the day and later, Shanghai's time. */
interface Batch {
  readonly at: number;
  readonly drops: readonly Drop[];
  readonly steps: Steps;
}
interface Schedule {
  readonly config: string;
  readonly batches: readonly Batch[];
}

const NOTHING: Steps = { of: 'crash', at: 0, how: '' };

/** What happens in one life, at a boundary that may lie beyond its end. */
function mishap(dice: Dice): Steps {
  const at = dice.whole(1, 120);
  return dice.way<() => Steps>([
    [2, () => NOTHING],
    [4, () => ({ of: 'crash', at, how: 'die' })],
    [1, () => ({ of: 'io', at, how: 'ENOSPC' })],
    [2, () => ({ of: 'query', at, how: dice.pick(['40001', '40P01', 'ECONNRESET']) })],
    [1, () => ({ of: 'crash', at, how: 'jump', by: dice.pick([400, -400, 2]) * DAY_MS })],
  ])();
}

/** Days with their files: every second schedule a world of the reference's, the others the inbox of all eleven kinds. */
function daysOf(seed: number, root: string): { config: string; days: Map<string, Drop[]> } {
  const days = new Map<string, Drop[]>();
  if (FULL && seed % 2 === 0) {
    const { config, drops } = makeWorld(seed, fromRoot('config'), { size: { months: 3, pace: 0.3 } });
    const folder = join(root, 'config');
    mkdirSync(folder);
    for (const [name, text] of config) writeFileSync(join(folder, name), text);
    for (const drop of drops) days.set(drop.day, [...(days.get(drop.day) ?? []), drop]);
    return { config: folder, days };
  }
  const inbox = smallInbox(join(root, 'source'));
  for (const on of readdirSync(inbox)
    .sort()
    .slice(0, FULL ? undefined : 3))
    days.set(
      on,
      readdirSync(join(inbox, on)).flatMap((sender) => filesOf(join(inbox, on), sender)),
    );
  return { config: CONFIG, days };
}

const filesOf = (folder: string, sender: string): Drop[] =>
  readdirSync(join(folder, sender), { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
    .map(({ name }) => ({ sender, name, bytes: join(folder, sender, name) }));

function scheduleOf(seed: number, root: string): Schedule {
  const dice = new Dice(seed);
  const { config, days } = daysOf(seed, root);
  const batches: Batch[] = [];
  const before: Drop[] = [];
  for (const [on, drops] of days) {
    const twice = before
      .filter(() => dice.chance(0.1))
      .map((drop) => ({ ...drop, name: again(dice, drop.name) }));
    let left = dice.shuffled([...drops, ...twice]);
    before.push(...drops);
    for (let hour = 10; left.length > 0; hour++) {
      const now = left.slice(0, dice.whole(1, left.length));
      left = left.slice(now.length);
      batches.push({ at: Date.parse(`${on}T${hour}:00:00+08:00`), drops: now, steps: mishap(dice) });
    }
  }
  // The last month's end goes by with nobody sending anything.
  const last = plusDays(lastOfMonth([...days.keys()].at(-1) ?? ''), 1);
  batches.push({ at: Date.parse(`${last}T10:00:00+08:00`), drops: [], steps: mishap(dice) });
  return { config, batches };
}

/** Under its own name once more, or under another. */
const again = (dice: Dice, name: string): string =>
  dice.chance(0.5) ? name : name.replace(/(\.[^.]*)?$/, '-2$1');

/** Renamed in, and old: complete at once. */
function drop(root: string, inbox: string, { sender, name, bytes }: Drop): void {
  mkdirSync(join(inbox, sender), { recursive: true });
  const aside = join(root, 'arriving');
  if (typeof bytes === 'string') cpSync(bytes, aside);
  else writeFileSync(aside, bytes);
  utimesSync(aside, new Date(0), new Date(0));
  renameSync(aside, join(inbox, sender, name));
}

/** Runs the schedule, disturbed or not. Gives back its outputs. */
async function outputsFrom(
  { config, batches }: Schedule,
  disturbed: boolean,
): Promise<{ outputs: Map<string, Buffer>; lives: number }> {
  const root = await temporaryFolder();
  const [inbox, out, books] = ['inbox', 'out', 'data'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(inbox);
  let server = new StepServer();
  let lives = 0;
  const once = async (run: Run, steps: Steps): Promise<Life> => {
    lives += 1;
    const life = await server.run(run, steps);
    if (life.exit === null) {
      await server.end();
      server = new StepServer();
    }
    return life;
  };
  try {
    for (const batch of batches) {
      for (const one of batch.drops) drop(root, inbox, one);
      const run: Run = { mode: 'arrive', inbox, out, books, config, at: batch.at };
      let life = await once(run, disturbed ? batch.steps : NOTHING);
      for (let tries = 1; tries < MOST_LIVES && (life.exit === null || life.exit > 1); tries++)
        life = await once(run, NOTHING);
      expect(life.exit, life.said).toBeLessThan(2);
    }
  } finally {
    await server.end();
  }
  return { outputs: outputsOf(out, true), lives };
}

test('whatever happens while files come live, the bytes are those of a quiet run', {
  timeout: FULL ? 36_000_000 : 120_000,
}, async () => {
  const wrong: string[] = [];
  let [batches, lives, tries] = [0, 0, 0];
  const record = (to: number): void =>
    recordRun({
      proof: 'schedules',
      tries,
      lost: 0,
      doubled: 0,
      differing: wrong.length,
      seeds: `${SEED}–${to}`,
      note: `${batches} arrivals, ${lives} lives`,
    });
  for (let seed = SEED; seed < SEED + COUNT; seed++) {
    const schedule = scheduleOf(seed, await temporaryFolder());
    const quiet = await outputsFrom(schedule, false);
    const loud = await outputsFrom(schedule, true);
    const { missing, unexpected, differing } = differenceOf(loud.outputs, quiet.outputs);
    if (missing.length + unexpected.length + differing.length > 0)
      wrong.push(`seed ${seed}: ${JSON.stringify({ missing, unexpected, differing })}`);
    expect(quiet.outputs.size).toBeGreaterThan(5);
    batches += schedule.batches.length;
    lives += loud.lives;
    tries += 1;
    if (FULL && (tries % 2 === 0 || tries === COUNT)) record(seed);
  }
  expect(wrong).toEqual([]);
});
