import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { ask, boolean, integer, text } from './column.js';
import type { Db, Sql } from './sql.js';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** The books were written by a newer program; this one would misread them. */
export class SchemaTooNewError extends Error {
  override readonly name = 'SchemaTooNewError';

  constructor(found: number, known: number) {
    super(
      `账簿的结构是第${found}版,本程序只认识到第${known}版。请使用更新的程序,或恢复更新程序运行之前的备份。`,
    );
  }
}

/** A migration was edited after these books went through it, so nobody can say what schema they have. */
export class SchemaChangedError extends Error {
  override readonly name = 'SchemaChangedError';

  constructor(name: string) {
    super(
      `账簿经过的结构变更${name}与本程序的不是同一份,无法确定账簿的结构。请使用当时的程序,或联系开发者。`,
    );
  }
}

const FILE_NAME = /^(\d{3})-([a-z0-9-]+)\.sql$/;
/** Any number will do as long as every version of the program uses the same. */
const ADVISORY_LOCK = 7_214_310_025n;

/** The migrations of a folder, numbered from 001 without a gap. */
export function readMigrations(folder: URL): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name, i) => {
    const version = Number(FILE_NAME.exec(name)?.[1]);
    if (version !== i + 1)
      throw new Error(`migration ${name}: expected number ${i + 1} and a name like 001-books.sql`);
    const sql = readFileSync(new URL(name, folder), 'utf8');
    return { version, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

/**
 * Brings a database to the schema of these migrations. Safe to run from several processes at once.
 * @param schema the PostgreSQL schema whose tables these are; made where it is missing
 */
export async function migrate(
  db: Db,
  migrations: readonly Migration[],
  schema: 'public' | 'console' = 'public',
): Promise<void> {
  const table = `${schema}.schema_version`;
  if ((await appliedVersion(db, migrations, schema)) === migrations.length) return;
  await db.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [ADVISORY_LOCK]);
    if (schema !== 'public') await tx.execute(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    await tx.execute(
      `CREATE TABLE IF NOT EXISTS ${table}` +
        ' (version integer PRIMARY KEY, name text COLLATE "C" NOT NULL, sha256 text COLLATE "C" NOT NULL)',
    );
    const done = await appliedVersion(tx, migrations, schema);
    for (const { version, name, sql, sha256 } of migrations.slice(done)) {
      await tx.execute(sql);
      await tx.query(`INSERT INTO ${table} VALUES ($1, $2, $3)`, [version, name, sha256]);
    }
  });
}

/** Whether the database has been through any migration of a schema. */
export async function hasSchema(sql: Sql, schema: 'public' | 'console' = 'public'): Promise<boolean> {
  const [table] = await ask(sql, { there: boolean }, 'SELECT to_regclass($1) IS NOT NULL AS there', [
    `${schema}.schema_version`,
  ]);
  return table?.there === true;
}

/** How many of the migrations the books have been through. Refuses books that are ahead or went another way. */
async function appliedVersion(
  sql: Sql,
  migrations: readonly Migration[],
  schema: 'public' | 'console',
): Promise<number> {
  if (!(await hasSchema(sql, schema))) return 0;
  const applied = await ask(
    sql,
    { version: integer, sha256: text },
    `SELECT version, sha256 FROM ${schema}.schema_version ORDER BY version`,
  );
  const last = applied.at(-1)?.version ?? 0;
  if (last > migrations.length) throw new SchemaTooNewError(last, migrations.length);
  for (const { version, sha256 } of applied) {
    const ours = migrations[version - 1];
    if (ours?.sha256 !== sha256) throw new SchemaChangedError(ours?.name ?? String(version));
  }
  return last;
}
