import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const BLOCK = 512;
const FILE = new Set(['0', '\0']);
const DIRECTORY = '5';

/** Unpacks a plain tar of our own making (the database template) below a directory. */
export function untar(archive: Uint8Array, into: string): void {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0; ) {
    const header = bytes.subarray(at, at + BLOCK);
    const size = Number.parseInt(field(header, 124, 12).trim() || '0', 8);
    const target = join(into, field(header, 0, 100));
    const type = header.toString('latin1', 156, 157);
    if (type === DIRECTORY) {
      mkdirSync(target, { recursive: true, mode: 0o700 });
    } else if (FILE.has(type)) {
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      writeFileSync(target, bytes.subarray(at + BLOCK, at + BLOCK + size), { mode: 0o600 });
    } else {
      throw new Error(`unexpected entry of type ${type} in the database template`);
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function field(header: Buffer, start: number, length: number): string {
  const end = header.indexOf(0, start);
  return header.toString('utf8', start, end === -1 || end > start + length ? start + length : end);
}
