import { createHash } from 'node:crypto';
import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { FILE_MODE, makeFolder, syncFolder } from './folders.js';
import type { FileDigest } from './hash-file.js';
import { isMissing } from './plain-file.js';

const HOST = hostname().replace(/[^A-Za-z0-9]/g, '');
/** Two processes of one number, one after the other, are told apart by when they began. */
const BEGAN = Math.round(performance.timeOrigin).toString(36);
let serial = 0;

/**
 * A file that appears whole or not at all: written under a temporary name in the same folder, forced to disk,
 * renamed. Missing folders are made. Its digest is that of what was written, not of what is found on the disk later.
 */
export class WholeFile {
  readonly #path: string;
  readonly #temporary: string;
  readonly #handle: FileHandle;
  readonly #hash = createHash('sha256');
  #bytes = 0;

  private constructor(path: string, temporary: string, handle: FileHandle) {
    this.#path = path;
    this.#temporary = temporary;
    this.#handle = handle;
  }

  static async create(path: string): Promise<WholeFile> {
    serial += 1;
    const temporary = join(dirname(path), `.${HOST}-${process.pid}-${BEGAN}-${serial}.tmp`);
    return new WholeFile(path, temporary, await openInFolder(temporary));
  }

  async write(content: Uint8Array | string): Promise<void> {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
    await this.#handle.writeFile(bytes);
  }

  /** The file is there under its own name, and on the disk, when this returns. A failure leaves no trace. */
  async commit(): Promise<FileDigest> {
    try {
      await this.#handle.sync();
      await this.#handle.close();
      await rename(this.#temporary, this.#path);
      await syncFolder(dirname(this.#path));
      return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
    } catch (error) {
      await this.abort();
      throw error;
    }
  }

  /** Leaves no trace: closes the file (closing it again does nothing) and removes it. */
  async abort(): Promise<void> {
    await this.#handle.close().catch(() => {});
    await rm(this.#temporary, { force: true });
  }
}

async function openInFolder(path: string): Promise<FileHandle> {
  const handle = await open(path, 'w', FILE_MODE).catch(async (error: unknown) => {
    if (!isMissing(error)) throw error;
    await makeFolder(dirname(path));
    return open(path, 'w', FILE_MODE);
  });
  try {
    await handle.chmod(FILE_MODE);
  } catch (error) {
    await handle.close();
    await rm(path, { force: true });
    throw error;
  }
  return handle;
}

/** Removes what processes of this machine that are no more were writing in a folder. */
export async function removeAbandoned(folder: string): Promise<void> {
  const entries = await readdir(folder).catch(() => []);
  for (const name of entries) if (isAbandoned(name)) await rm(join(folder, name), { force: true });
}

function isAbandoned(name: string): boolean {
  const [, host, pid, began] = /^\.([A-Za-z0-9]*)-(\d+)-([a-z0-9]+)-\d+\.tmp$/.exec(name) ?? [];
  if (host !== HOST || pid === undefined) return false;
  return Number(pid) === process.pid ? began !== BEGAN : !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
