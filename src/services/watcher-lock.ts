import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BooksInUseError, type Db, lockDirectory } from '../db/db.js';
import { SessionLock } from '../db/session-lock.js';
import { writeWhole } from '../io/out.js';
import { isMissing } from '../io/plain-file.js';

/** Another watcher looks after the inbox: a sentence for the operator. */
export class SecondWatcherError extends Error {
  override readonly name = 'SecondWatcherError';
}

/** One watcher to an inbox: two would take each other's files away from under them. */
export interface WatcherLock {
  /** Whether the lock is still ours; a database that was away may have freed it meanwhile. @throws SecondWatcherError */
  check(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Locks the inbox on this machine, and with PostgreSQL among all machines that share the books. The inbox is known by a
 * number kept in it, not by its path: a container sees it under another.
 * @throws SecondWatcherError
 */
export async function lockInbox(
  inbox: string,
  db: Db,
  databaseUrl: string | undefined,
): Promise<WatcherLock> {
  const own = join(inbox, '.taken');
  await mkdir(own, { recursive: true, mode: 0o700 });
  const refused = new SecondWatcherError(`收件目录${inbox}已由另一个看管进程看管,一个收件目录只能有一个。`);
  const releaseMachine = await lockDirectory(own).catch((error: unknown) => {
    throw error instanceof BooksInUseError ? refused : error;
  });
  const session =
    db.engine === 'postgres' && databaseUrl !== undefined
      ? new SessionLock(databaseUrl, await keyOf(own))
      : undefined;
  const check = async (): Promise<void> => {
    if (session !== undefined && !(await session.hold())) throw refused;
  };
  const release = async (): Promise<void> => {
    await session?.release();
    await releaseMachine();
  };
  try {
    await check();
  } catch (error) {
    await release();
    throw error;
  }
  return { check, release };
}

/** A 63-bit number made of the inbox's own, which is made at its first watch. */
async function keyOf(folder: string): Promise<bigint> {
  const path = join(folder, 'inbox-id');
  const known = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  const id = known ?? randomUUID();
  if (known === undefined) await writeWhole(path, id);
  const digest = createHash('sha256').update(id).digest();
  return digest.readBigUInt64BE(0) >> 1n;
}
