import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { PgliteDb } from './engine-pglite.js';
import { type Migration, migrate } from './migrate.js';

/**
 * An empty, migrated PGlite database as a tar. Making one (initdb, migrations) takes seconds, loading it a fraction of
 * one, so the build makes it once. It is named after all that goes into it: after an edit of a migration or
 * another PGlite a new one is made, at build time or, failing that, at the first use.
 */
const FOLDER = fileURLToPath(new URL('../../dist/templates/', import.meta.url));
const REVISION = 1;
// WAL in segments of 1 MB instead of 16: less to write for each new database.
const INITDB = ['--wal-segsize=1'];

export async function ensureTemplate(
  migrations: readonly Migration[],
  { dropOthers = false } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const name = `${templateKey(migrations)}.tar`;
  const template = readIfThere(`${FOLDER}${name}`) ?? (await make(name, migrations));
  if (dropOthers) {
    for (const other of readdirSync(FOLDER)) if (other !== name) rmSync(`${FOLDER}${other}`);
  }
  return template;
}

function templateKey(migrations: readonly Migration[]): string {
  const engine = readFileSync(
    new URL('../package.json', import.meta.resolve('@electric-sql/pglite')),
    'utf8',
  );
  const { version } = JSON.parse(engine) as { version: string };
  const digests = migrations.map((migration) => migration.sha256);
  const parts = JSON.stringify([REVISION, version, INITDB, digests]);
  return createHash('sha256').update(parts).digest('hex').slice(0, 16);
}

async function make(name: string, migrations: readonly Migration[]): Promise<Uint8Array<ArrayBuffer>> {
  const pglite = await PGlite.create({ initDbStartParams: INITDB });
  const db = new PgliteDb(pglite);
  try {
    // Nobody creates databases here: without the two templates there is a third of the files to copy.
    await db.execute("UPDATE pg_database SET datistemplate = false WHERE datname LIKE 'template_'");
    for (const unused of ['template0', 'template1']) await db.execute(`DROP DATABASE ${unused}`);
    await migrate(db, migrations);
    await db.execute('CHECKPOINT');
    const dump = await pglite.dumpDataDir('none');
    const template = new Uint8Array(await dump.arrayBuffer());
    keep(name, template);
    return template;
  } finally {
    await db.close();
  }
}

/** For next time; a folder that cannot be written (an installed image) is no reason to fail. */
function keep(name: string, template: Uint8Array): void {
  const aside = `${FOLDER}${name}.${process.pid}`;
  try {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(aside, template);
    renameSync(aside, `${FOLDER}${name}`);
  } catch {
    rmSync(aside, { force: true });
  }
}

function readIfThere(path: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return new Uint8Array(readFileSync(path));
  } catch {
    return undefined;
  }
}
