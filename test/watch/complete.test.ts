import { appendFileSync, mkdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfiguration } from '../../src/io/config/load.js';
import { openDb } from '../../src/ledger/open.js';
import type { Workplace } from '../../src/pipeline.js';
import { LiveInbox } from '../../src/watch/look-live.js';
import { put, temporaryFolder } from '../support/files.js';
import { rowsOf } from '../support/query.js';
import { everythingBelow } from '../support/somebody-else.js';

/** When a dropped file counts as finished, and what becomes of bytes that come later all the same. */

let inbox = '';
let place: Workplace;
let live: LiveInbox;
beforeEach(async () => {
  const root = await temporaryFolder();
  inbox = join(root, 'inbox');
  mkdirSync(join(inbox, 'BOB'), { recursive: true });
  mkdirSync(join(inbox, 'ICBC'));
  const configuration = await loadConfiguration(undefined);
  const limits = { ...configuration.reference.limits, markerSenders: ['ICBC'] };
  const reference = { ...configuration.reference, limits };
  const db = await openDb({ kind: 'memory' });
  place = {
    db,
    configuration: { ...configuration, reference },
    out: join(root, 'out'),
    archive: join(root, 'archive'),
  };
  live = new LiveInbox(place, inbox);
});
afterEach(() => place.db.close());

const taken = async (): Promise<unknown[]> =>
  rowsOf<{ name: string; bytes: bigint }>(
    place.db,
    `SELECT name, bytes FROM work WHERE task = 'file' ORDER BY id`,
  );
const inSeconds = (seconds: number): number => Date.now() + seconds * 1_000;

describe('a file', () => {
  test('is taken when nothing about it has changed for ten seconds', async () => {
    await put(inbox, 'BOB/claim.csv', 'a\n');
    expect(await live.look(inSeconds(9))).toMatchObject({ made: 0, settling: 1 });
    expect(await live.look(inSeconds(11))).toMatchObject({ made: 1, settling: 0 });
  });

  test('waits as long as the configuration says', async () => {
    const { configuration } = place;
    const limits = { ...configuration.reference.limits, quietSeconds: 2 };
    place = {
      ...place,
      configuration: { ...configuration, reference: { ...configuration.reference, limits } },
    };
    live = new LiveInbox(place, inbox);
    await put(inbox, 'BOB/claim.csv', 'a\n');
    expect(await live.look(inSeconds(1))).toMatchObject({ made: 0 });
    expect(await live.look(inSeconds(3))).toMatchObject({ made: 1 });
  });

  test('that ends inside a line is waited for six times as long', async () => {
    await put(inbox, 'BOB/claim.csv', 'header\n5,000,0');
    expect(await live.look(inSeconds(59))).toMatchObject({ made: 0, settling: 1 });
    expect(await live.look(inSeconds(61))).toMatchObject({ made: 1 });
  });

  test('that was written elsewhere and renamed in is taken at once', async () => {
    const elsewhere = await put(inbox, '../upload.csv', 'a\n');
    utimesSync(elsewhere, new Date(Date.now() - 5_000), new Date(Date.now() - 5_000));
    renameSync(elsewhere, join(inbox, 'BOB/claim.csv'));
    expect(await live.look(Date.now())).toMatchObject({ made: 1 });
  });

  test('whose marker states its digest is taken at once, with another marker a second later', async () => {
    await put(inbox, 'ICBC/claim-1.csv', 'a\n');
    await put(inbox, 'ICBC/claim-1.csv.ok', `sha256=${'0'.repeat(64)}\n`);
    await put(inbox, 'ICBC/claim-2.csv', 'b\n');
    await put(inbox, 'ICBC/claim-2.csv.ok', '');
    // The look's own clock: however long the machine takes to get here, it looks right after the drop.
    const dropped = statSync(join(inbox, 'ICBC/claim-2.csv')).ctimeMs;
    expect(await live.look(dropped + 100)).toMatchObject({ made: 1, settling: 1 });
    expect(await live.look(dropped + 2_500)).toMatchObject({ made: 1, settling: 0 });
  });
});

describe('bytes that come after a file was taken', () => {
  test('are answered as a drop of their own, and never deleted', async () => {
    const upload = await open(join(inbox, 'BOB/claim.csv'), 'w');
    await upload.write('header\nrow 1,5.00\n');
    await live.look(inSeconds(11));
    await upload.write('row 2,7.00\n');
    await upload.close();
    expect(await live.look(inSeconds(5))).toMatchObject({ settling: 1 });
    expect(await taken()).toHaveLength(1);
    await live.look(inSeconds(30));
    expect(await taken()).toEqual([
      { name: 'claim.csv', bytes: 18n },
      { name: 'claim.csv', bytes: 29n },
    ]);
    await live.look(inSeconds(4_000));
    expect(everythingBelow(inbox).filter((path) => path.endsWith('.csv'))).toEqual([]);
  });

  test('also where they come between the copy and the look at what is held', async () => {
    await put(inbox, 'BOB/claim.csv', 'a\n');
    await live.look(inSeconds(11));
    const [held] = everythingBelow(inbox).filter((path) => path.endsWith('claim.csv'));
    const path = join(inbox, held ?? '');
    appendFileSync(path, 'b\n');
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(path, longAgo, longAgo);
    await live.look(inSeconds(30));
    expect(await taken()).toHaveLength(2);
  });

  test('a file that nothing more comes of is gone after an hour', async () => {
    await put(inbox, 'BOB/claim.csv', 'a\n');
    await live.look(inSeconds(11));
    await live.look(inSeconds(3_500));
    expect(everythingBelow(inbox).filter((path) => path.endsWith('claim.csv'))).toHaveLength(1);
    await live.look(inSeconds(3_700));
    expect(everythingBelow(inbox).filter((path) => path.endsWith('claim.csv'))).toEqual([]);
    expect(await taken()).toHaveLength(1);
  });
});

test('an unreadable folder of taken files is an error, not an empty one', async () => {
  writeFileSync(join(inbox, '.taken'), 'in its place');
  await expect(live.look(inSeconds(11))).rejects.toThrow('ENOTDIR');
});

test('what is no file is set aside with all that is in it', async () => {
  await put(inbox, 'BOB/claim.csv/deep/inside.csv', 'kept');
  await live.look(inSeconds(11));
  const aside = everythingBelow(join(inbox, '.aside')).filter((path) => path.endsWith('inside.csv'));
  expect(aside).toHaveLength(1);
  expect(aside[0]).toMatch(/^\d{4}-\d{2}-\d{2}\/BOB\/claim\.csv\/deep\/inside\.csv$/);
  const [work] = await rowsOf<{ problem: string }>(place.db, 'SELECT problem FROM work');
  expect(work?.problem).toContain('.aside');
});
