import { chownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unprivileged } from './programs.js';

/**
 * Runs something as a user whom permissions bind: root is bound by none. What is below `folders` is given to that user
 * first. Where the tests do not run as root they are bound already.
 */
export async function asSomebody<T>(folders: readonly string[], run: () => Promise<T>): Promise<T> {
  const { uid, gid } = unprivileged;
  if (uid === undefined || gid === undefined) return run();
  for (const folder of folders) chownSync(folder, uid, gid);
  process.setegid?.(gid);
  process.seteuid?.(uid);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}

/** Every folder and file below a folder, by its path in it. */
export function everythingBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
