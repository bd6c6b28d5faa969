import { createHash } from 'node:crypto';
import type { FileLimits } from '../domain/reference.js';
import { BANK_ENCODING, type BankEncoding, statementCsv } from './bank-statement/statement-csv.js';
import { StatementError } from './bank-statement/statement-error.js';
import type { BankFormat, FileFormat } from './filename.js';
import { digestOf } from './hash-file.js';
import { piecesOf } from './plain-file.js';
import { Utf8Check } from './utf8-check.js';
import { checkWorkbook } from './workbook/workbook-csv.js';
import { WorkbookError } from './workbook/workbook-error.js';

/** How a file's rows are written: as CSV in one of two encodings, as a workbook, or as a bank's statement. */
export type Encoding = 'UTF-8' | 'GB18030' | 'XLSX' | BankEncoding;

/** What can be said of a dropped file before its rows are read. */
export interface Inspection {
  /** Of all bytes, hex; also of a file over the limit. */
  readonly sha256: string;
  readonly bytes: number;
  /** Undefined where the bytes are neither, or where the file is over the limit and was not decoded. */
  readonly encoding: Encoding | undefined;
  readonly hasNul: boolean;
  /** The number of quote characters is odd, so one of them has no partner. */
  readonly oddQuotes: boolean;
  /** Line feeds: of a CSV file at least the number of its records, lines without a value included; 0 of a workbook. */
  readonly lines: number;
  /** Why a workbook cannot be read (FILE-WORKBOOK), for the sender. */
  readonly workbookFault?: string;
  /** Why a bank's statement cannot be read (FILE-CSV), for the sender. */
  readonly statementFault?: string;
}

/** Bytes read at a time: memory stays constant however large the file is. */
export const CHUNK_BYTES = 256 * 1024;

const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/** Reads the file's bytes once (a file that is not UTF-8 twice), never holding more than a chunk. */
export async function inspectFile(path: string, limits: FileLimits, format: FileFormat): Promise<Inspection> {
  if (format === 'csv') return inspectCsv(path, limits);
  return format === 'xlsx' ? inspectWorkbook(path, limits) : inspectStatement(path, limits, format);
}

async function inspectStatement(path: string, limits: FileLimits, format: BankFormat): Promise<Inspection> {
  const found = { ...(await digestOf(path)), hasNul: false, oddQuotes: false, lines: 0 };
  if (found.bytes > limits.bytes) return { ...found, encoding: undefined };
  const encoding = BANK_ENCODING[format];
  try {
    await statementCsv(path, encoding);
  } catch (error) {
    if (error instanceof StatementError)
      return { ...found, encoding: undefined, statementFault: error.message };
    throw error;
  }
  return { ...found, encoding };
}

async function inspectWorkbook(path: string, limits: FileLimits): Promise<Inspection> {
  const found = { ...(await digestOf(path)), hasNul: false, oddQuotes: false, lines: 0 };
  if (found.bytes > limits.bytes) return { ...found, encoding: undefined };
  try {
    await checkWorkbook(path, limits);
  } catch (error) {
    if (error instanceof WorkbookError)
      return { ...found, encoding: undefined, workbookFault: error.message };
    throw error;
  }
  return { ...found, encoding: 'XLSX' };
}

async function inspectCsv(path: string, limits: FileLimits): Promise<Inspection> {
  const hash = createHash('sha256');
  const utf8 = new Utf8Check();
  let bytes = 0;
  let hasNul = false;
  let quotes = 0;
  let lines = 0;
  for await (const chunk of chunksOf(path)) {
    hash.update(chunk);
    bytes += chunk.length;
    if (bytes > limits.bytes) continue;
    utf8.push(chunk);
    hasNul ||= chunk.includes(0);
    quotes += count(chunk, QUOTE);
    lines += count(chunk, LINE_FEED);
  }
  const decoded = bytes <= limits.bytes;
  return {
    sha256: hash.digest('hex'),
    bytes,
    encoding: decoded ? await encodingOf(path, utf8) : undefined,
    hasNul,
    oddQuotes: quotes % 2 === 1,
    lines,
  };
}

/** UTF-8 first: GB18030 also accepts most UTF-8 text, as other characters. */
async function encodingOf(path: string, utf8: Utf8Check): Promise<Encoding | undefined> {
  if (utf8.end()) return 'UTF-8';
  return (await isGb18030(path)) ? 'GB18030' : undefined;
}

async function isGb18030(path: string): Promise<boolean> {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  for await (const chunk of chunksOf(path))
    if (!decodes(() => decoder.decode(chunk, { stream: true }))) return false;
  return decodes(() => decoder.decode());
}

function decodes(attempt: () => string): boolean {
  try {
    attempt();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Neither encoding uses these two bytes inside a longer character, so they can be counted as they are. */
function count(chunk: Buffer, byte: number): number {
  let found = 0;
  for (let at = chunk.indexOf(byte); at >= 0; at = chunk.indexOf(byte, at + 1)) found += 1;
  return found;
}

/** Whether a quote character of the file has no partner. */
export async function hasOddQuotes(path: string): Promise<boolean> {
  let quotes = 0;
  for await (const chunk of chunksOf(path)) quotes += count(chunk, QUOTE);
  return quotes % 2 === 1;
}

/** The file's bytes, piece by piece. */
export function chunksOf(path: string): AsyncIterable<Buffer> {
  return piecesOf(path, CHUNK_BYTES);
}
