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
/** The console's pages; what is made from the API's schemas is nobody's writing. */
const pagesOfConsole = read('web', /\.(tsx?|css)$/).filter(({ path }) => path !== 'web/src/api/types.ts');
const tests = read('test').filter(({ path }) => path !== 'test/tidy.test.ts');

/** 'src/rules/claim/amount.ts' → 'rules'; files directly in src go by their own name. */
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

test(`no file of src or web is longer than ${MOST_LINES} lines`, () => {
  const lines = ({ text }: Source): number => text.trimEnd().split('\n').length;
  const long = [...sources, ...pagesOfConsole].filter(
    (source) => lines(source) > MOST_LINES && LONG[source.path] === undefined,
  );
  expect(long.map((source) => `${source.path}: ${lines(source)}`)).toEqual([]);
  const excused = sources.filter((source) => LONG[source.path] !== undefined && lines(source) <= MOST_LINES);
  expect(excused.map(({ path }) => `${path} needs no excuse`)).toEqual([]);
});

/** A row of the table 'Layout' in ARCHITECTURE.md: a part of src, and the parts that it may import. */
interface Room {
  readonly name: string;
  readonly imports: readonly string[];
  /** Of these the types, and nothing that runs. */
  readonly types: readonly string[];
}

const words = (cell: string): string[] => Array.from(cell.matchAll(/`([^`]+)`/g), (match) => match[1] ?? '');

const ARCHITECTURE = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
const rooms: readonly Room[] = ARCHITECTURE.split('\n')
  .filter((line) => line.startsWith('| `src/'))
  .flatMap((line) => {
    const [, names = '', , may = ''] = line.split('|');
    const [whole = '', types = ''] = may.split('types of');
    return words(names).map((name) => ({ name: part(name), imports: words(whole), types: words(types) }));
  });

test('ARCHITECTURE.md has every part of src in its layout, and no other', () => {
  const there = new Set(sources.map(({ path }) => part(path)));
  expect(rooms.map(({ name }) => name).sort()).toEqual([...there].sort());
});

test('every file and folder that ARCHITECTURE.md names is there', () => {
  const named = ARCHITECTURE.matchAll(
    /`((?:src|test|docs|config|samples|web)\/[\w./-]*)`|\]\((?!http)([^)#]+)\)/g,
  );
  const paths = Array.from(named, (match) => match[1] ?? match[2] ?? '');
  expect(paths.length).toBeGreaterThan(60);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('each part of src imports what ARCHITECTURE.md says it may, and nothing else', () => {
  const wrong = violations(({ path, text, imports }) => {
    const room = rooms.find(({ name }) => name === part(path));
    return imports.filter(isOurs).filter((specifier) => {
      const to = part(target(path, specifier));
      if (to === room?.name || room?.imports.includes(to) === true) return false;
      return !(room?.types.includes(to) === true && importsTypesOnly(text, specifier));
    });
  });
  expect(wrong).toEqual([]);
});

test('what ARCHITECTURE.md allows a part to import is imported', () => {
  const used = new Set(
    sources.flatMap(({ path, imports }) =>
      imports.filter(isOurs).map((specifier) => `${part(path)} → ${part(target(path, specifier))}`),
    ),
  );
  const allowed = rooms.flatMap(({ name, imports, types }) =>
    [...imports, ...types].map((to) => `${name} → ${to}`),
  );
  expect(allowed.filter((pair) => !used.has(pair))).toEqual([]);
});

test('the parts of src import in no circle', () => {
  const graph = new Map(rooms.map(({ name, imports }) => [name, imports]));
  expect(circles(graph)).toEqual([]);
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

test('files import in no circle', () => {
  const graph = sources.map(
    ({ path, imports }) => [path, imports.filter(isOurs).map((name) => target(path, name))] as const,
  );
  expect(circles(new Map(graph))).toEqual([]);
});

function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (node: string, trail: readonly string[]): void => {
    if (trail.includes(node)) found.push([...trail.slice(trail.indexOf(node)), node].join(' → '));
    if (done.has(node) || trail.includes(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...trail, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return found;
}

test('SQL stands in ledger, and in the engine, and nowhere else', () => {
  const statement = /\b(SELECT\s|INSERT INTO\b|UPDATE\s+\w+\s+SET\b|DELETE FROM\b|(CREATE|ALTER) TABLE\b)/g;
  const elsewhere = sources.filter(({ path }) => !['ledger', 'db'].includes(part(path)));
  const wrong = violations(({ text }) => withoutComments(text).match(statement) ?? [], elsewhere);
  expect(wrong).toEqual([]);
});

test('the database engine knows no table of ours', () => {
  const created = read('src/ledger', /\.sql$/).flatMap(({ text }) =>
    Array.from(text.matchAll(/CREATE TABLE (?:\w+\.)?(\w+)/g), (match) => match[1] ?? ''),
  );
  expect(created.length).toBeGreaterThan(20);
  const named = new RegExp(`\\b(FROM|INTO|UPDATE|JOIN|TABLE|COPY)\\s+(${created.join('|')})\\b`, 'g');
  const engine = sources.filter(({ path }) => part(path) === 'db');
  expect(violations(({ text }) => withoutComments(text).match(named) ?? [], engine)).toEqual([]);
});

test('what a query gives back is checked: rows are read with declared columns (ask), never by a cast', () => {
  const unchecked = /\.query\s*<|\.query\([^;]*\)\s*\)?\s*as\s/g;
  expect(violations(({ text }) => withoutComments(text).match(unchecked) ?? [])).toEqual([]);
});

test('the product, and what builds it, read nothing under test', () => {
  const path = /(['"`/])(\.\.?\/)*test\/[\w./-]*|\bCOPY test\b|,\s*'test'\s*[,)]/g;
  const build = read('scripts', /build[\w-]*\.mjs$/);
  const image = { path: 'Dockerfile', text: readFileSync(join(ROOT, 'Dockerfile'), 'utf8'), imports: [] };
  expect(
    violations(({ text }) => withoutComments(text).match(path) ?? [], [...sources, ...build, image]),
  ).toEqual([]);
});

test("no policy is known by its name or code in src, nor in the console's pages", () => {
  const name = /小微|科创|亦庄|京技管|(['"`])(XW|KC)\1/g;
  const all = [...sources, ...pagesOfConsole];
  expect(violations(({ text }) => withoutComments(text).match(name) ?? [], all)).toEqual([]);
});

/** Folders of test that hold something else than tests of one part of src. */
const OF_THE_WHOLE = [
  'events',
  'browser',
  'faults',
  'fixtures',
  'golden',
  'reference',
  'replay',
  'support',
  'web',
];

test('test mirrors src, folder by folder', () => {
  const folders = readdirSync(join(ROOT, 'test'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(ROOT, 'test/').length))
    .filter((name) => !OF_THE_WHOLE.includes(name.split('/')[0] ?? ''));
  expect(folders.length).toBeGreaterThan(10);
  expect(folders.filter((name) => !existsSync(join(ROOT, 'src', name)))).toEqual([]);
});

test('the reference takes nothing from src: what two programs share, neither can check', () => {
  const reference = tests.filter(({ path }) => path.startsWith('test/reference/'));
  expect(reference.length).toBeGreaterThan(5);
  const shared = violations(
    ({ path, imports }) => imports.filter((name) => isOurs(name) && target(path, name).startsWith('src/')),
    reference,
  );
  expect(shared).toEqual([]);
});

const pure = sources.filter(({ path }) => /^src\/(domain|rules)\//.test(path));

test('domain and rules do no I/O', () => {
  expect(violations(({ imports }) => imports.filter(isBuiltin), pure)).toEqual([]);
  const globals = /\b(process|console|fetch|setTimeout|setInterval|setImmediate|require)\b\s*[.(]/g;
  expect(violations(({ text }) => withoutComments(text).match(globals) ?? [], pure)).toEqual([]);
});

test('domain and rules read no clock and draw no random numbers', () => {
  const clock =
    /\bDate\.now\b|\bnew Date\s*(\(\s*\)|(?!\s*\())|\bDateTime\.(now|local|utc)\s*\(\s*\)|\bDateTime\.now\b|\bperformance\.now\b|\bMath\.random\b|\brandomUUID\b/g;
  expect(violations(({ text }) => withoutComments(text).match(clock) ?? [], pure)).toEqual([]);
});

test('nothing is typed any, no check is switched off without a reason', () => {
  const all = [...sources, ...pagesOfConsole, ...tests];
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
  expect(
    violations(
      ({ text }) => text.match(foreign) ?? [],
      [...sources, ...pagesOfConsole, ...tests, ...pages()],
    ),
  ).toEqual([]);
});

test('the lock file pins contents, not a place to download from', () => {
  const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  expect(lock.match(/"resolved": "http[^"]*"/g) ?? []).toEqual([]);
  const { packages } = JSON.parse(lock) as { packages: Record<string, { integrity?: string }> };
  const without = Object.entries(packages).filter(
    ([path, one]) => path !== '' && one.integrity === undefined,
  );
  expect(without.map(([path]) => path)).toEqual([]);
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  const versions = { ...manifest['dependencies'], ...manifest['devDependencies'] };
  expect(Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
