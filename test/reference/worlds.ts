import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CODES } from './catalogue.js';
import { told, tryWorld } from './trial.js';
import { makeWorld } from './worlds/world.js';

/**
 * `npm run worlds -- --seeds 1-50 [--show 5] [--keep DIR] [--dry] [--hostile]`: makes each seed's world, replays it with
 * bin/riskpool, tells it by the reference, and compares every fact. --dry makes and tells only; --keep leaves the
 * worlds there; --hostile (`npm run fuzz`) fills cells with what programs stumble over.
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

const met = new Map<string, number>();
let facts = 0;
let differing = 0;
for (let seed = Number(first); seed <= Number(last); seed++) {
  const world = makeWorld(seed, 'config', { hostile: words.includes('--hostile') });
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
  console.log(`${head}, ${trial.facts} facts, ${trial.differences.length} differences`);
  for (const difference of trial.differences.slice(0, show)) console.log(`   ${difference}`);
  if (keep === '') rmSync(folder, { recursive: true, force: true });
}
if (keep === '') rmSync(scratch, { recursive: true, force: true });
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
