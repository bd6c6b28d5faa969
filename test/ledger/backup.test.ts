import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Where } from '../../src/db/db.js';
import { checkChain } from '../../src/ledger/journal/journal-chain.js';
import { openDb } from '../../src/ledger/open.js';
import { replay } from '../../src/pipeline.js';
import { verify } from '../../src/verify/verify.js';
import { fromRoot, openReplay, SAMPLES, SILENT } from '../replay/replays.js';
import { freshDatabase } from '../support/database.js';
import { temporaryFolder } from '../support/files.js';
import { findProgram, postgresFolders } from '../support/programs.js';

/** Backup and restore as docs/operations.md has them, followed by the proof that it gives: verify. */

const UNTIL = '2026-03-31';

/** Books with their archive and outputs, as a working installation leaves them; the head of the journal's chain. */
async function work(where: Where, folder: string): Promise<unknown> {
  const place = await openReplay(SAMPLES.config, join(folder, 'out'), await openDb(where));
  const kept = { ...place, archive: join(folder, 'archive') };
  await replay(kept, fromRoot(SAMPLES.inbox), UNTIL, SILENT);
  const head = await checkChain(place.db);
  await place.db.close();
  return head;
}

async function expectRestored(where: Where, folder: string, head: unknown): Promise<void> {
  const db = await openDb(where);
  const verdict = await verify(db, { archive: join(folder, 'archive'), out: join(folder, 'out') }, () => {});
  await db.close();
  expect(verdict.difference).toBeUndefined();
  expect(verdict.head).toEqual(head);
}

test('a copy of the directory is a backup', { timeout: 60_000 }, async () => {
  const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
  const head = await work({ kind: 'directory', path: join(folder, 'db') }, folder);
  cpSync(folder, elsewhere, { recursive: true });
  rmSync(folder, { recursive: true });
  await expectRestored({ kind: 'directory', path: join(elsewhere, 'db') }, elsewhere, head);
});

test('a dump of the database with copies of archive and outputs is a backup', {
  timeout: 60_000,
}, async () => {
  const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
  const [url, restored] = [await freshDatabase(), await freshDatabase()];
  const head = await work({ kind: 'postgres', url }, folder);
  const program = (name: string): string => findProgram(name, 'postgresql-client', postgresFolders());
  const dump = join(elsewhere, 'riskpool.dump');
  execFileSync(program('pg_dump'), ['--format=custom', `--file=${dump}`, url]);
  cpSync(folder, elsewhere, { recursive: true });
  rmSync(folder, { recursive: true });
  execFileSync(program('pg_restore'), ['--no-owner', '--exit-on-error', `--dbname=${restored}`, dump]);
  await expectRestored({ kind: 'postgres', url: restored }, elsewhere, head);
});
