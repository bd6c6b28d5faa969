import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The archive (存档): every input byte for byte under its SHA-256. Names carry no ending and nothing of a sender's. */
export function archivePath(archive: string, sha256: string): string {
  return join(archive, sha256.slice(0, 2), sha256);
}

/** Keeps a copy of the file; one that is there already is the same bytes by its name. */
export async function archiveFile(archive: string, path: string, sha256: string): Promise<void> {
  const target = archivePath(archive, sha256);
  if (await exists(target)) return;
  await mkdir(dirname(target), { recursive: true });
  const aside = `${target}.${randomUUID()}.tmp`;
  await copyFile(path, aside);
  await rename(aside, target);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
