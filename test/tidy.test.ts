import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** What the project keeps to, read from its own text: a new file that does otherwise fails here. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MOST_LINES = 200;
/** Longer files and why they may be. */
const LONG: Readonly<Record<string, string>> = {};

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function read(folder: string, ending = /\.ts$/): Source[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const text = readFileSync(file, 'utf8');
      return { path: file.slice(ROOT.length), text, imports: importsOf(text) };
    });
}

/** Every module named by an import, an export ... from or an import(), types included. */
function importsOf(text: string): string[] {
  const code = withoutComments(text);
  return Array.from(
    code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*(['"])([^'"]+)\1/g),
    (match) => match[2] ?? '',
  );
}

/** Line comments only where they cannot be the // of an address in a string. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

const sources = read('src');
const tests = read('test').filter(({ path }) => path !== 'test/tidy.test.ts');

/** 'src/rules/claim/amount.ts' → 'rules'; files directly in src are the story on top and go by their own name. */
const part = (path: string): string => /^src\/([^/]+?)(?:\.ts)?(?:\/|$)/.exec(path)?.[1] ?? '';
const target = (from: string, specifier: string): string =>
  posix.normalize(posix.join(dirname(from), specifier)).replace(/\.js$/, '.ts');
const isOurs = (specifier: string): boolean => specifier.startsWith('.');
const packageOf = (specifier: string): string =>
  specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

function violations(check: (source: Source) => readonly string[], among = sources): string[] {
  return among.flatMap((source) => check(source).map((what) => `${source.path}: ${what}`));
}

test('there is something to check', () => {
  expect(sources.length).toBeGreaterThan(10);
  expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(10);
});

test(`no file of src is longer than ${MOST_LINES} lines`, () => {
  const lines = ({ text }: Source): number => text.trimEnd().split('\n').length;
  const long = sources.filter((source) => lines(source) > MOST_LINES && LONG[source.path] === undefined);
  expect(long.map((source) => `${source.path}: ${lines(source)}`)).toEqual([]);
  const excused = sources.filter((source) => LONG[source.path] !== undefined && lines(source) <= MOST_LINES);
  expect(excused.map(({ path }) => `${path} needs no excuse`)).toEqual([]);
});

/** Which parts of src a part may import, itself apart. What is not listed (pipeline, stages, cli) sits on top. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  rules: ['domain'],
  io: ['domain'],
  db: [],
  ledger: ['domain', 'db'],
};
/** Parts of which these may know the types, and nothing that runs. */
const TYPES_OF: Readonly<Record<string, readonly string[]>> = { ledger: ['rules'] };
/** Below these nobody imports them. */
const TOP = ['cli', 'commands', 'workers', 'console'];

test('imports point one way: domain ← rules ← pipeline → io, ledger → db', () => {
  const wrong = violations(({ path, text, imports }) => {
    const from = part(path);
    const allowed = MAY_IMPORT[from];
    return imports.filter(isOurs).filter((specifier) => {
      const to = part(target(path, specifier));
      if (to === from) return false;
      if (TOP.includes(to)) return !TOP.includes(from);
      if (allowed === undefined || allowed.includes(to)) return false;
      return !(TYPES_OF[from]?.includes(to) === true && importsTypesOnly(text, specifier));
    });
  });
  expect(wrong).toEqual([]);
});

function importsTypesOnly(text: string, specifier: string): boolean {
  const statements = withoutComments(text).match(/\b(?:import|export)\b[^;]*?from\s*['"][^'"]+['"]/g) ?? [];
  const ours = statements.filter((statement) => /['"]([^'"]+)['"]$/.exec(statement)?.[1] === specifier);
  return ours.length > 0 && ours.every((statement) => /^(import|export) type\b/.test(statement));
}

/** Packages that one part of src knows and no other. */
const ONLY_IN: Readonly<Record<string, string>> = {
  bullmq: 'workers',
  ioredis: 'workers',
  pg: 'db',
  'pg-copy-streams': 'db',
  '@electric-sql/pglite': 'db',
};

test('BullMQ is known in workers only, the database in db only', () => {
  const wrong = violations(({ path, imports }) =>
    imports.filter((specifier) => (ONLY_IN[packageOf(specifier)] ?? part(path)) !== part(path)),
  );
  expect(wrong).toEqual([]);
});

test('imports make no cycle', () => {
  const graph = new Map(
    sources.map(({ path, imports }) => [path, imports.filter(isOurs).map((name) => target(path, name))]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (done.has(path) || trail.includes(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  expect(cycles).toEqual([]);
});

const pure = sources.filter(({ path }) => /^src\/(domain|rules)\//.test(path));

test('domain and rules do no I/O', () => {
  expect(violations(({ imports }) => imports.filter(isBuiltin), pure)).toEqual([]);
  const globals = /\b(process|console|fetch|setTimeout|setInterval|setImmediate|require)\b\s*[.(]/g;
  expect(violations(({ text }) => withoutComments(text).match(globals) ?? [], pure)).toEqual([]);
});

test('domain and rules read no clock and throw no dice', () => {
  const clock =
    /\bDate\.now\b|\bnew Date\s*(\(\s*\)|(?!\s*\())|\bDateTime\.(now|local|utc)\s*\(\s*\)|\bDateTime\.now\b|\bperformance\.now\b|\bMath\.random\b|\brandomUUID\b/g;
  expect(violations(({ text }) => withoutComments(text).match(clock) ?? [], pure)).toEqual([]);
});

test('nothing is typed any, no check is switched off without a reason', () => {
  const all = [...sources, ...tests];
  const any = /(:|\bas|<|\||&|,)\s*any\b\s*[\])>;,=|&{}[]|\bas any\b/g;
  expect(violations(({ text }) => withoutComments(text).match(any) ?? [], all)).toEqual([]);
  // A directive is followed by a colon or dash and a reason of a few words.
  const off =
    /(@ts-(ignore|expect-error|nocheck)|biome-ignore(-\w+)?(\s+[\w/]+)?)(?!\s*[\w/]*\s*[:–—-]\s*\S+\s+\S+)/g;
  expect(violations(({ text }) => text.match(off) ?? [], all)).toEqual([]);
  expect(violations(({ text }) => text.match(/@ts-(ignore|nocheck)/g) ?? [], sources)).toEqual([]);
});

test('no test is left out or left alone', () => {
  const left = /\b(test|it|describe)\.(only|skip|todo|fails)\b/g;
  expect(violations(({ text }) => withoutComments(text).match(left) ?? [], tests)).toEqual([]);
});

/** README and docs, where there are any. */
function pages(): Source[] {
  const names = readdirSync(ROOT).filter((name) =>
    /^(README.*|ARCHITECTURE)\.md$|^(Dockerfile|docker-compose\.yml)$/.test(name),
  );
  const top = names.map((name) => ({
    path: name,
    text: readFileSync(join(ROOT, name), 'utf8'),
    imports: [],
  }));
  return existsSync(join(ROOT, 'docs')) ? [...top, ...read('docs', /\.md$/)] : top;
}

test('the text speaks of the project, not of the machine or the tools it was written with', () => {
  const foreign =
    /(?<![\w.~}])\/(home|root|work|Users)\/\S+|\bLLM\b|\blanguage model\b|\bAI assistant\b|\bCEO\b/g;
  expect(violations(({ text }) => text.match(foreign) ?? [], [...sources, ...tests, ...pages()])).toEqual([]);
});

test('the lock file pins contents, not a place to download from', () => {
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  expect(lock.match(/"resolved": "http[^"]*"/g) ?? []).toEqual([]);
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  const versions = { ...manifest['dependencies'], ...manifest['devDependencies'] };
  expect(Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
