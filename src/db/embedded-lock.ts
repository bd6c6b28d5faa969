import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Two processes on one PGlite directory lose committed rows without a word, so the second is turned away. */
export class BooksInUseError extends Error {
  override readonly name = 'BooksInUseError';

  constructor(path: string, holder: string) {
    super(
      `账簿${path}正由${holder}使用,同一时间只能有一个程序打开。` +
        '请等它结束后再试;要多个程序同时工作,请把账簿放在PostgreSQL(DATABASE_URL)。',
    );
  }
}

/**
 * Holds a directory until released or until the process ends, in whatever way. On Linux the lock is an abstract Unix
 * socket and on Windows a named pipe, which the system frees even after kill -9; elsewhere a socket file, which is taken
 * over once nobody answers on it. It is named after the device and inode of the real directory, so no second
 * spelling of the path gets around it. Containers with networks of their own do not see each other's locks.
 */
export async function lockDirectory(path: string): Promise<() => Promise<void>> {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const real = realpathSync(path);
  const note = join(real, 'opened-by');
  const address = lockAddress(real);
  const server = (await listen(address)) ?? (await takeOver(address));
  if (server === undefined) throw new BooksInUseError(real, readHolder(note));
  writeFileSync(note, `${hostname()}上的进程${process.pid}\n`);
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function lockAddress(real: string): string {
  const { dev, ino } = statSync(real, { bigint: true });
  const name = `riskpool-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

/** The listening server, or undefined when somebody else listens there. */
function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen({ path: address, exclusive: true }, () => {
      server.unref();
      resolve(server);
    });
  });
}

/** A socket file outlives its process; one that nobody answers on is removed and taken. */
async function takeOver(address: string): Promise<Server | undefined> {
  if (address.startsWith('\0') || address.startsWith('\\\\')) return undefined;
  if (await answers(address)) return undefined;
  unlinkSync(address);
  return listen(address);
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function readHolder(note: string): string {
  try {
    return readFileSync(note, 'utf8').trim();
  } catch {
    return '另一个程序';
  }
}
