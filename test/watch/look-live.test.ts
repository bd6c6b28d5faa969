import { mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shanghaiDate } from '../../src/domain/dates.js';
import { loadConfiguration } from '../../src/io/config/load.js';
import { openDb } from '../../src/ledger/open.js';
import type { Workplace } from '../../src/pipeline.js';
import { LiveInbox } from '../../src/watch/look-live.js';
import { filesBelow } from '../replay/replays.js';
import { put, temporaryFolder } from '../support/files.js';
import { rowsOf } from '../support/query.js';

/** A live inbox, looked at a minute later unless said otherwise. */
let inbox = '';
let place: Workplace;
beforeEach(async () => {
  const root = await temporaryFolder();
  inbox = join(root, 'inbox');
  mkdirSync(inbox);
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
});
afterEach(() => place.db.close());

const look = (now: number) => new LiveInbox(place, inbox).look(now);
const later = (): number => Date.now() + 120_000;
const lines = (): Promise<Record<string, unknown>[]> =>
  rowsOf(
    place.db,
    'SELECT task, sender, name, problem, received_on AS "on", control_rows AS rows FROM work ORDER BY id',
  );

describe('a live inbox', () => {
  test('gives a file once it is quiet, and leaves an unfinished one', async () => {
    await put(inbox, 'BOB/claim-1.csv', 'x');
    for (const name of ['a.csv.part', 'b.TMP', 'c.filepart', '.d.csv.x1'])
      await put(inbox, `BOB/${name}`, 'x');
    expect(await look(Date.now())).toMatchObject({ made: 0 });
    expect((await look(later())).waiting).toHaveLength(4);
    expect(await lines()).toMatchObject([{ sender: 'BOB', name: 'claim-1.csv' }]);
    renameSync(join(inbox, 'BOB/a.csv.part'), join(inbox, 'BOB/a.csv'));
    await look(later());
    expect(await lines()).toHaveLength(2);
  });

  test('gives the file of a sender with markers only with its marker, and what that promises', async () => {
    await put(inbox, 'ICBC/filing-1.csv', 'x');
    expect((await look(later())).waiting).toHaveLength(1);
    await put(inbox, 'ICBC/filing-1.csv.ok', '行数=3\n');
    await look(later());
    expect(await lines()).toMatchObject([{ name: 'filing-1.csv', rows: 3 }]);
    expect(filesBelow(inbox).size).toBe(0);
  });

  test('refuses links and folders without opening them', async () => {
    await put(inbox, '../secret', 'secret');
    mkdirSync(join(inbox, 'BOB/folder.csv'), { recursive: true });
    symlinkSync('../../secret', join(inbox, 'BOB/claim.csv'));
    await look(later());
    const work = await lines();
    expect(work).toHaveLength(2);
    expect(work.every(({ problem }) => typeof problem === 'string')).toBe(true);
    expect(filesBelow(join(place.archive, '..')).size).toBe(1);
  });

  test('does the run of a month end that was missed before the files that came after it', async () => {
    await put(inbox, 'BOB/claim-1.csv', 'x');
    await look(later());
    const today = shanghaiDate(Date.now());
    await put(inbox, 'BOB/claim-2.csv', 'y');
    const nextMonth = Date.now() + 40 * 86_400_000;
    await look(nextMonth);
    const work = await lines();
    expect(work.map(({ task }) => task).join(' ')).toMatch(/^file file( date)+$/);
    expect(work[1]).toMatchObject({ on: today });
    expect(await look(nextMonth)).toMatchObject({ made: 0 });
  });

  test('records what a crash left between taking and recording', async () => {
    await put(inbox, `.taken/2026-01-05/token-1/BOB/claim-1.csv`, 'x');
    await look(later());
    await put(inbox, `.taken/2026-01-05/token-1/BOB/claim-1.csv`, 'x');
    await look(later());
    expect((await lines()).filter(({ task }) => task === 'file')).toEqual([
      { task: 'file', sender: 'BOB', name: 'claim-1.csv', problem: null, on: '2026-01-05', rows: null },
    ]);
    expect(filesBelow(inbox).size).toBe(0);
  });
});
