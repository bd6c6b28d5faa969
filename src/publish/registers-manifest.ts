import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { compareCodePoints } from '../domain/order.js';
import { digestIfThere } from '../io/hash-file.js';
import { writeJson } from '../io/out.js';
import { removeAbandoned } from '../io/whole-file.js';
import { dateBefore, journalHead } from '../ledger/views/dates.js';
import type { Written } from './write-sheet.js';

/** registers/manifest.json: the registers' digests, and the newest date's manifest and entry that they follow. */
export async function publishRegistersManifest(
  sql: Sql,
  out: string,
  asOf: IsoDate,
  written: Written,
): Promise<void> {
  await removeAbandoned(join(out, 'registers'));
  const outputs = [...written]
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([name, digest]) => ({ name, ...digest }));
  const head = await journalHead(sql, '9999-12-31');
  const last = await dateBefore(sql, '9999-12-31');
  const manifest = last === undefined ? undefined : await digestIfThere(join(out, last, 'manifest.json'));
  await writeJson(join(out, 'registers', 'manifest.json'), {
    date: asOf,
    outputs,
    journal: head === undefined ? null : { entry: head.entry.toString(), hash: head.hash },
    previous: last === undefined ? null : { date: last, sha256: manifest?.sha256 ?? null },
  });
}
