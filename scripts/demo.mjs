// Replays the sample year into a fresh out/demo, and writes the half-year's report and one bank's statement. Status 1 of replay says "done, but a file was refused": the samples
// hold such files on purpose, so here it is a success.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
for (const folder of ['out/demo', 'out/demo-books']) rmSync(folder, { recursive: true, force: true });

const words = [
  'replay',
  'samples/inbox',
  '--out',
  'out/demo',
  '--data',
  'out/demo-books',
  '--config',
  'samples/config',
  '--until',
  '2026-09-30',
];
// The demo is the embedded one: books in a folder, whatever the environment points at.
const { DATABASE_URL: _, ...env } = process.env;
const replay = spawnSync(process.execPath, ['bin/riskpool', ...words], { stdio: 'inherit', env });

if (replay.status === 1) {
  console.log('\n演示完成。示例中有意放了会被整份拒收的文件,所以replay以状态1结束(已完成,但有文件被拒收)。');
}
if (replay.status === 0 || replay.status === 1) {
  report('half-year');
  report('bank-year', '--bank', 'QHB');
  console.log('从哪里看起:samples/README.md');
} else {
  process.exitCode = replay.status ?? 3;
}

/** Says itself what it has written. */
function report(...kind) {
  const words = ['bin/riskpool', 'report', ...kind, '--data', 'out/demo-books'];
  const { status } = spawnSync(process.execPath, words, { stdio: 'inherit', env });
  if (status !== 0) process.exitCode = status ?? 3;
}
