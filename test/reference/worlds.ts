import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastOfMonth, tablesOf } from './base.js';
import { CODES } from './catalogue.js';
import { compare } from './compare.js';
import { type Facts, factsOf } from './facts.js';
import { readOutputs } from './outputs.js';
import { replay } from './reference.js';
import { openSums } from './sums.js';
import { makeWorld, type World } from './worlds/world.js';

/**
 * `npm run worlds -- --seeds 1-50 [--show 5] [--keep DIR] [--dry]`: makes each seed's world, replays it with
 * bin/riskpool, tells it by the reference, and compares every fact. --dry makes and tells only; --keep writes the
 * worlds there and leaves them.
 */

const words = process.argv.slice(2);
const option = (name: string, otherwise: string): string => {
  const at = words.indexOf(name);
  return at < 0 ? otherwise : (words[at + 1] ?? otherwise);
};
const [first = '1', last = first] = option('--seeds', '1-10').split('-');
const show = Number(option('--show', '5'));
const keep = option('--keep', '');
const scratch = keep === '' ? mkdtempSync(join(tmpdir(), 'riskpool-worlds-')) : keep;

function lay(world: World, folder: string): void {
  mkdirSync(join(folder, 'config'), { recursive: true });
  for (const [name, text] of world.config) writeFileSync(join(folder, 'config', name), text);
  for (const { day, sender, name, bytes } of world.drops) {
    mkdirSync(join(folder, 'inbox', day, sender), { recursive: true });
    writeFileSync(join(folder, 'inbox', day, sender, name), bytes);
  }
}

function replayed(
  folder: string,
  until: string,
): { readonly status: number | null; readonly facts: Facts; readonly said: string } {
  const out = join(folder, 'out');
  rmSync(out, { recursive: true, force: true });
  const args = [
    'replay',
    join(folder, 'inbox'),
    '--out',
    out,
    '--config',
    join(folder, 'config'),
    '--until',
    until,
  ];
  const { DATABASE_URL: _, ...env } = process.env;
  const run = spawnSync(process.execPath, ['bin/riskpool', ...args], {
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status: run.status, facts: readOutputs(out, until), said: run.stderr.slice(-1500) };
}

const seenCodes = new Map<string, number>();
let facts = 0;
let differing = 0;
for (let seed = Number(first); seed <= Number(last); seed++) {
  const world = makeWorld(seed, undefined, 'config');
  const folder = join(scratch, `world-${seed}`);
  const told = factsOf(
    replay(
      world.drops,
      tablesOf((name) => world.config.get(name) ?? ''),
      world.until,
    ),
  );
  for (const receipt of Object.values(told.receipts))
    for (const code of [receipt.code ?? [], receipt.lines?.flatMap(([, , , codes]) => codes) ?? []].flat())
      seenCodes.set(code, (seenCodes.get(code) ?? 0) + 1);
  for (const [, , , code = ''] of told.registers['exceptions'] ?? [])
    seenCodes.set(code, (seenCodes.get(code) ?? 0) + 1);
  if (words.includes('--dry')) {
    console.log(`seed ${seed}: ${world.drops.length} files until ${world.until}`);
    if (keep !== '') lay(world, folder);
    continue;
  }
  lay(world, folder);
  writeFileSync(join(folder, 'expected.json'), JSON.stringify(told));
  const got = replayed(folder, world.until);
  const refused = Object.values(told.receipts).some(({ status }) => status === 'refused');
  const result = compare(told, got.facts);
  const differences = [...result.differences];
  if (got.status !== Number(refused))
    differences.unshift(`exit ${got.status}, expected ${Number(refused)}: ${got.said}`);
  if (world.until === lastOfMonth(world.until)) differences.push(...openSums(got.facts));
  facts += result.facts;
  if (differences.length > 0) differing++;
  console.log(
    `seed ${seed}: ${world.drops.length} files, ${result.facts} facts, ${differences.length} differences`,
  );
  for (const difference of differences.slice(0, show)) console.log(`   ${difference}`);
  if (keep === '') rmSync(folder, { recursive: true, force: true });
}
if (keep === '') rmSync(scratch, { recursive: true, force: true });
const missing = CODES.filter((code) => !seenCodes.has(code));
console.log(
  Array.from(seenCodes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, times]) => `${code}×${times}`)
    .join(' '),
);
console.log(
  `${facts} facts compared, ${differing} worlds differ; codes never met: ${missing.join(' ') || 'none'}`,
);
process.exitCode = differing > 0 ? 1 : 0;
