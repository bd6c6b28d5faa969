// Compiles src/ to dist/, brings along the SQL and what checks a pack offline, and makes the database template that lets an embedded ledger
// open in half a second (src/db/template.ts), and the console's pages (web/). dist/.built tells bin/riskpool how fresh dist is.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWeb } from './build-web.mjs';
import { writeShippedYaml } from './shipped-yaml.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const started = new Date();

const tsc = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'], {
  stdio: 'inherit',
});
if (tsc.status !== 0) process.exit(tsc.status ?? 1);

// A module deleted from src must not live on in dist.
for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
  if (relative('dist', entry.parentPath).split(sep)[0] === 'web') continue;
  const source = join('src', relative('dist', entry.parentPath), entry.name.replace(/\.js(\.map)?$/, '.ts'));
  if (/\.js(\.map)?$/.test(entry.name) && !existsSync(source)) rmSync(join(entry.parentPath, entry.name));
}

for (const folder of ['ledger/migrations', 'ledger/console/migrations', 'questions/offline']) {
  rmSync(`dist/${folder}`, { recursive: true, force: true });
  cpSync(`src/${folder}`, `dist/${folder}`, { recursive: true });
}

writeShippedYaml();

const { ensureTemplate } = await import('../dist/db/template.js');
const { booksMigrations } = await import('../dist/ledger/open.js');
await ensureTemplate(booksMigrations(), { dropOthers: true });

await buildWeb();

writeFileSync('dist/.built', '');
utimesSync('dist/.built', started, started);
