import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FILE_MODE, makeFolder, syncFolder } from './folders.js';
import type { FileDigest } from './hash-file.js';
import { bytesOf, openPlain } from './plain-file.js';

/** The archive (存档): every input byte for byte under its SHA-256. Names carry no ending and nothing of a sender's. */
export function archivePath(archive: string, sha256: string): string {
  return join(archive, sha256.slice(0, 2), sha256);
}

/**
 * Copies a file into the archive under the SHA-256 of exactly the bytes copied, on the disk before this returns, so
 * that the books never know a file whose copy a power cut took away. A copy and not a link: a sender that still has
 * the file open can change it, but no more what is archived.
 * @param expected the digest that was taken when the file was looked at; a copy that is there already is not made again
 * @throws UnreadableFileError where the file itself cannot be read; an Error where it is not what it was
 */
export async function archiveFile(archive: string, path: string, expected?: string): Promise<FileDigest> {
  if (expected !== undefined) {
    const bytes = await sizeOf(archivePath(archive, expected));
    if (bytes !== undefined) return { bytes, sha256: expected };
  }
  const source = await openPlain(path);
  try {
    return await archiveBytes(archive, path, source, expected);
  } finally {
    await source.close();
  }
}

async function archiveBytes(
  archive: string,
  path: string,
  source: FileHandle,
  expected: string | undefined,
): Promise<FileDigest> {
  await makeFolder(archive);
  const aside = join(archive, `.${randomUUID()}.tmp`);
  try {
    const digest = await copyHashed(source, aside);
    if (expected !== undefined && digest.sha256 !== expected)
      throw new Error(`${path}在处理过程中被改动,未收。请待写完后重新报送。`);
    const target = archivePath(archive, digest.sha256);
    if ((await sizeOf(target)) === digest.bytes) await rm(aside, { force: true });
    else {
      await makeFolder(dirname(target));
      await rename(aside, target);
      await syncFolder(dirname(target));
    }
    return digest;
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

async function copyHashed(source: FileHandle, aside: string): Promise<FileDigest> {
  const hash = createHash('sha256');
  let bytes = 0;
  const copy = await open(aside, 'wx', FILE_MODE);
  try {
    await copy.chmod(FILE_MODE);
    for await (const chunk of bytesOf(source)) {
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
