import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { uscc } from '../../bench/filings.mjs';
import { filings } from '../../bench/inbox.js';
import { addDays, isMonthEnd, monthEnd } from '../../src/domain/dates.js';
import { openDb } from '../../src/ledger/open.js';
import { openBooks } from '../../src/ledger/records/books.js';
import { closeDate, takeFile, type Workplace } from '../../src/pipeline.js';
import { fromRoot, openReplay } from '../replay/replays.js';
import { temporaryFolder } from '../support/files.js';
import { startPrivatePostgres } from '../support/private-postgres.js';
import { rowsOf } from '../support/query.js';
import { recordRun } from '../support/record-run.js';

/**
 * Does a day cost more when the books are five years old than in week one? Twenty banks file a quarter's loans on PostgreSQL,
 * quarter after quarter, with every month's end; before the first quarter and after the last a few ordinary days are
 * taken, and the CPU time of this process and of the server is compared. `npm run test:growth`; smaller with
 * RISKPOOL_YEARS, RISKPOOL_BANKS and RISKPOOL_ROWS. A figure, so it is no part of `npm test`.
 */
const FULL = process.env['RISKPOOL_FAULTS'] === 'full';
const size = (name: string, otherwise: number): number =>
  Number(process.env[`RISKPOOL_${name}`] ?? otherwise);
const YEARS = size('YEARS', 5);
const BANKS = Array.from({ length: size('BANKS', 20) }, (_, n) => `BANK${n + 1}`);
const ROWS = size('ROWS', 2_000);
const FIRST = 2025;
/** Ordinary days that are measured, before and after. */
const DAYS = 7;
const MOST = 1.2;

/** The project's tables with these banks, a fund that lasts, and years that nobody has announced yet. */
function configuration(folder: string): string {
  mkdirSync(folder);
  for (const name of ['fx.csv', 'lpr.csv', 'workdays.csv'])
    cpSync(fromRoot(`config/${name}`), join(folder, name));
  const banks = BANKS.flatMap((code) =>
    ['XW', 'KC'].map((scheme) => `${code},${code}银行,${scheme},2025-06-30,`),
  );
  writeFileSync(join(folder, 'banks.csv'), ['code,name,scheme,from,to', ...banks, ''].join('\n'));
  writeFileSync(join(folder, 'fund.csv'), 'effective_on,capital\n2025-06-30,1000000000000.00\n');
  const known = (name: string): string =>
    readFileSync(join(folder, name), 'utf8').trimEnd().split('\n').at(-1) ?? '';
  for (let year = FIRST; year <= FIRST + YEARS + 1; year++) {
    if (`${year}` > known('workdays.csv').slice(0, 4))
      appendFileSync(join(folder, 'workdays.csv'), `${year}-01-01,holiday,元旦\n`);
    for (let month = 1; month <= 12; month++) {
      const on = `${year}-${String(month).padStart(2, '0')}-20`;
      if (on > known('lpr.csv').slice(0, 10)) appendFileSync(join(folder, 'lpr.csv'), `${on},3.00,3.50\n`);
    }
  }
  return folder;
}

let serial = 0;
let enterprise = 0;
/** A bank's file of that many loans, new ones of the month before. */
async function file(
  place: Workplace,
  inbox: string,
  sender: string,
  on: string,
  rows: number,
): Promise<void> {
  serial += 1;
  const lent = addDays(`${on.slice(0, 8)}01`, -20);
  const text = filings(`G${serial}`, rows)
    .replace(/91110302MA01PLBK3U/g, () => uscc(enterprise++))
    .replaceAll('2026-08-10', lent)
    .replaceAll('2027-08-09', addDays(lent, 300))
    .replaceAll('2026-08-05', addDays(lent, -5));
  const path = join(inbox, `filing-${serial}.csv`);
  writeFileSync(path, text);
  await takeFile(place, { sender, name: `filing-${serial}.csv`, path }, on);
}

/** Seconds of CPU that this process and a server with its connections have used. */
function cpu(server: number): number {
  const { user, system } = process.cpuUsage();
  const connections = readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').trim().split(' ');
  const ticks = (pid: string): number => {
    const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    // Its own, and of those that it has waited for.
    return after
      .split(' ')
      .slice(11, 15)
      .reduce((sum, one) => sum + Number(one), 0);
  };
  return (
    (user + system) / 1e6 +
    [String(server), ...connections].map(ticks).reduce((sum, one) => sum + one, 0) / 100
  );
}

describe.runIf(FULL)('books that grow', () => {
  test('a day costs the same after years as in week one', { timeout: 36_000_000 }, async () => {
    const root = await temporaryFolder();
    const [inbox, out] = [join(root, 'inbox'), join(root, 'out')];
    mkdirSync(inbox);
    const postgres = await startPrivatePostgres();
    onTestFinished(() => postgres.stop());
    const config = configuration(join(root, 'config'));
    const place = await openReplay(config, out, await openDb({ kind: 'postgres', url: postgres.url }));
    onTestFinished(() => place.db.close());
    await openBooks(place.db, place.configuration);

    let on = `${FIRST}-07-01`;
    /** A file of ten loans from every bank. Gives back what the days cost, each. */
    const ordinary = async (days: number): Promise<number[]> => {
      const costs: number[] = [];
      for (let day = 0; day < days; day++, on = addDays(on, 1)) {
        const before = cpu(postgres.pid);
        for (const bank of BANKS) await file(place, inbox, bank, on, 10);
        await closeDate(place, on);
        costs.push(cpu(postgres.pid) - before);
      }
      return costs.sort((a, b) => a - b);
    };
    const middle = (costs: readonly number[]): number => costs[Math.floor(costs.length / 2)] ?? 0;

    // The first day pays for what is compiled and prepared once.
    await ordinary(1);
    const young = middle(await ordinary(DAYS));
    let rows = 0;
    for (let quarter = 0; quarter < YEARS * 4; quarter++) {
      for (const bank of BANKS) await file(place, inbox, bank, on, ROWS);
      rows += BANKS.length * ROWS;
      await closeDate(place, on);
      for (let ends = 0; ends < 3; on = addDays(on, 1))
        if (isMonthEnd(on)) {
          await closeDate(place, on);
          ends += 1;
        }
    }
    expect(on).toBe(addDays(monthEnd(addDays(on, -1)), 1));
    const old = middle(await ordinary(DAYS));
    const times = old / young;
    const [{ accepted } = { accepted: 0 }] = await rowsOf<{ accepted: number }>(
      place.db,
      'SELECT count(*)::int4 AS accepted FROM filings',
    );
    recordRun({
      proof: 'growth',
      tries: rows,
      seeds: `${YEARS} years × ${BANKS.length} banks × ${ROWS} rows a quarter`,
      note: `${accepted} filings on record; a day of ${BANKS.length} files and its outputs: ${young.toFixed(2)} s of CPU in week one, ${old.toFixed(2)} s at the end, ${times.toFixed(2)} times`,
    });
    expect(times).toBeLessThanOrEqual(MOST);
  });
});
