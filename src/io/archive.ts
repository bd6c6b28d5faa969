import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileDigest } from './hash-file.js';

/** The archive (存档): every input byte for byte under its SHA-256. Names carry no ending and nothing of a sender's. */
export function archivePath(archive: string, sha256: string): string {
  return join(archive, sha256.slice(0, 2), sha256);
}

/**
 * Copies a file into the archive under the SHA-256 of exactly the bytes copied, on the disk before this returns, so
 * that the books never know a file whose copy a power cut took away. A copy and not a link: a sender that still has
 * the file open can change it, but no more what is archived.
 * @param expected the digest that was taken when the file was looked at; a copy that is there already is not made again
 * @throws where the file is not what it was when it was looked at
 */
export async function archiveFile(archive: string, path: string, expected?: string): Promise<FileDigest> {
  if (expected !== undefined) {
    const bytes = await sizeOf(archivePath(archive, expected));
    if (bytes !== undefined) return { bytes, sha256: expected };
  }
  await mkdir(archive, { recursive: true });
  const aside = join(archive, `.${randomUUID()}.tmp`);
  try {
    const digest = await copyHashed(path, aside);
    if (expected !== undefined && digest.sha256 !== expected)
      throw new Error(`${path}在处理过程中被改动,未收。请待写完后重新报送。`);
    const target = archivePath(archive, digest.sha256);
    if ((await sizeOf(target)) === digest.bytes) await rm(aside, { force: true });
    else {
      await mkdir(dirname(target), { recursive: true });
      await rename(aside, target);
    }
    return digest;
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

async function copyHashed(path: string, aside: string): Promise<FileDigest> {
  const hash = createHash('sha256');
  let bytes = 0;
  const copy = await open(aside, 'wx');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      await copy.writeFile(chunk);
    }
    await copy.sync();
  } finally {
    await copy.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
}
