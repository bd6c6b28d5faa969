import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** An output's rows by their headers; none where the file is not there. */
export function outputRows(out: string, path: string): Readonly<Record<string, string>>[] {
  const file = join(out, path);
  if (!existsSync(file)) return [];
  return parse(readFileSync(file), { bom: true, columns: true }) as Record<string, string>[];
}
