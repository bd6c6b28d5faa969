import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { setImmediate } from 'node:timers/promises';

/**
 * Imported before the program, by tests alone: counts the boundaries that a run crosses — everything it changes on the
 * disk, every statement it sends to the books — and at the N-th dies, or has it fail, or waits. The program knows
 * nothing of it, so nothing in production can set it off.
 */

/** What is counted and done at present (`Steps` in step-runs.ts); undefined: nothing. */
let now;
let crossed = 0;

/** From here on boundaries are counted from 1, and `steps` says what happens. */
export function begin(steps) {
  now = steps;
  crossed = 0;
}

/** Ends the counting. Gives back how many were crossed. */
export function end() {
  now = undefined;
  return crossed;
}

function crossing(kind, name) {
  if (now === undefined) return;
  const { of, at, how, pause } = now;
  const counts = kind === 'io' ? of !== 'query' : of === 'query' || (of === 'crash' && name === 'COMMIT');
  if (!counts) return;
  crossed += 1;
  if (how === 'pause') pause(crossed, name);
  if (how === 'pause' || crossed !== at) return;
  if (how === 'jump') return now.jump(now.by, 700);
  if (how === 'die') process.kill(process.pid, 'SIGKILL');
  throw Object.assign(
    new Error(`made to fail: ${how}`),
    kind === 'io' ? { code: how, syscall: name } : { code: how },
  );
}

const before = (object, method, kind, nameOf) => {
  const real = object[method];
  object[method] = function (...args) {
    const name = nameOf(args);
    if (name !== undefined) crossing(kind, name);
    return real.apply(this, args);
  };
};
/** Changes that the system has in hand at the moment. */
let underWay = 0;
/** As `before`, for what gives back a promise: the failure is a rejection. */
const beforeAsync = (object, method, kind, nameOf) => {
  const real = object[method];
  object[method] = async function (...args) {
    const name = nameOf(args);
    if (name === undefined) return real.apply(this, args);
    // A run that is to stand still must have nothing in hand that goes on without it.
    while (now?.how === 'pause' && underWay > 0) await setImmediate();
    crossing(kind, name);
    underWay += 1;
    try {
      return await real.apply(this, args);
    } finally {
      underWay -= 1;
    }
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
