import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Db, Where } from '../db/db.js';
import { type IsoDate, isDate } from '../domain/dates.js';
import { loadConfiguration } from '../io/config/load.js';
import { openDb } from '../ledger/open.js';
import { kept } from '../ledger/records/kept.js';
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

/** Opens the books and everything around them, for a command that writes outputs. The caller closes `db`. */
export async function openPlace(options: PlaceOptions): Promise<Workplace> {
  const configuration = await loadConfiguration(options.config);
  if (options.data !== undefined) await mkdir(resolve(options.data), { recursive: true });
  const db = await openDb(whereBooksAre(options));
  try {
    const out = await outputsOf(db, options);
    await mkdir(out, { recursive: true });
    const archive = join(options.data === undefined ? out : resolve(options.data), 'archive');
    return { db, configuration, out, archive };
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Where outputs go: --out, else where these books' outputs went before, else below the books. */
async function outputsOf(db: Db, options: PlaceOptions): Promise<string> {
  if (options.out !== undefined) return resolve(options.out);
  const { out } = await kept(db);
  if (out !== undefined) return out;
  if (options.data !== undefined) return join(resolve(options.data), 'out');
  throw new WordsError('新账簿请用--out <目录>指明输出目录。');
}

export function dateOption(value: string): IsoDate {
  if (!isDate(value)) throw new WordsError(`日期"${value}"应为YYYY-MM-DD。`);
  return value;
}

export function portOption(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new WordsError(`端口"${value}"应为1至65535。`);
  return port;
}
