import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { FileLimits } from '../../src/domain/reference.js';

/** The limits that are shipped, small enough files aside. */
export const LIMITS: FileLimits = {
  bytes: 512 * 1024 * 1024,
  rows: 2_000_000,
  cellCharacters: 10_000,
  nameCharacters: 128,
};

/** A folder of this test file's own, gone when the file's tests are done. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'riskpool-test-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file below a folder, making what is between; gives back its path. */
export async function put(folder: string, name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

/** The text in GB18030, which Node can decode but not encode. */
export function gb18030(text: string): Buffer {
  const codes = codesOf();
  return Buffer.concat(Array.from(text, (character) => codes.get(character) ?? astral(character)));
}

let known: Map<string, Buffer> | undefined;

/** Every one-, two- and four-byte code of the basic plane, read backwards from the decoder. */
function codesOf(): Map<string, Buffer> {
  if (known !== undefined) return known;
  known = new Map();
  for (let byte = 0; byte < 0x80; byte++) learn(known, [byte]);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) learn(known, [lead, trail]);
  }
  for (let linear = 0; linear < 39_420; linear++) learn(known, fourBytes(0x81, linear));
  return known;
}

function learn(codes: Map<string, Buffer>, bytes: readonly number[]): void {
  const text = new TextDecoder('gb18030').decode(Uint8Array.from(bytes));
  if (!codes.has(text) && Array.from(text).length === 1) codes.set(text, Buffer.from(bytes));
}

function astral(character: string): Buffer {
  return Buffer.from(fourBytes(0x90, (character.codePointAt(0) ?? 0) - 0x10000));
}

function fourBytes(first: number, linear: number): number[] {
  return [
    first + Math.floor(linear / 12_600),
    0x30 + (Math.floor(linear / 1_260) % 10),
    0x81 + (Math.floor(linear / 10) % 126),
    0x30 + (linear % 10),
  ];
}
