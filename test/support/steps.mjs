import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';

/**
 * Loaded before the program (`node --import`), by tests alone: counts the boundaries that a run crosses — everything it
 * changes on the disk, every statement it sends to the books — and at the N-th dies, or has it fail. The program knows
 * nothing of it, so nothing in production can set it off. RISKPOOL_STEPS says what to do, as JSON:
 *   of     'crash': files made, written, forced to disk, renamed, removed, and commits · 'io': the same without commits ·
 *          'query': every statement
 *   at     the N-th of them; 0: none
 *   how    'die' (kill -9), or the code of the error it fails with
 *   report a file that the names of the boundaries crossed are written to, in order, when the process ends
 */
const { of, at, how, report } = JSON.parse(process.env.RISKPOOL_STEPS ?? '{"of":"crash","at":0,"how":"die"}');
const names = [];

function crossing(kind, name) {
  const counts = kind === 'io' ? of !== 'query' : of === 'query' || (of === 'crash' && name === 'COMMIT');
  if (!counts) return;
  names.push(name);
  if (names.length !== at) return;
  if (how === 'die') process.kill(process.pid, 'SIGKILL');
  throw Object.assign(
    new Error(`made to fail: ${how}`),
    kind === 'io' ? { code: how, syscall: name } : { code: how },
  );
}

process.on('exit', () => {
  if (report !== undefined) fs.writeFileSync(report, names.join('\n'));
});

const before = (object, method, kind, nameOf) => {
  const real = object[method];
  object[method] = function (...args) {
    const name = nameOf(args);
    if (name !== undefined) crossing(kind, name);
    return real.apply(this, args);
  };
};
/** As `before`, for what gives back a promise: the failure is a rejection. */
const beforeAsync = (object, method, kind, nameOf) => {
  const real = object[method];
  object[method] = async function (...args) {
    const name = nameOf(args);
    if (name !== undefined) crossing(kind, name);
    return real.apply(this, args);
  };
};

const probe = await fs.promises.open('/dev/null');
const handle = Object.getPrototypeOf(probe);
await probe.close();
for (const method of ['sync', 'writeFile', 'chmod']) beforeAsync(handle, method, 'io', () => method);
for (const method of ['rename', 'rm', 'unlink', 'rmdir', 'mkdir', 'chmod', 'cp'])
  beforeAsync(fs.promises, method, 'io', () => method);
beforeAsync(fs.promises, 'open', 'io', ([, flags]) =>
  /^[wa]/.test(String(flags)) ? 'open to write' : undefined,
);
syncBuiltinESMExports();

const built = (path) => new URL(`../../dist/${path}`, import.meta.url).href;
const { PgliteWire } = await import(built('db/pglite-wire.js'));
const verb = (text) => text.trim().split(/\s/, 1)[0].toUpperCase();
for (const method of ['query', 'execute'])
  beforeAsync(PgliteWire.prototype, method, 'query', ([text]) => verb(text));

const { Client } = createRequire(import.meta.url)('pg');
before(Client.prototype, 'query', 'query', ([query]) => {
  const text = typeof query === 'string' ? query : (query?.text ?? 'COPY');
  return verb(text) || 'COPY';
});
