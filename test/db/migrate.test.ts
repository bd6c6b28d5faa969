import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { SchemaChangedError, SchemaTooNewError } from '../../src/db/db.js';
import { type Migration, migrate } from '../../src/db/migrate.js';
import type { Db } from '../../src/db/sql.js';
import { booksMigrations } from '../../src/ledger/open.js';
import { rowsOf } from '../support/query.js';
import { ENGINES } from './engines.js';

function next(sql: string, known: readonly Migration[] = booksMigrations()): Migration[] {
  const sha256 = createHash('sha256').update(sql).digest('hex');
  return [...known, { version: known.length + 1, name: 'next.sql', sql, sha256 }];
}

const version = async (db: Db): Promise<number | undefined> =>
  (await rowsOf<{ v: number }>(db, 'SELECT max(version) AS v FROM schema_version'))[0]?.v;

describe.each(ENGINES)('$engine', ({ open }) => {
  test('new books have the schema, and migrating again changes nothing', async () => {
    const db = await open();
    expect(await version(db)).toBe(booksMigrations().length);
    await migrate(db, booksMigrations());
    expect(await version(db)).toBe(booksMigrations().length);
    await db.close();
  });

  test('older books are brought forward, by several at once', async () => {
    const db = await open();
    const newer = next('CREATE TABLE newer (a text); CREATE INDEX ON newer (a)');
    await Promise.all([migrate(db, newer), migrate(db, newer), migrate(db, newer)]);
    expect(await version(db)).toBe(newer.length);
    expect(await db.query('SELECT * FROM newer')).toEqual([]);
    await db.close();
  });

  test('a migration that fails leaves the books as they were', async () => {
    const db = await open();
    await expect(migrate(db, next('CREATE TABLE half (a text); SELECT 1 / 0'))).rejects.toThrow(
      'division by zero',
    );
    expect(await version(db)).toBe(booksMigrations().length);
    await expect(db.query('SELECT * FROM half')).rejects.toMatchObject({ code: '42P01' });
    await db.close();
  });

  test('books of a newer program are refused', async () => {
    const db = await open();
    await migrate(db, next('CREATE TABLE newer (a text)'));
    await expect(migrate(db, booksMigrations())).rejects.toBeInstanceOf(SchemaTooNewError);
    await db.close();
  });

  test('an edited migration is noticed', async () => {
    const db = await open();
    await migrate(db, next('CREATE TABLE newer (a text)'));
    await expect(migrate(db, next('CREATE TABLE newer (b text)'))).rejects.toBeInstanceOf(SchemaChangedError);
    await db.close();
  });
});
