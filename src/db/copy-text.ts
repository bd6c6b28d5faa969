import type { CopyRows, CopyValue } from './sql.js';
import { toText } from './sql-values.js';

const CHUNK = 256 * 1024;

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

/** `COPY table (columns) FROM STDIN`, in the text format that `copyText` writes. */
export function copyStatement(table: string, columns: readonly string[]): string {
  return `COPY ${quoteName(table)} (${columns.map(quoteName).join(', ')}) FROM STDIN`;
}

/** Rows in COPY's text format, in chunks of some 256 kB. NULL is \N, and the two characters \N are \\N. */
export function* copyText(rows: CopyRows): Generator<Uint8Array> {
  if ('lines' in rows) {
    yield* rows.lines;
    return;
  }
  let chunk = '';
  for (const row of rows) {
    chunk += copyLine(row);
    if (chunk.length >= CHUNK) {
      yield Buffer.from(chunk);
      chunk = '';
    }
  }
  if (chunk !== '') yield Buffer.from(chunk);
}

/** One row in COPY's text format, its line end included. */
export function copyLine(row: readonly CopyValue[]): string {
  return `${row.map(copyCell).join('\t')}\n`;
}

/** One cell of such a row. */
export function copyCell(value: CopyValue): string {
  const text = toText(value);
  if (text === null) return '\\N';
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char) : text;
}

/** "schema.table" is two names. */
function quoteName(name: string): string {
  return name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');
}
