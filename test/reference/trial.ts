import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastOfMonth, tablesOf } from './base.js';
import { compare } from './compare.js';
import { type Facts, factsOf } from './facts.js';
import { readOutputs } from './outputs.js';
import { replay } from './reference.js';
import { openSums } from './sums.js';
import type { World } from './worlds/world.js';

/** A world tried: told by the reference, replayed by the program, and every fact of both compared. */

export interface Trial {
  readonly facts: number;
  readonly differences: readonly string[];
}

export const told = (world: World): Facts =>
  factsOf(
    replay(
      world.drops,
      tablesOf((name) => world.config.get(name) ?? ''),
      world.until,
    ),
  );

/** Lays the world below `folder` as config/, inbox/ and expected.json, and what the program writes as out/. */
export function tryWorld(world: World, folder: string): Trial {
  const expected = told(world);
  lay(world, expected, folder);
  const out = join(folder, 'out');
  rmSync(out, { recursive: true, force: true });
  const places = [join(folder, 'inbox'), '--out', out, '--config', join(folder, 'config')];
  const { DATABASE_URL: _, ...env } = process.env;
  const run = spawnSync(process.execPath, ['bin/riskpool', 'replay', ...places, '--until', world.until], {
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const got = readOutputs(out, world.until);
  const { facts, differences } = compare(expected, got);
  const refused = Object.values(expected.receipts).some(({ status }) => status === 'refused');
  const exit =
    run.status === Number(refused)
      ? []
      : [`exit ${run.status}, expected ${Number(refused)}: ${run.stderr.slice(-1500)}`];
  const sums = world.until === lastOfMonth(world.until) ? openSums(got) : [];
  return { facts, differences: [...exit, ...differences, ...sums] };
}

function lay(world: World, expected: Facts, folder: string): void {
  mkdirSync(join(folder, 'config'), { recursive: true });
  for (const [name, text] of world.config) writeFileSync(join(folder, 'config', name), text);
  for (const { day, sender, name, bytes } of world.drops) {
    mkdirSync(join(folder, 'inbox', day, sender), { recursive: true });
    writeFileSync(join(folder, 'inbox', day, sender, name), bytes);
  }
  writeFileSync(join(folder, 'expected.json'), JSON.stringify(expected));
}
