import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digestOf } from './hash-file.js';

/** The archive (存档): every input byte for byte under its SHA-256. Names carry no ending and nothing of a sender's. */
export function archivePath(archive: string, sha256: string): string {
  return join(archive, sha256.slice(0, 2), sha256);
}

/**
 * Keeps a copy of the file, on the disk before this returns; one that is there already is the same bytes by its name.
 * @throws where the file is not what it was when it was looked at
 */
export async function archiveFile(archive: string, path: string, sha256: string): Promise<void> {
  const target = archivePath(archive, sha256);
  if (await exists(target)) return;
  await mkdir(dirname(target), { recursive: true });
  const aside = `${target}.${randomUUID()}.tmp`;
  try {
    await copyFile(path, aside);
    if ((await digestOf(aside)).sha256 !== sha256)
      throw new Error(`${path}在处理过程中被改动,未收。请待写完后重新报送。`);
    await toDisk(aside);
    await rename(aside, target);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}

/** The books must never know a file whose copy a power cut took away. */
async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
