import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

let serial = 0;

/**
 * A file that appears whole or not at all: written under a temporary name in the same folder, forced to disk,
 * renamed. Missing folders are made.
 */
export class WholeFile {
  readonly #path: string;
  readonly #temporary: string;
  readonly #handle: FileHandle;

  private constructor(path: string, temporary: string, handle: FileHandle) {
    this.#path = path;
    this.#temporary = temporary;
    this.#handle = handle;
  }

  static async create(path: string): Promise<WholeFile> {
    serial += 1;
    const temporary = join(dirname(path), `.${process.pid}-${serial}.tmp`);
    return new WholeFile(path, temporary, await openInFolder(temporary));
  }

  async write(content: Uint8Array | string): Promise<void> {
    await this.#handle.writeFile(content);
  }

  /** The file is there under its own name when this returns. */
  async commit(): Promise<void> {
    try {
      await this.#handle.sync();
      await this.#handle.close();
      await rename(this.#temporary, this.#path);
    } catch (error) {
      await rm(this.#temporary, { force: true });
      throw error;
    }
  }

  /** Leaves no trace. */
  async abort(): Promise<void> {
    await this.#handle.close();
    await rm(this.#temporary, { force: true });
  }
}

async function openInFolder(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'w');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    await mkdir(dirname(path), { recursive: true });
    return await open(path, 'w');
  }
}
