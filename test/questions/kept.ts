import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { fromRoot, SAMPLES } from '../replay/replays.js';
import { command } from '../support/command.js';
import { temporaryFolder } from '../support/files.js';

/** The sample year up to its first suspension, kept in a folder. */
export interface Kept {
  readonly folder: string;
  readonly data: string;
  readonly out: string;
  /** registers/claims.csv, by header. */
  readonly claims: readonly Record<string, string>[];
}

export async function openKept(): Promise<Kept> {
  const folder = await temporaryFolder();
  const [data, out] = [join(folder, 'books'), join(folder, 'out')];
  const words = ['--out', out, '--data', data, '--config', fromRoot(SAMPLES.config)];
  await command('replay', fromRoot(SAMPLES.inbox), ...words, '--until', '2026-02-28');
  const text = await readFile(join(out, 'registers', 'claims.csv'), 'utf8');
  return { folder, data, out, claims: parse(text, { bom: true, columns: true }) };
}
