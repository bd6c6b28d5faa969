import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type IsoDate, isDate } from '../domain/dates.js';
import { loadConfiguration } from '../io/config/load.js';
import { openDb, type Where } from '../ledger/db.js';
import type { Workplace } from '../pipeline.js';
import { WordsError } from './exit.js';

/** Options that say where books, outputs and configuration are. */
export interface PlaceOptions {
  readonly data?: string;
  readonly out?: string;
  readonly config?: string;
}

/** DATABASE_URL wins over nothing: naming both places for the books is a mistake, not a preference. */
export function whereBooksAre(options: PlaceOptions): Where {
  const url = process.env.DATABASE_URL;
  if (url !== undefined && url !== '') {
    if (options.data !== undefined) throw new WordsError('已设置DATABASE_URL,不能同时使用--data。');
    return { kind: 'postgres', url };
  }
  return options.data === undefined
    ? { kind: 'memory' }
    : { kind: 'directory', path: join(resolve(options.data), 'db') };
}

/** Opens the books and everything around them. The caller closes `db`. */
export async function openPlace(options: PlaceOptions): Promise<Workplace> {
  const configuration = await loadConfiguration(options.config);
  const out = resolve(options.out ?? options.data ?? '.');
  const archive = join(options.data === undefined ? out : resolve(options.data), 'archive');
  if (options.out !== undefined) await mkdir(out, { recursive: true });
  if (options.data !== undefined) await mkdir(resolve(options.data), { recursive: true });
  return { db: await openDb(whereBooksAre(options)), configuration, out, archive };
}

export function dateOption(value: string): IsoDate {
  if (!isDate(value)) throw new WordsError(`日期"${value}"应为YYYY-MM-DD。`);
  return value;
}
