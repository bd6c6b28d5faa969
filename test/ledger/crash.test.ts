import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Db, Where } from '../../src/db/db.js';
import { brokenInvariants } from '../../src/ledger/journal/invariants.js';
import { checkChain } from '../../src/ledger/journal/journal-chain.js';
import { openDb } from '../../src/ledger/open.js';
import { verify } from '../../src/verify/verify.js';
import { differenceOf, filesBelow, fromRoot, SAMPLES } from '../replay/replays.js';
import { freshDatabase } from '../support/database.js';
import { temporaryFolder } from '../support/files.js';

/** A replay that is killed (kill -9) at any moment and begun again, over and over, ends as an undisturbed one. */

const KILLS = 5;
const built = (path: string): string => new URL(`../../dist/${path}`, import.meta.url).href;

/** The replay in a process of its own. The command refuses a database with books in it, so the pipeline is called. */
function start(where: Where, out: string): ChildProcess {
  const script = `
    const { loadConfiguration } = await import(${JSON.stringify(built('io/config/load.js'))});
    const { openDb } = await import(${JSON.stringify(built('ledger/open.js'))});
    const { replay } = await import(${JSON.stringify(built('pipeline.js'))});
    const [where, out, inbox, config, until] = JSON.parse(process.argv[1]);
    const place = { db: await openDb(where), configuration: await loadConfiguration(config), out, archive: out + '/archive' };
    const progress = { ignored: () => {}, day: () => {}, file: () => console.log('file') };
    await replay(place, inbox, until, progress);
    await place.db.close();`;
  const words = [where, out, fromRoot(SAMPLES.inbox), fromRoot(SAMPLES.config), SAMPLES.until];
  return spawn(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(words)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** All or nothing: nothing of a file that was not taken, and all that must hold does. */
async function expectWhole(where: Where, when: string): Promise<void> {
  const db = await openDb(where);
  try {
    expect(await orphans(db), when).toEqual([]);
    expect(await brokenInvariants(db), when).toEqual([]);
    expect(await checkChain(db), when).toHaveProperty('entries');
  } finally {
    await db.close();
  }
}

async function orphans(db: Db): Promise<unknown[]> {
  const tables = ['filings', 'claims', 'recoveries', 'writeoffs', 'statement_lines'];
  const items = tables.map((t) => `SELECT '${t}' AS name, id / 1000000000 AS file FROM ${t}`);
  return db.query(
    `SELECT * FROM (${items.join(' UNION ALL ')} UNION ALL SELECT 'file_rows', file_id FROM file_rows) AS i
     WHERE file NOT IN (SELECT id FROM files)`,
  );
}

describe.each(['pglite', 'postgres'])('%s', (engine) => {
  test('ends with the same bytes however often it is killed', { timeout: 240_000 }, async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'out');
    const where: Where =
      engine === 'pglite'
        ? { kind: 'directory', path: join(folder, 'db') }
        : { kind: 'postgres', url: await freshDatabase() };
    const killed: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const child = start(where, out);
      const ended = once(child, 'exit');
      // The first file that it speaks of, new or taken before, tells that it is at work.
      if (child.stdout !== null) await Promise.race([once(child.stdout, 'data'), ended]);
      const after = Math.round(Math.random() * 1_200);
      await Promise.race([setTimeout(after), ended]);
      if (child.exitCode !== null) break;
      child.kill('SIGKILL');
      await ended;
      killed.push(`${after} ms`);
      await expectWhole(where, `killed after ${killed.join(', ')}`);
    }
    const [exit] = (await once(start(where, out), 'exit')) as [number];
    expect(exit, `killed after ${killed.join(', ')}`).toBe(0);
    const wanted = filesBelow(fromRoot('test/golden/samples/expected'));
    const difference = differenceOf(filesBelow(out), wanted);
    expect(difference, `killed after ${killed.join(', ')}`).toEqual({
      missing: [],
      unexpected: [],
      differing: [],
    });
    const db = await openDb(where);
    const verdict = await verify(db, { archive: undefined, out: undefined }, () => {});
    await db.close();
    expect(verdict.difference).toBeUndefined();
  });
});
