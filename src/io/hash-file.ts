import { createHash } from 'node:crypto';
import { piecesOf } from './plain-file.js';

/** Size and SHA-256 (hex) of a file as it lies on the disk. */
export interface FileDigest {
  readonly bytes: number;
  readonly sha256: string;
}

const PIECE = 64 * 1024;

/** @throws where the file cannot be read */
export async function digestOf(path: string): Promise<FileDigest> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of piecesOf(path, PIECE)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** The digest; undefined where there is no such file. */
export async function digestIfThere(path: string): Promise<FileDigest | undefined> {
  try {
    return await digestOf(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
