import { ask, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';

/** What the books remember of their surroundings (key and value in `books`), so that they can be verified later. */
export interface KeptFacts {
  /** Hash of the configuration that opened the books: its first capital is in the first entry. */
  readonly openedWith?: string;
  /** Hash of the configuration that the books work with now. */
  readonly config?: string;
  /** 演练: the newest date after the day's own that --future allowed; the books are a rehearsal's. */
  readonly rehearsal?: IsoDate;
  /** Where the outputs of dates were last written, and where the files are archived. */
  readonly out?: string;
  readonly archive?: string;
  /** The archive that --archive named, wherever the books lie; without it, the one that goes with them. */
  readonly archiveChosen?: string;
  /** Where the registers were last written, the date they bear, and the configuration that counted their days. */
  readonly registersOut?: string;
  readonly registersAsOf?: IsoDate;
  readonly registersConfig?: string;
  /** How far the books had come by then: `<newest file>/<newest run>`. */
  readonly registersAfter?: string;
  /** Whether the registers were written as workbooks, too. */
  readonly registersWorkbooks?: 'yes' | 'no';
  /** The day as of which notices were last made. */
  readonly notifiedOn?: IsoDate;
  /** Whether every sheet is written as a workbook, too. */
  readonly workbooks?: 'yes' | 'no';
}

const KEYS: Readonly<Record<keyof KeptFacts, string>> = {
  openedWith: 'opened_with',
  config: 'config',
  rehearsal: 'rehearsal',
  out: 'out',
  archive: 'archive',
  archiveChosen: 'archive_chosen',
  registersOut: 'registers_out',
  registersAsOf: 'registers_as_of',
  registersConfig: 'registers_config',
  registersAfter: 'registers_after',
  registersWorkbooks: 'registers_workbooks',
  notifiedOn: 'notified_on',
  workbooks: 'workbooks',
};

export async function keep(sql: Sql, facts: KeptFacts): Promise<void> {
  const entries = Object.entries(facts) as [keyof KeptFacts, string][];
  await sql.query(
    `INSERT INTO books (key, value) SELECT key, value FROM unnest($1::text[], $2::text[]) AS f(key, value)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE books.value <> excluded.value`,
    [entries.map(([key]) => KEYS[key]), entries.map(([, value]) => value)],
  );
}

export async function kept(sql: Sql): Promise<KeptFacts> {
  const rows = await ask(sql, { key: text, value: text }, 'SELECT key, value FROM books');
  const values = new Map(rows.map((row) => [row.key, row.value]));
  const facts = Object.entries(KEYS).flatMap(([name, key]) => {
    const value = values.get(key);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(facts) as KeptFacts;
}

/** Whether sheets are written as workbooks beside CSV. */
export async function wantsWorkbooks(sql: Sql): Promise<boolean> {
  const rows = await sql.query("SELECT 1 AS one FROM books WHERE key = 'workbooks' AND value = 'yes'");
  return rows.length > 0;
}

/** How far the books have come: `<newest file>/<newest run>`. */
export async function progressOf(sql: Sql): Promise<string> {
  const [row] = await ask(
    sql,
    { at: text },
    `SELECT coalesce((SELECT max(id) FROM files), 0) || '/' || coalesce((SELECT max(run_on) FROM runs)::text, '') AS at`,
  );
  return row?.at ?? '0/';
}

/** A change that was meant: of the configuration (hashes), of a folder (paths), or of the clock (dates). */
export interface MeantChange {
  readonly on: IsoDate;
  readonly what: 'config' | 'out' | 'archive' | 'clock';
  readonly from: string;
  readonly to: string;
  /** 经手人: who looked at the clock and said go. */
  readonly by?: string;
}

/** Adds a change to those that the books remember, the oldest first (a JSON list under the key `changes`). */
export async function recordChange(sql: Sql, change: MeantChange): Promise<void> {
  await sql.query(
    `INSERT INTO books (key, value) VALUES ('changes', jsonb_build_array($1::jsonb)::text)
     ON CONFLICT (key) DO UPDATE SET value = (books.value::jsonb || jsonb_build_array($1::jsonb))::text`,
    [JSON.stringify(change)],
  );
}

/** The meant changes as they are kept: a JSON list, which somebody may have changed. */
export async function keptChanges(sql: Sql): Promise<string | undefined> {
  const [row] = await ask(sql, { value: text }, "SELECT value FROM books WHERE key = 'changes'");
  return row?.value;
}
