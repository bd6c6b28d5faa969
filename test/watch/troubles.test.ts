import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfiguration } from '../../src/io/config/load.js';
import { openDb } from '../../src/ledger/open.js';
import type { Workplace } from '../../src/pipeline.js';
import { LiveInbox } from '../../src/watch/look-live.js';
import { Troubles } from '../../src/watch/troubles.js';
import { put, temporaryFolder } from '../support/files.js';
import { rowsOf } from '../support/query.js';
import { asSomebody, everythingBelow } from '../support/somebody-else.js';

/** Senders and the watcher are different users: what one sender does must not keep another's files from being taken. */

let inbox = '';
let place: Workplace;
beforeEach(async () => {
  const root = await temporaryFolder();
  inbox = join(root, 'inbox');
  mkdirSync(inbox, { mode: 0o777 });
  const db = await openDb({ kind: 'memory' });
  place = {
    db,
    configuration: await loadConfiguration(undefined),
    out: join(root, 'out'),
    archive: join(root, 'archive'),
  };
  chmodSync(root, 0o777);
});
afterEach(() => place.db.close());

const MINUTE = 60_000;
const names = async (): Promise<unknown[]> =>
  (await rowsOf<{ name: string }>(place.db, `SELECT name FROM work WHERE task = 'file' ORDER BY id`)).map(
    ({ name }) => name,
  );

describe.each([
  [
    'a file that only its owner may read',
    async () => chmodSync(await put(inbox, 'BOB/claim-1.csv', 'x\n'), 0o000),
  ],
  [
    'a folder in the place of a file',
    async () => void (await put(inbox, 'BOB/claim-1.csv/inside', 'kept\n')),
  ],
  [
    'a folder that nobody may move',
    async () => {
      await put(inbox, 'BOB/claim-1.csv/inside', 'kept\n');
      chmodSync(join(inbox, 'BOB/claim-1.csv'), 0o555);
    },
  ],
  [
    "a sender's folder that cannot be listed",
    async () => {
      await put(inbox, 'BOB/claim-1.csv', 'x\n');
      chmodSync(join(inbox, 'BOB'), 0o000);
    },
  ],
])('%s', (_, drop) => {
  test("keeps no other sender's file waiting, is answered or listed, and leaves nothing behind in .taken", async () => {
    await drop();
    await put(inbox, 'ICBC/claim-2.csv', 'y\n');
    const live = new LiveInbox(place, inbox);
    const start = Date.now() + MINUTE;
    await asSomebody([inbox, join(inbox, 'ICBC')], async () => {
      const first = await live.look(start);
      expect(await names()).toContain('claim-2.csv');
      const second = await live.look(start + 2_000);
      const answered = (await names()).includes('claim-1.csv');
      expect(answered || second.troubles.length > 0).toBe(true);
      expect(first.troubles.length + (answered ? 1 : 0)).toBeGreaterThan(0);
      expect(await names()).toEqual([...new Set(await names())]);
    });
    expect(existsSync(join(inbox, '.taken')) ? everythingBelow(join(inbox, '.taken')) : []).toEqual([]);
    chmodSync(join(inbox, 'BOB'), 0o755);
    if (existsSync(join(inbox, 'BOB/claim-1.csv'))) chmodSync(join(inbox, 'BOB/claim-1.csv'), 0o755);
    const kept = everythingBelow(inbox).filter((path) => /claim-1\.csv(\/inside)?$/.test(path));
    expect(kept.length).toBeGreaterThan(0);
  });
});

test('a file that becomes readable is taken, and its trouble is over', async () => {
  const path = await put(inbox, 'BOB/claim-1.csv', 'x\n');
  chmodSync(path, 0o000);
  const live = new LiveInbox(place, inbox);
  const start = Date.now() + MINUTE;
  await asSomebody([inbox, join(inbox, 'BOB')], () => live.look(start));
  expect(await names()).toEqual([]);
  chmodSync(path, 0o644);
  expect((await asSomebody([inbox], () => live.look(start + MINUTE))).troubles).toEqual([]);
  expect(await names()).toEqual(['claim-1.csv']);
});

test('what is in trouble is tried again after 1, 2, 4 … seconds and at least every ten minutes', () => {
  const troubles = new Troubles();
  const tried: number[] = [];
  for (let second = 0; second <= 1_900; second++) {
    if (!troubles.isDue('one', second * 1_000)) continue;
    tried.push(second);
    troubles.failed('one', { sender: 'BOB', name: 'claim.csv', code: 'EACCES' }, second * 1_000);
  }
  expect(tried).toEqual([0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 1023, 1623]);
  expect(troubles.all).toMatchObject([{ tries: 12, since: 0 }]);
  troubles.keepOnly(new Set());
  expect(troubles.all).toEqual([]);
});
