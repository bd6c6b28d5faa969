import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reference } from '../domain/reference.js';
import { loadReference } from '../io/config/load.js';
import { rulebook } from './book.js';
import { CaseJudge } from './case-judge.js';
import { coveragePage } from './coverage-page.js';
import { computeEffects, type Effects } from './effects.js';
import { readingsPage } from './readings-page.js';

/** Where the effects of other readings are kept between two runs: replaying them takes longer than writing a page. */
const EFFECTS = 'readings.effects.json';

/** The generated pages of docs/, by name. */
export async function documents(effects: Effects): Promise<ReadonlyMap<string, string>> {
  const reference = await loadReference();
  const caseJudge = await CaseJudge.open();
  try {
    return new Map([
      ['rulebook.zh-CN.md', await rulebook({ caseJudge, reference, on: undefined })],
      ['coverage.zh-CN.md', coveragePage(reference)],
      ['readings.zh-CN.md', readingsPage(reference.readings, effects)],
    ]);
  } finally {
    await caseJudge.close();
  }
}

/** The rule book and the coverage of any packs, by name; without examples, which the tables of the shipped ones have. */
export async function packPages(reference: Reference): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['rulebook.zh-CN.md', await rulebook({ caseJudge: undefined, reference, on: undefined })],
    ['coverage.zh-CN.md', coveragePage(reference)],
  ]);
}

export async function keptEffects(docs: string): Promise<Effects> {
  return JSON.parse(await readFile(join(docs, EFFECTS), 'utf8')) as Effects;
}

/** Computes everything again and writes it: `npm run docs`. */
export async function writeDocuments(docs: string, samples: string): Promise<void> {
  const effects = await computeEffects(samples);
  await writeFile(join(docs, EFFECTS), `${JSON.stringify(effects, null, 2)}\n`);
  for (const [name, text] of await documents(effects)) await writeFile(join(docs, name), text);
}
