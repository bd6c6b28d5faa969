import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}
const chunks = JSON.parse(readFileSync('dist/web/.vite/manifest.json', 'utf8')) as Record<string, Chunk>;

/** All that a browser loads for a chunk: what it imports, and that in turn. */
function filesOf(name: string, files = new Set<string>()): Set<string> {
  const chunk = chunks[name];
  if (chunk === undefined) throw new Error(`${name} is not in the build`);
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const other of chunk.imports ?? []) filesOf(other, files);
  return files;
}

const zipped = (file: string): number => gzipSync(readFileSync(`dist/web/${file}`)).length;
const kilobytes = (names: readonly string[]): number => {
  const files = new Set(names.flatMap((name) => [...filesOf(name)]));
  return [...files].reduce((sum, file) => sum + zipped(file), 0) / 1000;
};

test('the first page, 工作台 or a list, is at most 400 kB gzip with all it needs', () => {
  expect(kilobytes(['index.html', 'src/pages/login.tsx', 'src/pages/dashboard.tsx'])).toBeLessThan(400);
});

test('charts come only with the pages that draw them', () => {
  const charts = chunks['src/parts/chart-engine.ts']?.file;
  expect(charts).toBeDefined();
  expect([...filesOf('index.html')]).not.toContain(charts);
  expect([...filesOf('src/pages/fund.tsx')]).not.toContain(charts);
});

test('the page names no file of another host, and holds neither script nor style of its own', () => {
  const page = readFileSync('dist/web/index.html', 'utf8');
  const places = Array.from(page.matchAll(/(?:src|href)="([^"]*)"/g), ([, place = '']) => place);
  expect(places.length).toBeGreaterThan(2);
  expect(places.filter((place) => !place.startsWith('/'))).toEqual([]);
  expect(page).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)|\bon\w+=/);
});
