import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/db/db.js';
import { openDb } from '../../src/ledger/open.js';
import { keptChanges } from '../../src/ledger/records/kept.js';
import { endClockStop, keepClockStop } from '../../src/ledger/work/service-facts.js';
import { ClockGuard } from '../../src/services/clock-guard.js';
import { fromRoot, SAMPLES } from '../replay/replays.js';
import { command } from '../support/command.js';
import { temporaryFolder } from '../support/files.js';

/** A clock that is set while the watcher runs must not date files and runs: once it was 400 days ahead for two seconds. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let db: Db;
beforeAll(async () => {
  db = await openDb({ kind: 'memory' });
});
afterAll(() => db.close());
afterEach(() => {
  process.exitCode = undefined;
});

/** A machine whose time of day may be set; `passed` is what has really gone by. */
function machine() {
  const state = { set: 0, passed: 0 };
  const start = Date.now();
  const clock = { wall: () => start + state.passed + state.set, steady: () => state.passed };
  return { state, guard: new ClockGuard(db, clock) };
}

test.each([
  ['ahead', 400 * DAY],
  ['ahead by little more than a day', DAY + HOUR],
  ['back', -2 * DAY],
])('a clock set %s stops the calendar, set right or started again, until a person says go', async (_, by) => {
  const { state, guard } = machine();
  expect(await guard.fault()).toBeUndefined();
  state.set = by;
  expect(await guard.fault()).toMatch(/本机时钟从\d{4}-\d\d-\d\d跳到\d{4}-\d\d-\d\d/);
  state.set = 0;
  expect(await guard.fault()).toMatch(/跳到/);
  expect(await machine().guard.fault()).toMatch(/跳到/);
  await endClockStop(db);
  expect(await guard.fault()).toBeUndefined();
});

test('a jump that a person says is right is no jump any more', async () => {
  const { state, guard } = machine();
  state.set = 2 * DAY;
  expect(await guard.fault()).toMatch(/跳到/);
  await endClockStop(db);
  expect(await guard.fault()).toMatch(/与数据库相差/);
});

test('resume is what a person says: named, once, kept in the books; status tells the stop until then', async () => {
  const folder = await temporaryFolder();
  const data = ['--data', join(folder, 'data')];
  const words = ['--out', join(folder, 'out'), '--until', '2025-07-15', '--config', fromRoot(SAMPLES.config)];
  await command('replay', fromRoot(SAMPLES.inbox), ...data, ...words);
  expect(await command('resume', '--by', '李明', ...data)).toMatchObject({
    exit: 2,
    said: expect.stringContaining('没有因时钟跳变停止'),
  });
  const books = await openDb({ kind: 'directory', path: join(folder, 'data/db') });
  await keepClockStop(books, { from: '2026-01-05', to: '2126-01-05', at: '2126-01-05T00:00:00Z' });
  await books.close();
  expect((await command('status', ...data)).said).toMatch(
    /停止 +本机时钟从2026-01-05跳到2126-01-05.*riskpool resume/,
  );
  expect((await command('resume', '--by', ' ', ...data)).exit).toBe(2);
  expect((await command('resume', '--by', '李明', ...data)).exit).toBe(0);
  expect((await command('status', ...data)).said).not.toContain('停止');
  const verified = await command('verify', ...data);
  expect(verified.exit, verified.said).toBe(0);
  const again = await openDb({ kind: 'directory', path: join(folder, 'data/db') });
  const kept = JSON.parse((await keptChanges(again)) ?? '[]') as unknown[];
  await again.close();
  expect(kept.at(-1)).toMatchObject({ what: 'clock', from: '2026-01-05', to: '2126-01-05', by: '李明' });
});

test('a clock that does not agree with the database is told by how much', async () => {
  const { state, guard } = machine();
  state.set = 59_000;
  expect(await guard.fault()).toBeUndefined();
  state.set = 2 * HOUR;
  expect(await guard.fault()).toMatch(/本机时钟与数据库相差(7199|7200|7201)秒/);
});

test('days that have really gone by are no jump', async () => {
  const { state, guard } = machine();
  state.passed = 3 * DAY;
  expect(await guard.fault()).toMatch(/与数据库相差/);
  expect(await guard.fault()).not.toMatch(/跳到/);
});
