import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CODES } from './catalogue.js';
import { told, tryWorld } from './trial.js';
import { makeWorld } from './worlds/world.js';

/**
 * `npm run worlds -- --seeds 1-50 [--files N] [--show 5] [--keep DIR] [--dry] [--hostile] [--record]`: makes each seed's world, replays it with
 * bin/riskpool, tells it by the reference, and compares every fact. --dry makes and tells only; --keep leaves the
 * worlds there; --hostile (`npm run fuzz`) fills cells with what programs stumble over; --files ends after so many files;
 * --record writes the run into docs/reliability.json, every 50 worlds.
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

const most = Number(option('--files', 'Infinity'));
const hostile = words.includes('--hostile');
const files = { all: 0, workbooks: 0 };
let worlds = 0;

function record(to: number): void {
  const run = {
    proof: hostile ? 'fuzz' : 'worlds',
    tries: hostile ? files.all : worlds,
    differing,
    seeds: `${first}-${to}`,
    note: `${worlds} worlds, ${files.all} files (${files.workbooks} workbooks), ${facts} facts, ${met.size} of ${CODES.length} codes met`,
  };
  execFileSync(process.execPath, ['scripts/reliability.mjs', 'record', JSON.stringify(run)]);
}

const met = new Map<string, number>();
let facts = 0;
let differing = 0;
let seed = Number(first);
for (; seed <= Number(last) && files.all < most; seed++) {
  const world = makeWorld(seed, 'config', { hostile });
  const { receipts, registers } = told(world);
  const codes = Object.values(receipts).flatMap(({ code, lines }) => [
    ...(code === undefined ? [] : [code]),
    ...(lines ?? []).flatMap(([, , , of]) => of),
  ]);
  for (const code of [...codes, ...(registers['exceptions'] ?? []).map((row) => row[3] ?? '')])
    met.set(code, (met.get(code) ?? 0) + 1);
  const head = `seed ${seed}: ${world.drops.length} files until ${world.until}`;
  if (words.includes('--dry')) {
    console.log(head);
    continue;
  }
  const folder = join(scratch, `world-${seed}`);
  const trial = tryWorld(world, folder);
  facts += trial.facts;
  if (trial.differences.length > 0) differing++;
  worlds++;
  files.all += world.drops.length;
  files.workbooks += world.drops.filter(({ name }) => /xlsx$/i.test(name)).length;
  if (words.includes('--record') && worlds % 50 === 0) record(seed);
  console.log(`${head}, ${trial.facts} facts, ${trial.differences.length} differences`);
  for (const difference of trial.differences.slice(0, show)) console.log(`   ${difference}`);
  if (keep === '') rmSync(folder, { recursive: true, force: true });
}
if (keep === '') rmSync(scratch, { recursive: true, force: true });
if (words.includes('--record')) record(seed - 1);
console.log(
  Array.from(met)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, times]) => `${code}×${times}`)
    .join(' '),
);
const never = CODES.filter((code) => !met.has(code));
console.log(
  `${facts} facts compared, ${differing} worlds differ; codes never met: ${never.join(' ') || 'none'}`,
);
process.exitCode = differing > 0 ? 1 : 0;
