import type { FileLimits } from '../domain/reference.js';
import { type BankEncoding, statementCsv } from './bank-statement/statement-csv.js';
import type { Encoding } from './inspect.js';
import { piecesOf } from './plain-file.js';
import { workbookCsv } from './workbook/workbook-csv.js';

/** A piece of a CSV file that begins with a record and ends with one. */
export interface RecordChunk {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  /** Records of the file that stand before this piece. */
  readonly before: number;
  /** Whether it has a quote character: without one a record is a line, and a cell what stands between commas. */
  readonly quoted: boolean;
  /** It holds the beginning of a record that is longer than `RECORD_BYTES`; nothing comes after it. */
  readonly tooLong: boolean;
}

/**
 * Bytes of one record that are held at most. A record of 31 cells at the limit of characters stays far below; what
 * is above would otherwise be an unclosed quote swallowing the rest of the file.
 */
export const RECORD_BYTES = 16 * 1024 * 1024;

const READ_BYTES = 1024 * 1024;
const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
/** The byte order mark as GB18030 writes it. */
const GB18030_MARK = Buffer.from([0x84, 0x31, 0x95, 0x33]);

/**
 * A file's bytes in order, cut where a record ends: at a line feed that an even number of quotes precedes. Neither
 * encoding has the two bytes inside a longer character, so nothing need be decoded to find them. A file with a misplaced
 * quote is cut soundly up to the piece that holds it, and nobody reads on behind that.
 */
export async function* recordChunks(
  path: string,
  encoding: Encoding,
  limits: FileLimits,
): AsyncGenerator<RecordChunk> {
  let rest: Buffer | undefined;
  let before = 0;
  let first = true;
  for await (const block of bytesOf(path, encoding, limits)) {
    const whole = rest === undefined ? block : Buffer.concat([rest, block]);
    const bytes = first ? withoutMark(whole) : whole;
    first = false;
    const { end, records, quoted, firstEnd } = recordEnds(bytes);
    const tooLong = (firstEnd ?? bytes.length) > RECORD_BYTES;
    if (tooLong) yield { bytes, encoding, before, quoted, tooLong };
    if (tooLong) return;
    if (end > 0) yield { bytes: bytes.subarray(0, end), encoding, before, quoted, tooLong };
    before += records;
    rest = end < bytes.length ? bytes.subarray(end) : undefined;
  }
  if (rest !== undefined)
    yield { bytes: rest, encoding, before, quoted: rest.includes(QUOTE), tooLong: false };
}

/** The file's rows as bytes of CSV: its own, or those that a workbook's table or a bank's statement comes to. */
function bytesOf(path: string, encoding: Encoding, limits: FileLimits): AsyncIterable<Buffer> {
  if (encoding === 'CAMT.053' || encoding === 'MT940') return statementBytes(path, encoding);
  return encoding === 'XLSX' ? workbookCsv(path, limits) : piecesOf(path, READ_BYTES);
}

async function* statementBytes(path: string, encoding: BankEncoding): AsyncGenerator<Buffer> {
  yield Buffer.from(await statementCsv(path, encoding));
}

function withoutMark(bytes: Buffer): Buffer {
  const mark = [UTF8_MARK, GB18030_MARK].find((one) => bytes.subarray(0, one.length).equals(one));
  return mark === undefined ? bytes : bytes.subarray(mark.length);
}

interface RecordEnds {
  /** Where the first whole record ends; undefined where none does. */
  readonly firstEnd: number | undefined;
  /** Where the last one ends; 0 where none does. */
  readonly end: number;
  readonly records: number;
  readonly quoted: boolean;
}

function recordEnds(bytes: Buffer): RecordEnds {
  return bytes.includes(QUOTE) ? quotedEnds(bytes) : lineEnds(bytes);
}

function lineEnds(bytes: Buffer): RecordEnds {
  let firstEnd: number | undefined;
  let end = 0;
  let records = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) {
    end = at + 1;
    firstEnd ??= end;
    records += 1;
  }
  return { firstEnd, end, records, quoted: false };
}

function quotedEnds(bytes: Buffer): RecordEnds {
  let firstEnd: number | undefined;
  let end = 0;
  let records = 0;
  let inside = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) inside = !inside;
    else if (byte === LINE_FEED && !inside) {
      end = at + 1;
      firstEnd ??= end;
      records += 1;
    }
  }
  return { firstEnd, end, records, quoted: true };
}
