import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { keep } from '../../src/ledger/records/kept.js';
import { replay } from '../../src/pipeline.js';
import { publishRegisters } from '../../src/publish/registers.js';
import { filesBelow, fromRoot, openReplay, SAMPLES, SILENT } from '../replay/replays.js';
import { temporaryFolder } from '../support/files.js';
import { findProgram } from '../support/programs.js';

/** A spreadsheet program that is not ours opens the workbooks of the sample year, and reads in them what the CSV says. */

test('LibreOffice opens every kind of workbook and reads its rows', { timeout: 300_000 }, async () => {
  const soffice = findProgram('soffice', 'libreoffice-calc');
  const place = await openReplay(SAMPLES.config, await temporaryFolder());
  await keep(place.db, { workbooks: 'yes' });
  await replay(place, fromRoot(SAMPLES.inbox), '2026-03-31', SILENT);
  await publishRegisters(place.db, place.out, '2026-03-31', place.configuration.reference);
  await place.db.close();

  // One of each kind; of reject files, whose columns are the sender's, all.
  const workbooks = new Map<string, string>();
  for (const path of filesBelow(place.out).keys())
    if (path.endsWith('.xlsx'))
      workbooks.set(path.endsWith('.rejects.xlsx') ? path : basename(path).replace(/\d/g, ''), path);
  expect(workbooks.size).toBeGreaterThan(15);
  const folder = await temporaryFolder();
  const copies = [...workbooks.values()].map((path) => ({
    path,
    copy: join(folder, path.replaceAll('/', '_')),
  }));
  for (const { path, copy } of copies) copyFileSync(join(place.out, path), copy);
  const profile = `-env:UserInstallation=file://${await temporaryFolder()}`;
  const words = [
    profile,
    '--headless',
    '--convert-to',
    'csv:Text - txt - csv (StarCalc):44,34,76',
    '--outdir',
    folder,
  ];
  execFileSync(soffice, [...words, ...copies.map(({ copy }) => copy)], { stdio: 'pipe' });
  for (const { path, copy } of copies) {
    const [header] = linesOf(join(place.out, path.replace(/xlsx$/, 'csv')));
    const read = linesOf(copy.replace(/xlsx$/, 'csv'));
    expect(read[0], path).toBe(header);
    expect(
      read.filter((line) => /#(REF|NAME|VALUE)|Err:/.test(line)),
      path,
    ).toEqual([]);
  }
});

const linesOf = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
