// Re-blesses test/golden: replays every golden.json and puts what came out in the place of its expected/. For a
// deliberate change only; read the differences before committing them (test/golden/README.md).
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { DATABASE_URL: _, ...env } = process.env;
const scratch = mkdtempSync(join(tmpdir(), 'riskpool-golden-'));
try {
  for (const name of readdirSync('test/golden').filter((entry) =>
    existsSync(`test/golden/${entry}/golden.json`),
  ))
    bless(name);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function bless(name) {
  const golden = JSON.parse(readFileSync(`test/golden/${name}/golden.json`, 'utf8'));
  const out = join(scratch, name);
  const words = ['replay', golden.inbox, '--out', out, '--config', golden.config, '--until', golden.until];
  const replay = spawnSync(process.execPath, ['bin/riskpool', ...words], { env, encoding: 'utf8' });
  if (replay.status !== 0 && replay.status !== 1) throw new Error(`${name}: ${replay.stderr}`);
  const expected = `test/golden/${name}/expected`;
  const before = filesBelow(expected);
  rmSync(expected, { recursive: true, force: true });
  const kept = (path) =>
    path !== join(out, 'archive') &&
    !path.endsWith('.xlsx') &&
    (golden.manifests || basename(path) !== 'manifest.json');
  cpSync(out, expected, { recursive: true, filter: kept });
  report(name, before, filesBelow(expected));
}

function filesBelow(folder) {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path)]));
}

function report(name, before, after) {
  const changed = [...after].filter(([path, bytes]) => before.get(path)?.equals(bytes) === false).length;
  const added = [...after.keys()].filter((path) => !before.has(path)).length;
  const gone = [...before.keys()].filter((path) => !after.has(path)).length;
  console.log(`${name}: ${after.size} files, ${changed} changed, ${added} new, ${gone} gone`);
}
