import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { jump, setClock } from './set-clock.mjs';
import { begin, end } from './steps.mjs';

/**
 * Does one run after the other for a test (step-runs.ts), so that thousands cost no start each: a line of JSON in, a line
 * out. A run that is to stop at a boundary (`pause`) stops with all that it does: it says so, and reads from descriptor 3,
 * blocked, until the test has looked.
 *   in   { mode, inbox, out, books, config, until, steps }, and with mode `arrive`, `at`: what time of day it is (ms)
 *   out  { at, name } at a boundary · { exit, said, boundaries } at the end
 */

const built = (path) => new URL(`../../dist/${path}`, import.meta.url).href;
const [
  { loadConfiguration },
  { openDb },
  { replay },
  { openPlace },
  { runService },
  { watch },
  { openLog },
  { brokenInvariants },
  { clockStop, endClockStop },
] = await Promise.all(
  [
    'io/config/load.js',
    'ledger/open.js',
    'pipeline.js',
    'commands/place.js',
    'services/run-service.js',
    'services/watch.js',
    'services/log.js',
    'ledger/journal/invariants.js',
    'ledger/work/service-facts.js',
  ].map((path) => import(built(path))),
);

const tell = (message) => fs.writeSync(1, `${JSON.stringify(message)}\n`);

/** Says where the run is, and waits, with every other thing that this process does, for a byte. */
function pause(at, name) {
  tell({ at, name });
  for (;;)
    try {
      if (fs.readSync(3, Buffer.alloc(1)) === 1) return;
      // The test is gone.
      process.exit(4);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
}

const isUrl = (books) => /^postgres/.test(books);
process.env.LOG_LEVEL = 'silent';
const log = openLog('watch');

/** A replay on whatever books there are: the command refuses a database that has some. */
async function replayed({ inbox, out, books, config, until }) {
  const where = isUrl(books) ? { kind: 'postgres', url: books } : { kind: 'directory', path: `${books}/db` };
  const db = await openDb(where);
  try {
    const place = { db, configuration: await loadConfiguration(config), out, archive: `${out}/archive` };
    const { refused } = await replay(place, inbox, until, { ignored() {}, day() {}, file() {} });
    return await sound(db, refused > 0 ? 1 : 0);
  } finally {
    await db.close();
  }
}

/** As `watch --dated --once --work`. */
async function watched({ inbox, out, books, config, until }) {
  if (isUrl(books)) process.env.DATABASE_URL = books;
  else delete process.env.DATABASE_URL;
  const place = await openPlace({ out, config, ...(isUrl(books) ? {} : { data: books }) });
  try {
    const options = { inbox, dated: true, once: true, work: true, until };
    const exit = await runService(place, log, undefined, (service) => watch(service, options));
    return await sound(place.db, exit);
  } finally {
    await place.db.close();
  }
}

/** As `watch --once --work` at this time of day. Where the clock jumps and the watcher stops, somebody says go once it is right. */
async function arrived({ inbox, out, books, config, at }) {
  setClock(at);
  const place = await openPlace({ out, config, data: books });
  let over = false;
  const somebody = (async () => {
    for (; !over; await sleep(100)) {
      const stop = await clockStop(place.db).catch(() => undefined);
      if (stop !== undefined && Math.abs(Date.now() - at) < 86_400_000) await endClockStop(place.db);
    }
  })();
  try {
    const options = { inbox, dated: false, once: true, work: true, until: undefined };
    const exit = await runService(place, log, undefined, (service) => watch(service, options));
    over = true;
    await somebody;
    return await sound(place.db, exit);
  } finally {
    over = true;
    await somebody.catch(() => {});
    await place.db.close();
    setClock(undefined);
  }
}

const RUNS = { replay: replayed, live: watched, arrive: arrived };

/** The books must hold what the program demands of them at all times. */
async function sound(db, exit) {
  end();
  const broken = await brokenInvariants(db);
  if (broken.length > 0) throw new Error(JSON.stringify(broken, (_, value) => String(value)));
  return exit;
}

for await (const line of createInterface({ input: process.stdin })) {
  const run = JSON.parse(line);
  begin({ ...run.steps, pause, jump });
  try {
    const exit = await RUNS[run.mode](run);
    tell({ exit, said: '', boundaries: end() });
  } catch (error) {
    tell({ exit: 3, said: String(error.stack), boundaries: end() });
  }
}
process.exit(0);
