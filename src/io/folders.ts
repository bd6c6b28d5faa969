import { chmod, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMissing } from './plain-file.js';

/** Outputs, archive and data: readable by the group, by nobody else, whatever the umask. */
export const FILE_MODE = 0o640;
export const FOLDER_MODE = 0o750;

/** Makes a folder and those above it that are missing, each with our mode, and each on the disk. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: FOLDER_MODE });
  if (first === undefined) return;
  for (let made = path; ; made = dirname(made)) {
    // The umask takes bits away from what mkdir was told, never from chmod.
    await chmod(made, FOLDER_MODE);
    await syncFolder(dirname(made));
    if (made === first || made === dirname(made)) return;
  }
}

/** A rename is on the disk only when the folder is: without this a power cut can take the name back. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (handle === undefined) return;
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
