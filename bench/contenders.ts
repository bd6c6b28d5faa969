import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrivatePostgres } from '../test/support/private-postgres.js';
import { database, databaseSize, type Figures, measured, medianOf, PYTHON, riskpool } from './measure.js';

/** Who makes a register of a filing file: this project, and scripts that check a dozen of the rules. */

export interface Contender {
  readonly name: string;
  run(file: string, folder: string): Promise<Figures> | Figures;
  /** Its receipt, from which is seen which rows it rejected; undefined where it judges nothing. */
  receipt?(folder: string): string;
}

export const CONFIG = ['--config', 'config'];

export const ingest = (file: string, folder: string, on = '2025-10-08'): string[] => [
  ...['ingest', file, '--from', 'ICBC', '--on', on, '--out', join(folder, 'out'), ...CONFIG],
];

const ourReceipt = (folder: string): string => join(folder, 'out/2025-10-08/ICBC/filing-1.receipt.csv');

/** @param sizes takes the MB that the books come to on the disk */
export const onPostgres = (postgres: PrivatePostgres, sizes: number[] = []): Contender => ({
  name: 'riskpool, PostgreSQL',
  async run(file, folder) {
    const url = await database(postgres, 'bench');
    const figures = riskpool(postgres, url, ingest(file, folder));
    sizes.push(await databaseSize(url));
    return figures;
  },
  receipt: ourReceipt,
});

export const embedded: Contender = {
  name: 'riskpool, embedded',
  run: (file, folder) => measured('bin/riskpool', [...ingest(file, folder), '--data', join(folder, 'books')]),
  receipt: ourReceipt,
};

const theirReceipt = (folder: string): string => join(folder, 'receipt.csv');

export const duckdb: Contender = {
  name: 'DuckDB script, 2 threads',
  run: (file, folder) => measured('node', ['bench/peers/duckdb.mjs', file, folder]),
  receipt: theirReceipt,
};

export const pandas: Contender = {
  name: 'pandas script',
  run: (file, folder) => measured(PYTHON, ['bench/peers/pandas_register.py', file, folder]),
  receipt: theirReceipt,
};

export const csvParse: Contender = {
  name: 'csv-parse of the file, nothing else',
  run: (file) => measured('node', ['bench/peers/csv-parse.mjs', file]),
};

/** Numbers of the rows that were 退回, as one digest. */
function rejectedRows(receipt: string): string {
  if (!existsSync(receipt)) throw new Error(`no receipt: ${receipt}`);
  const [head = '', ...lines] = readFileSync(receipt, 'utf8').split(/\r?\n/);
  const at = head.split(',').indexOf('结果');
  const numbers = lines.filter((line) => line.split(',')[at] === '退回').map((line) => line.split(',')[0]);
  return `${numbers.length}:${createHash('sha256').update(numbers.join()).digest('hex')}`;
}

/** Rounds that there are in any case. */
const LEAST_RUNS = 3;

/**
 * Contenders take turns, so that what else the machine does falls on all of them.
 * @param mostMinutes after which no round begins that need not
 * @throws where they do not reject the same rows
 */
export async function compare(
  contenders: readonly Contender[],
  file: string,
  most: number,
  mostMinutes = Number.POSITIVE_INFINITY,
): Promise<{ runs: number; figures: Record<string, Figures> }> {
  const all = new Map<string, Figures[]>();
  const over = Date.now() + mostMinutes * 60_000;
  let runs = 0;
  for (; runs < most && (runs < LEAST_RUNS || Date.now() < over); runs++) {
    const rejected = new Set<string>();
    for (const contender of contenders) {
      const folder = mkdtempSync(join(tmpdir(), 'riskpool-bench-'));
      const figures = await contender.run(file, folder);
      all.set(contender.name, [...(all.get(contender.name) ?? []), figures]);
      if (contender.receipt !== undefined) rejected.add(rejectedRows(contender.receipt(folder)));
      rmSync(folder, { recursive: true, force: true });
    }
    if (rejected.size > 1) throw new Error(`not the same rows are rejected: ${[...rejected].join(' ')}`);
  }
  return { runs, figures: Object.fromEntries([...all].map(([name, of]) => [name, medianOf(of)])) };
}
