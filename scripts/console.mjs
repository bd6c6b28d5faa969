// The console on the demo's books: replays the sample year into a fresh out/console, makes a user of each role with a
// password printed once, and serves. On standard output: a line `login<TAB>password` each, then `ready <address>`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
// The demo is the embedded one, whatever the environment points at.
delete process.env.DATABASE_URL;
delete process.env.REDIS_URL;

const [inbox, out, data, config] = [
  'out/console/inbox',
  'out/console/out',
  'out/console/data',
  'samples/config',
];
rmSync('out/console', { recursive: true, force: true });
mkdirSync(inbox, { recursive: true });

const replay = [
  'replay',
  'samples/inbox',
  '--out',
  out,
  '--data',
  data,
  '--config',
  config,
  '--until',
  '2026-09-30',
];
// Standard output belongs to the passwords and the address.
const { status } = spawnSync(process.execPath, ['bin/riskpool', ...replay], { stdio: ['ignore', 2, 2] });
// 1: done, but a file was refused. The samples hold such files on purpose.
if (status !== 0 && status !== 1) process.exit(status ?? 3);

const USERS = [
  ['admin', '管理员', 'admin'],
  ['maker', '王经办', 'maker'],
  ['checker', '李复核', 'checker'],
  ['bureau', '赵经办', 'bureau'],
  ['bureau2', '钱审批', 'bureau-approver'],
  ['account', '孙柜员', 'account'],
  ['qhb', '周经办', 'bank', 'QHB'],
  ['qhb2', '吴复核', 'bank-approver', 'QHB'],
  ['nhb', '郑经办', 'bank', 'NHB'],
  ['auditor', '冯审计', 'auditor'],
];

const { addLogin } = await import('../dist/console/grants.js');
const { openConsoleTables } = await import('../dist/ledger/console/open.js');
const { openDb } = await import('../dist/ledger/open.js');
const db = await openDb({ kind: 'directory', path: `${data}/db` });
await openConsoleTables(db);
for (const [login, name, role, bank] of USERS)
  process.stdout.write(`${login}\t${await addLogin(db, { login, name, role, bank }, undefined)}\n`);
await db.close();

const { shanghaiDate } = await import('../dist/domain/dates.js');
const { main } = await import('../dist/cli.js');
const serve = ['console', '--inbox', inbox, '--out', out, '--data', data, '--config', config];
// The sample year ends before today, and its months up to today are to be closed.
serve.push('--skip-to', shanghaiDate(Date.now()));
await main([process.execPath, 'riskpool', ...serve, ...process.argv.slice(2)]);
