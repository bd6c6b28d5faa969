import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { archivePath } from './archive.js';
import type { FileDigest } from './hash-file.js';

/**
 * Copies a file into the archive under the SHA-256 of exactly the bytes copied, forced to disk. A copy and not a link: a
 * sender that still has the file open can change it, but no more what is archived.
 */
export async function archiveCopy(archive: string, path: string): Promise<FileDigest> {
  await mkdir(archive, { recursive: true });
  const aside = join(archive, `.${randomUUID()}.tmp`);
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
  } catch (error) {
    await copy.close();
    await rm(aside, { force: true });
    throw error;
  }
  await copy.close();
  const sha256 = hash.digest('hex');
  const target = archivePath(archive, sha256);
  if (await isThere(target, bytes)) await rm(aside, { force: true });
  else {
    await mkdir(dirname(target), { recursive: true });
    await rename(aside, target);
  }
  return { bytes, sha256 };
}

async function isThere(target: string, bytes: number): Promise<boolean> {
  return stat(target).then(
    (found) => found.size === bytes,
    () => false,
  );
}
