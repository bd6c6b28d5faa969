import type { FileLimits } from '../domain/reference.js';
import { readRecords } from './csv-read.js';
import type { Encoding } from './inspect.js';
import type { CsvRecord } from './parse-chunk.js';

/** One row of an archived file, by its row number; undefined where the file does not have it. */
export async function archivedRow(
  path: string,
  encoding: Encoding,
  limits: FileLimits,
  rowNo: number,
): Promise<CsvRecord | undefined> {
  for await (const batch of readRecords(path, encoding, limits)) {
    const record = batch.find(({ line }) => line === rowNo);
    if (record !== undefined) return record;
    if ((batch.at(-1)?.line ?? 0) > rowNo) return undefined;
  }
  return undefined;
}
