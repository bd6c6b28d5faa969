import { mkdirSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { filings } from '../../bench/inbox.js';
import { openDb } from '../../src/ledger/open.js';
import { faultsOf } from '../replay/invariants.js';
import { temporaryFolder } from '../support/files.js';
import { startPrivatePostgres } from '../support/private-postgres.js';
import { rowsOf } from '../support/query.js';
import { recordRun } from '../support/record-run.js';
import { ServiceProcess } from '../support/services.js';

/**
 * A watcher on PostgreSQL that takes file after file, live, and is killed now and then: nothing is lost or comes twice, and it
 * holds no more memory or open files after thousands than after some hundred. `npm run test:soak`; RISKPOOL_FILES and
 * RISKPOOL_KILLS make it smaller. A figure, so it is no part of `npm test`.
 */
const FULL = process.env['RISKPOOL_FAULTS'] === 'full';
const FILES = Number(process.env['RISKPOOL_FILES'] ?? 10_000);
const KILLS = Number(process.env['RISKPOOL_KILLS'] ?? 10);
const AT_ONCE = Math.max(3, Math.min(50, Math.floor(FILES / 100)));
/** How much more memory the last third of the longest life may hold than its middle third: a heap comes and goes. */
const MOST = 1.25;

/** MiB that a process holds, and how many files it has open. */
function held(pid: number): { memory: number; open: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    memory: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024,
    open: readdirSync(`/proc/${pid}/fd`).length,
  };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

describe.runIf(FULL)('a long live run', () => {
  test('loses nothing and grows nothing', { timeout: 36_000_000 }, async () => {
    const root = await temporaryFolder();
    const [inbox, out, aside] = [join(root, 'inbox'), join(root, 'out'), join(root, 'aside')];
    for (const folder of [join(inbox, 'BOB'), out, aside]) mkdirSync(folder, { recursive: true });
    const postgres = await startPrivatePostgres();
    onTestFinished(() => postgres.stop());
    const config = join(import.meta.dirname, '../../config');
    const words = ['watch', inbox, '--out', out, '--work', '--config', config];
    const watcher = new ServiceProcess(words, { DATABASE_URL: postgres.url }, root, 'watch').start();
    onTestFinished(() => watcher.kill('SIGKILL'));

    const receipts = (): number =>
      readdirSync(out, { recursive: true }).filter((name) => String(name).endsWith('.receipt.json')).length;
    let dropped = 0;
    /** Renamed in, and old: complete at once. */
    const drop = (): void => {
      dropped += 1;
      const name = `filing-${dropped}.csv`;
      writeFileSync(join(aside, name), filings(`S${dropped}`, 1 + (dropped % 5)));
      utimesSync(join(aside, name), new Date(0), new Date(0));
      renameSync(join(aside, name), join(inbox, 'BOB', name));
    };
    const lives: { memory: number; open: number }[][] = [[]];
    for (let killed = 0; dropped < FILES; ) {
      for (let i = 0; i < AT_ONCE && dropped < FILES; i++) drop();
      if (dropped >= ((killed + 1) * FILES) / (2 * KILLS) && killed < KILLS) {
        await sleep(137 * (killed % 5));
        await watcher.kill('SIGKILL');
        watcher.start();
        killed += 1;
        lives.push([]);
      }
      while (receipts() < dropped) await sleep(100);
      if (watcher.pid !== undefined) lives.at(-1)?.push(held(watcher.pid));
    }
    await watcher.kill('SIGTERM');

    const db = await openDb({ kind: 'postgres', url: postgres.url });
    const [books] = await rowsOf<{ files: number; names: number }>(
      db,
      `SELECT count(*)::int4 AS files, count(DISTINCT name)::int4 AS names FROM files WHERE status = 'processed'`,
    );
    const faults = await faultsOf(db).finally(() => db.close());
    // The second half of the run is one life.
    const last = lives.at(-1) ?? [];
    const third = Math.floor(last.length / 3);
    const of = (key: 'memory' | 'open', from: number): number =>
      median(last.slice(from * third, (from + 1) * third).map((one) => one[key]));
    const [before, after] = [of('memory', 1), of('memory', 2)];
    const [lost, doubled] = [FILES - (books?.names ?? 0), (books?.files ?? 0) - (books?.names ?? 0)];
    recordRun({
      proof: 'soak',
      tries: FILES,
      lost,
      doubled,
      seeds: `${FILES} files, ${KILLS} kills`,
      note: `middle and last third of the longest life: ${before.toFixed(0)} and ${after.toFixed(0)} MiB, ${of('open', 1)} and ${of('open', 2)} open files`,
    });
    expect({ lost, doubled, faults }).toEqual({ lost: 0, doubled: 0, faults: [] });
    expect(after).toBeLessThan(before * MOST);
    expect(of('open', 2)).toBeLessThanOrEqual(of('open', 1) + 2);
  });
});
