import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Db, Sql } from '../../src/db/db.js';
import { openDb } from '../../src/ledger/open.js';
import { COMPARED, OTHERWISE } from '../../src/ledger/views/contents.js';
import { replay, type Workplace } from '../../src/pipeline.js';
import { type Difference, firstOf } from '../../src/verify/difference.js';
import { checkFacts, checkRecordedOutputs, checkWork } from '../../src/verify/facts.js';
import { checkJournal } from '../../src/verify/journal.js';
import { checkArchive, checkConfigurations, strayArchived } from '../../src/verify/kept-files.js';
import { compareDates, compareFolder, strayOutputs } from '../../src/verify/outputs.js';
import { rederive } from '../../src/verify/rederive.js';
import { compareTables } from '../../src/verify/tables.js';
import { verify } from '../../src/verify/verify.js';
import { fromRoot, openReplay, SAMPLES, SILENT } from '../replay/replays.js';
import { put, temporaryFolder } from '../support/files.js';
import { rowsOf } from '../support/query.js';
import { csv, GOOD_FILING } from '../support/rows.js';
import { type Column, changed, columnsOfBooks, withoutGuards } from '../support/tamper.js';

/**
 * Every column of every table, and every way in which a file of the archive or the outputs can be wrong, is changed in
 * turn: verify finds it, or it is in the list of what it does not cover, which docs/security.md repeats.
 */

const FULL = process.env['RISKPOOL_FAULTS'] === 'full';

/** Nothing that the books, receipts or registers say depends on these. */
const NOT_COVERED = [
  ...['dated', 'control_rows', 'control_sum', 'control_sha256', 'control_fault', 'reason', 'claimed_by'].map(
    (c) => `work.${c}`,
  ),
  ...['recorded_at', 'claimed_at', 'changed_at', 'token', 'tries'].map((c) => `work.${c}`),
];

describe('the books of the sample year', () => {
  let place: Workplace;
  let fresh: Db;
  beforeAll(async () => {
    place = await openReplay(SAMPLES.config, await temporaryFolder());
    await replay(place, fromRoot(SAMPLES.inbox), SAMPLES.until, SILENT);
    await place.db.execute(
      `INSERT INTO work (id, task, token, received_on, dated, sender, name, problem, sha256, bytes, state, file_id, tries)
       SELECT id, 'file', 'file-' || id, received_on, false, sender, name, CASE WHEN sha256 = '' THEN message END, sha256, bytes,
              'published', id, 1 FROM files ORDER BY id`,
    );
    const freshOut = await temporaryFolder();
    fresh = await openDb({ kind: 'memory' });
    await rederive(place.db, place.archive, { db: fresh, out: freshOut, registersOut: freshOut }, () => {});
    await withoutGuards(place.db);
  }, 120_000);
  afterAll(async () => {
    await place.db.close();
    await fresh.close();
  });

  const find = async (tx: Sql, { table }: Column): Promise<boolean> => {
    if (table === 'work') return (await checkWork(tx)) !== undefined;
    if (table === 'configurations') return (await checkConfigurations(tx)) !== undefined;
    if (table === 'outputs') return (await checkRecordedOutputs(tx, fresh)) !== undefined;
    if (/^journal/.test(table) && !('entries' in (await checkJournal(tx)))) return true;
    return (await compareTables(tx, fresh)) !== undefined;
  };

  test('have every table compared or looked at otherwise', async () => {
    const tables = new Set((await columnsOfBooks(place.db)).map(({ table }) => table));
    const known = [...COMPARED.map(({ name }) => name), ...Object.keys(OTHERWISE)];
    expect([...tables].filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !tables.has(name))).toEqual([]);
  });

  test('have no column that can be changed unseen, but those listed', { timeout: 240_000 }, async () => {
    expect(await compareTables(place.db, fresh)).toBeUndefined();
    expect(await checkWork(place.db)).toBeUndefined();
    expect(await checkRecordedOutputs(place.db, fresh)).toBeUndefined();
    const unseen: string[] = [];
    for (const column of await columnsOfBooks(place.db)) {
      if (['books', 'schema_version'].includes(column.table)) continue;
      const found = await changed(place.db, column, (tx) => find(tx, column));
      if (found === false) unseen.push(`${column.table}.${column.name}`);
    }
    expect(unseen.sort()).toEqual([...NOT_COVERED].sort());
  });
});

describe('a small set of books, verified as a whole', () => {
  let place: Workplace;
  let freshOut = '';
  beforeAll(async () => {
    const root = await temporaryFolder();
    place = await openReplay('config', join(root, 'out'));
    const inbox = join(root, 'inbox');
    await put(
      inbox,
      '2025-10-08/ICBC/filing-1.csv',
      csv([GOOD_FILING, { ...GOOD_FILING, 借据编号: 'JJ-2', 亦庄新城范围内: '否' }]),
    );
    await put(inbox, '2025-10-08/ICBC/nothing.csv', 'x');
    await replay(place, inbox, '2025-10-31', SILENT);
    freshOut = await temporaryFolder();
    const fresh = await openDb({ kind: 'memory' });
    await rederive(place.db, place.archive, { db: fresh, out: freshOut, registersOut: freshOut }, () => {});
    await fresh.close();
    await withoutGuards(place.db);
  }, 60_000);
  afterAll(() => place.db.close());

  const verdict = async (): Promise<Difference | undefined> =>
    (await verify(place.db, { archive: place.archive, out: place.out }, () => {})).difference;

  test('is as it was', async () => expect(await verdict()).toBeUndefined());

  /** What verify does with the files of both folders. */
  const files = (): Promise<Difference | undefined> =>
    firstOf([
      () => checkArchive(place.db, place.archive),
      () => strayArchived(place.db, place.archive),
      () => compareDates(place.out, freshOut),
      () => compareFolder(place.out, freshOut, 'registers'),
      () => strayOutputs(place.out, place.archive),
    ]);

  /** Columns that the derivation itself reads: damaged, they are named and end in no error. */
  const READ = [
    'files.received_on',
    'files.name',
    'files.config_hash',
    'runs.config_hash',
    'runs.after_file',
    'configurations.name',
  ];
  test('a damaged table that the derivation reads is named', { timeout: 240_000 }, async () => {
    const tables = ['files', 'runs', 'configurations'];
    const all = (await columnsOfBooks(place.db)).filter(({ table }) => tables.includes(table));
    const columns = all.filter(({ table, name }) => FULL || READ.includes(`${table}.${name}`));
    expect(columns.length).toBeGreaterThanOrEqual(READ.length);
    const unseen: string[] = [];
    for (const column of columns) {
      await place.db.execute(`CREATE TABLE kept_aside AS TABLE ${column.table}`);
      await changeForGood(place.db, column);
      if ((await verdict()) === undefined) unseen.push(`${column.table}.${column.name}`);
      await place.db.execute(
        `DELETE FROM ${column.table}; INSERT INTO ${column.table} SELECT * FROM kept_aside; DROP TABLE kept_aside`,
      );
    }
    expect(unseen).toEqual([]);
    expect(await verdict()).toBeUndefined();
  });

  test.each([
    ['opened_with', '0'.repeat(64)],
    ['config', 'x'],
    ['registers_as_of', '2025-02-30'],
    ['registers_after', '99/2025-10-31'],
    ['registers_config', 'x'],
    ['changes', '[{"on":"2025-10-08","what":"config","from":"a","to":"b"}]'],
    ['changes', 'not json'],
    ['rehearsal', 'soon'],
  ])('the fact %s set to %s is named', async (key, value) => {
    const [before] = await rowsOf<{ value: string }>(place.db, 'SELECT value FROM books WHERE key = $1', [
      key,
    ]);
    await place.db.query(
      'INSERT INTO books (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      [key, value],
    );
    const found = await checkFacts(place.db);
    await place.db.query('DELETE FROM books WHERE key = $1', [key]);
    if (before !== undefined)
      await place.db.query('INSERT INTO books (key, value) VALUES ($1, $2)', [key, before.value]);
    expect(found?.where).toMatch(/^books\(/);
    expect(await checkFacts(place.db)).toBeUndefined();
  });

  const archived = (): string => {
    const [folder = ''] = readdirSync(place.archive);
    return join(place.archive, folder, readdirSync(join(place.archive, folder))[0] ?? '');
  };
  test.each<[string, () => () => void]>([
    ['an archived file that anybody may write', () => mode(archived(), 0o646)],
    [
      'an archive that anybody may write',
      () => mode(join(place.archive, readdirSync(place.archive)[0] ?? ''), 0o777),
    ],
    ['an archived file replaced by a link to its copy', () => linked(archived())],
    ['a hidden file in the outputs', () => extra(join(place.out, '2025-10-08/ICBC/.hidden'))],
    ['a file at the top of the outputs', () => extra(join(place.out, 'notes.csv'))],
    ['a folder that is no date', () => folder(join(place.out, '2025-10-8'))],
    [
      'an output replaced by a link to its copy',
      () => linked(join(place.out, '2025-10-08/ICBC/filing-1.receipt.csv')),
    ],
    ['an output that anybody may write', () => mode(join(place.out, 'registers/fund.csv'), 0o666)],
    [
      'an output in another folder',
      () => moved(join(place.out, 'registers/fund.csv'), join(place.out, '2025-10-31/fund.csv')),
    ],
  ])('%s is found', async (_, change) => {
    const undo = change();
    const found = await files();
    undo();
    expect(found).toBeDefined();
    expect(await files()).toBeUndefined();
  });
});

async function changeForGood(db: Db, column: Column): Promise<void> {
  const value = /^(bigint|integer)/.test(column.type)
    ? `"${column.name}" + 7`
    : /^date/.test(column.type)
      ? `"${column.name}" + 1`
      : /\[\]$/.test(column.type)
        ? `array_append("${column.name}", 'x')`
        : /^bytea/.test(column.type)
          ? `"${column.name}" || '\\x00'`
          : `coalesce("${column.name}", '') || 'x'`;
  await db.execute(
    `UPDATE ${column.table} SET "${column.name}" = ${value} WHERE ctid = (SELECT max(ctid) FROM ${column.table})`,
  );
}

function mode(path: string, bits: number): () => void {
  const before = statSync(path).mode;
  chmodSync(path, bits);
  return () => chmodSync(path, before);
}

function linked(path: string): () => void {
  const copy = join(path, '..', '..', '..', 'copy-outside');
  copyFileSync(path, copy);
  rmSync(path);
  symlinkSync(copy, path);
  return () => {
    rmSync(path);
    renameSync(copy, path);
    chmodSync(path, 0o640);
  };
}

function extra(path: string): () => void {
  writeFileSync(path, 'x');
  return () => rmSync(path);
}

function folder(path: string): () => void {
  mkdirSync(path);
  return () => rmSync(path, { recursive: true });
}

function moved(from: string, to: string): () => void {
  renameSync(from, to);
  return () => renameSync(to, from);
}
