import type { SqlAnswer } from './sql-error.js';
import { type FromText, fromText } from './sql-values.js';

export interface Reply {
  readonly rows: Record<string, unknown>[];
  /** The tag of the last statement, 'COMMIT' say. */
  readonly tag: string;
  readonly prepared: boolean;
  readonly failure: SqlAnswer | undefined;
}

interface Column {
  readonly name: string;
  readonly parse: FromText;
}

const HEADER = 5;

/**
 * Reads what the database answered: messages of one letter, a length and a body. PGlite's own parser allocates an
 * array buffer a cell, which made reading many rows take three times as long.
 */
export function readReply(bytes: Buffer): Reply {
  const rows: Record<string, unknown>[] = [];
  let columns: readonly Column[] = [];
  let tag = '';
  let prepared = false;
  let failure: SqlAnswer | undefined;
  for (let at = 0; at + HEADER <= bytes.length; at += 1 + bytes.readInt32BE(at + 1)) {
    const body = at + HEADER;
    switch (bytes[at]) {
      case 0x44: // D: a row
        rows.push(readRow(bytes, body, columns));
        break;
      case 0x54: // T: the columns of the rows that follow
        columns = readColumns(bytes, body);
        break;
      case 0x43: // C: command complete
        tag = readName(bytes, body);
        break;
      case 0x31: // 1: parse complete
        prepared = true;
        break;
      case 0x45: // E: an error; what comes after the first only follows from it
        failure ??= readFailure(bytes, body);
        break;
    }
  }
  return { rows, tag, prepared, failure };
}

function readRow(bytes: Buffer, body: number, columns: readonly Column[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  let at = body + 2;
  for (const { name, parse } of columns) {
    const length = bytes.readInt32BE(at);
    at += 4;
    if (length === -1) {
      row[name] = null;
    } else {
      row[name] = parse(bytes.toString('utf8', at, at + length));
      at += length;
    }
  }
  return row;
}

function readColumns(bytes: Buffer, body: number): Column[] {
  const columns: Column[] = [];
  let at = body + 2;
  for (let left = bytes.readInt16BE(body); left > 0; left--) {
    const end = bytes.indexOf(0, at);
    // After the name: table (4), column (2), type (4), size (2), modifier (4), format (2).
    columns.push({ name: bytes.toString('utf8', at, end), parse: fromText(bytes.readInt32BE(end + 7)) });
    at = end + 19;
  }
  return columns;
}

function readFailure(bytes: Buffer, body: number): SqlAnswer {
  const fields = new Map<string, string>();
  for (let at = body; bytes[at] !== 0; at = bytes.indexOf(0, at) + 1) {
    fields.set(String.fromCharCode(bytes[at] ?? 0), readName(bytes, at + 1));
  }
  return {
    message: fields.get('M') ?? 'unknown error',
    code: fields.get('C'),
    detail: fields.get('D'),
    constraint: fields.get('n'),
  };
}

function readName(bytes: Buffer, at: number): string {
  return bytes.toString('utf8', at, bytes.indexOf(0, at));
}
