import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { filesBelow, fromRoot, golden } from '../replay/replays.js';

/** A golden's inbox of the test's own, its files dropped in a random order. */
export function droppedShuffled(name: string, target: string): string {
  const source = fromRoot(golden(name).inbox);
  const entries = readdirSync(source, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(source, join(entry.parentPath, entry.name)));
  for (const file of shuffled(files)) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    cpSync(join(source, file), join(target, file));
  }
  return target;
}

export function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Outputs to compare: cases are kept without manifests, and a killed writer leaves its unfinished file behind. */
export function outputsOf(out: string, manifests: boolean): Map<string, Buffer> {
  const unfinished = /(^|\/)\.[^/]*\.tmp$/;
  const all = [...filesBelow(out)].filter(([path]) => !unfinished.test(path));
  return new Map(manifests ? all : all.filter(([path]) => !path.endsWith('manifest.json')));
}
