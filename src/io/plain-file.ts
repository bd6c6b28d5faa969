import { constants, type FileHandle, open } from 'node:fs/promises';

/** A dropped file cannot be read: its own trouble (permission, a bad sector, a link put in its place), not the machine's. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
  /** The system's code, EACCES say. */
  readonly code: string;

  constructor(cause: unknown) {
    const code = codeOf(cause);
    super(`file cannot be read (${code})`, { cause });
    this.code = code;
  }
}

/** The system's code of an error, `EACCES` say; empty for an error of another kind. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

/**
 * Opens a plain file that somebody else put there, for reading. A link is not followed (O_NOFOLLOW), a pipe does not
 * block (O_NONBLOCK), and what turns out to be no plain file is closed again.
 * @throws UnreadableFileError
 */
export async function openPlain(path: string): Promise<FileHandle> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const handle = await open(path, O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0)).catch(
    (error: unknown) => {
      throw new UnreadableFileError(error);
    },
  );
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new UnreadableFileError(Object.assign(new Error('not a plain file'), { code: 'ENOTFILE' }));
}

/** The handle's bytes from its position on, in pieces of the buffer's size. @throws UnreadableFileError */
export async function* bytesOf(handle: FileHandle, size = 1 << 20): AsyncGenerator<Buffer> {
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(size)).catch((error: unknown) => {
      throw new UnreadableFileError(error);
    });
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
