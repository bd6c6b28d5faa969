import { createHash } from 'node:crypto';
import { ask, boolean, date, orNull } from '../../db/column.js';
import type { Db, Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Reference } from '../../domain/reference.js';
import type { Scheme } from '../../domain/scheme.js';
import { Journal } from '../journal/journal.js';
import { paidIn } from '../journal/postings.js';
import { lockBooks } from './files.js';
import { keep } from './kept.js';

/** A configuration file as it was in force. */
export interface KeptFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Opens new books with the first capital (首期资金), and keeps the configuration in force. Safe to repeat. */
export async function openBooks(
  db: Db,
  configuration: { readonly reference: Reference; readonly files: readonly KeptFile[] },
): Promise<void> {
  const { reference, files } = configuration;
  await db.transaction(async (tx) => {
    await lockBooks(tx);
    const opened = await tx.query('SELECT 1 AS one FROM journal LIMIT 1');
    if (opened.length === 0) {
      const journal = new Journal();
      journal.post(paidIn(reference.fund.paidIn.effectiveOn, reference.fund.paidIn.capital));
      await journal.flush(tx);
      await keep(tx, { openedWith: reference.hash });
    }
    await keep(tx, { config: reference.hash });
    const kept = await tx.query('SELECT 1 AS one FROM configurations WHERE hash = $1 LIMIT 1', [
      reference.hash,
    ]);
    if (kept.length > 0) return;
    for (const file of files) {
      await tx.query('INSERT INTO configurations (hash, name, sha256, bytes) VALUES ($1, $2, $3, $4)', [
        reference.hash,
        file.name,
        createHash('sha256').update(file.bytes).digest('hex'),
        file.bytes,
      ]);
    }
  });
}

/** Whether any file was taken into these books. */
export async function hasFiles(sql: Sql): Promise<boolean> {
  return (await sql.query('SELECT 1 AS one FROM files LIMIT 1')).length > 0;
}

/** Whether no loan was ever registered, whatever became of it. */
export async function hasNoLoan(sql: Sql): Promise<boolean> {
  return (await sql.query('SELECT 1 AS one FROM filings LIMIT 1')).length === 0;
}

export async function ranOn(sql: Sql, on: IsoDate): Promise<boolean> {
  return (await sql.query('SELECT 1 AS one FROM runs WHERE run_on = $1', [on])).length > 0;
}

export async function recordRun(
  sql: Sql,
  on: IsoDate,
  schemes: readonly Scheme[],
  configHash: string,
): Promise<void> {
  await sql.query(
    `INSERT INTO runs (run_on, schemes, after_file, config_hash)
     SELECT $1, $2::text[], coalesce(max(id), 0), $3 FROM files`,
    [on, schemes, configHash],
  );
}

/** How far the books have come; undefined while they are empty. */
export interface BooksCalendar {
  /** Date of the first file. */
  readonly first: IsoDate | undefined;
  /** Newest date of a file or a run. */
  readonly last: IsoDate | undefined;
  readonly lastRun: IsoDate | undefined;
}

export async function calendarOf(sql: Sql): Promise<BooksCalendar> {
  const [row] = await ask(
    sql,
    { first: orNull(date), last: orNull(date), run: orNull(date) },
    `SELECT (SELECT min(received_on) FROM files) AS first,
            greatest((SELECT max(received_on) FROM files), (SELECT max(run_on) FROM runs)) AS last,
            (SELECT max(run_on) FROM runs) AS run`,
  );
  return { first: row?.first ?? undefined, last: row?.last ?? undefined, lastRun: row?.run ?? undefined };
}

/** Any number will do as long as every version of the program uses the same. */
const OUTPUTS_LOCK = 7_214_310_027n;

/** One transaction at a time writes the outputs of dates, so that no manifest misses what another lists. */
export async function lockOutputs(sql: Sql): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1::bigint)', [OUTPUTS_LOCK]);
}

/** Any number will do as long as every version of the program uses the same. */
const REGISTERS_LOCK = 7_214_310_032n;

/** Whether this transaction is the one that writes live registers; another that does is not waited for. */
export async function tryLockRegisters(sql: Sql): Promise<boolean> {
  const [row] = await ask(sql, { held: boolean }, 'SELECT pg_try_advisory_xact_lock($1::bigint) AS held', [
    REGISTERS_LOCK,
  ]);
  return row?.held === true;
}
