// One filing file of many rows through `replay` on a kept directory, against the least that any program of this kind
// does: read the same file with csv-parse and COPY its cells into one bare table of the same database engine.
//   node bench/replay.mjs [rows ...]        (default 50000 200000)
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeFilings } from './filings.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const sizes = process.argv.slice(2).map(Number);

/** Runs a script in a process of its own; seconds of wall clock and MiB of memory at most. */
function measured(script, args) {
  const started = process.hrtime.bigint();
  const report = `process.on('exit', () => console.error('PEAK ' + process.resourceUsage().maxRSS));`;
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', report + script, ...args], {
    cwd: project,
    encoding: 'utf8',
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (child.status !== 0) throw new Error(child.stderr);
  const peak = Number(/PEAK (\d+)/.exec(child.stderr)?.[1]) / 1024;
  return { seconds, peak };
}

const OURS = `
  const { main } = await import('./dist/cli.js');
  await main(['node', 'riskpool', 'replay', process.argv[1], '--out', process.argv[2], '--data', process.argv[3]]);`;

const PEER = `
  import { createReadStream } from 'node:fs';
  import { parse } from 'csv-parse';
  import { openDb } from './dist/ledger/open.js';
  const db = await openDb({ kind: 'directory', path: process.argv[2] });
  await db.execute('CREATE TABLE bare (cells text[])');
  let batch = [];
  const flush = () => db.copyIn('bare', ['cells'], batch.splice(0).map((cells) => [cells]));
  for await (const cells of createReadStream(process.argv[1]).pipe(parse({ bom: true }))) {
    if (batch.push(cells) === 2000) await flush();
  }
  await flush();
  await db.close();`;

for (const rows of sizes.length > 0 ? sizes : [50_000, 200_000]) {
  const folder = mkdtempSync(join(tmpdir(), 'riskpool-bench-'));
  const inbox = join(folder, 'inbox');
  const file = await writeFilings(inbox, rows);
  const bytes = statSync(file).size;
  const ours = measured(OURS, [inbox, join(folder, 'out'), join(folder, 'data')]);
  const peer = measured(PEER, [file, join(folder, 'bare')]);
  const speed = ({ seconds }) => Math.round(rows / seconds);
  console.log(
    `${rows} rows, ${(bytes / 1e6).toFixed(1)} MB\n` +
      `  replay          ${ours.seconds.toFixed(1)} s  ${speed(ours)} rows/s  ${Math.round(ours.peak)} MiB\n` +
      `  read and COPY   ${peer.seconds.toFixed(1)} s  ${speed(peer)} rows/s  ${Math.round(peer.peak)} MiB\n` +
      `  ratio of time   ${(ours.seconds / peer.seconds).toFixed(2)}`,
  );
  rmSync(folder, { recursive: true, force: true });
}
