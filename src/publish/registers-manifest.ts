import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { compareCodePoints } from '../domain/order.js';
import { digestIfThere } from '../io/hash-file.js';
import { writeJson } from '../io/out.js';
import { removeAbandoned } from '../io/whole-file.js';
import { dateBefore, journalHead } from '../ledger/views/dates.js';
import type { Written } from './write-sheet.js';

/** The newest date, and its manifest's digest as it lies there; null where it has none. */
export type LastManifest = { readonly date: IsoDate; readonly sha256: string | null } | null;

/** What registers written now follow. */
export async function lastManifest(sql: Sql, out: string): Promise<LastManifest> {
  const date = await dateBefore(sql, '9999-12-31');
  if (date === undefined) return null;
  const digest = await digestIfThere(join(out, date, 'manifest.json'));
  return { date, sha256: digest?.sha256 ?? null };
}

/** registers/manifest.json: the registers' digests, and the newest date's manifest and entry that they follow. */
export async function publishRegistersManifest(
  sql: Sql,
  out: string,
  asOf: IsoDate,
  written: Written,
  previous: LastManifest,
): Promise<void> {
  await removeAbandoned(join(out, 'registers'));
  const outputs = [...written]
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([name, digest]) => ({ name, ...digest }));
  const head = await journalHead(sql, '9999-12-31');
  await writeJson(join(out, 'registers', 'manifest.json'), {
    date: asOf,
    outputs,
    journal: head === undefined ? null : { entry: head.entry.toString(), hash: head.hash },
    previous,
  });
}
