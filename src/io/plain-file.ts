import { createReadStream } from 'node:fs';
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

/** Bytes of a buffer at least: what is read once more behind a file's last byte. */
const LEAST = 512;

/**
 * The handle's bytes from its position on, in pieces of at most `most`. A buffer is no larger than the file: with the
 * largest for each of a year's small files, the collector had more to do than anybody.
 * @throws UnreadableFileError
 */
export async function* bytesOf(handle: FileHandle, most = 1 << 20): AsyncGenerator<Buffer> {
  for (let left = (await handle.stat()).size; ; left -= most) {
    const room = Buffer.allocUnsafeSlow(Math.min(most, Math.max(left, LEAST)));
    const { bytesRead, buffer } = await handle.read(room).catch((error: unknown) => {
      throw new UnreadableFileError(error);
    });
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

/** A file's bytes in pieces of at most `most`; of a large one, the next is read while this one is worked on. */
export async function* piecesOf(path: string, most: number): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r');
  try {
    if ((await handle.stat()).size <= most) yield* bytesOf(handle, most);
    else yield* createReadStream(path, { highWaterMark: most }) as AsyncIterable<Buffer>;
  } finally {
    await handle.close();
  }
}
