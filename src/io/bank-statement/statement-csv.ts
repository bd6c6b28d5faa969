import { readFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type { BankFormat } from '../filename.js';
import { readCamt053 } from './camt053.js';
import { HEADER, rowsOf } from './entries.js';
import { readMt940 } from './mt940.js';

export type BankEncoding = 'CAMT.053' | 'MT940';

export const BANK_ENCODING: Readonly<Record<BankFormat, BankEncoding>> = {
  camt053: 'CAMT.053',
  mt940: 'MT940',
};

const READERS = { 'CAMT.053': readCamt053, MT940: readMt940 } as const;

/**
 * A bank's statement as the text of a CSV file with the same lines: from there on it is taken the way a statement file is.
 * A line's row number (行号) is its place among the lines, the header being 1.
 * @throws StatementError
 */
export async function statementCsv(path: string, encoding: BankEncoding): Promise<string> {
  const statements = READERS[encoding](await readFile(path));
  return stringify([[...HEADER], ...rowsOf(statements)]);
}
