import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/db/db.js';
import { openDb } from '../../src/ledger/open.js';
import { ClockGuard } from '../../src/services/clock-guard.js';

/** A clock that is set while the watcher runs must not date files and runs: once it was 400 days ahead for two seconds. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let db: Db;
beforeAll(async () => {
  db = await openDb({ kind: 'memory' });
});
afterAll(() => db.close());

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
])('a clock set %s stops the calendar, and goes on once it is set right', async (_, by) => {
  const { state, guard } = machine();
  expect(await guard.fault()).toBeUndefined();
  state.set = by;
  expect(await guard.fault()).toMatch(/本机时钟从\d{4}-\d\d-\d\d跳到\d{4}-\d\d-\d\d/);
  expect(await guard.fault()).toBeDefined();
  state.set = 0;
  expect(await guard.fault()).toBeUndefined();
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
