import { execFileSync } from 'node:child_process';
import { accessSync, chownSync, constants, mkdtempSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const NOBODY = 65534;

/** Servers do not run as root (PostgreSQL refuses to): started by root they run as nobody. */
export const unprivileged = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** A program's path; when it is missing on Debian and we are root, its package is installed first. */
export function findProgram(name: string, debianPackage: string, folders: readonly string[] = []): string {
  const found = look(name, folders);
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && look('apt-get', []) !== undefined) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('apt-get', ['update'], { stdio: 'ignore', env });
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', debianPackage], {
      stdio: 'ignore',
      env,
    });
  }
  const installed = look(name, folders);
  if (installed === undefined) {
    throw new Error(
      `the tests need ${name}: install it, or set DATABASE_URL and REDIS_URL to servers for tests`,
    );
  }
  return installed;
}

function look(name: string, folders: readonly string[]): string | undefined {
  const places = [...folders, ...(process.env['PATH'] ?? '').split(delimiter)];
  return places.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** /usr/lib/postgresql/<version>/bin, the newest first. */
export function postgresFolders(): string[] {
  const home = '/usr/lib/postgresql';
  try {
    const versions = readdirSync(home).sort((a, b) => Number(b) - Number(a));
    return versions.map((version) => join(home, version, 'bin'));
  } catch {
    return [];
  }
}

/** A new folder that belongs to the user the servers run as. */
export function serverFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  if (unprivileged.uid !== undefined) chownSync(folder, unprivileged.uid, unprivileged.gid);
  return folder;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}

export async function until(what: string, ready: () => Promise<unknown>, seconds = 30): Promise<void> {
  let last: unknown;
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    try {
      await ready();
      return;
    } catch (error) {
      last = error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`${what}: not ready after ${seconds} s`, { cause: last });
}
