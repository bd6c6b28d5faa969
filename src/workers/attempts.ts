import type { FileRecord } from '../ledger/records/files.js';
import type { Work } from '../ledger/work/work.js';

export type StageName = 'look' | 'commit' | 'receipt' | 'publish' | 'date';

/** Is informed of attempts and their stages. Implementations log and count; never a name, a code or a number out of a file. */
export interface WorkObserver {
  /** Runs a stage and notes how long it took. */
  stage<T>(work: Work, name: StageName, run: () => Promise<T>): Promise<T>;
  /** A file is in the books. */
  taken(work: Work, record: FileRecord): Promise<void>;
  failed(work: Work, error: Readonly<Record<string, string>>, operating: boolean): void;
  gaveUp(work: Work): void;
  /** The database cannot be reached. */
  away(id: bigint, error: Readonly<Record<string, string>>): void;
}

/** A file that fails of itself is tried so often, and so often where the machine may be to blame. */
const TRIES = 3;
const OPERATING_TRIES = 12;
/** A process that dies reports nothing; a file that was in hand at so many deaths is held to be their cause. */
const CRASHES = 10;
const LONGEST_PAUSE_MS = 30_000;

/** How many more attempts a file gets. */
export function remainingTries(work: Pick<Work, 'tries' | 'errors'>, operating = true): number {
  return Math.min((operating ? OPERATING_TRIES : TRIES) - work.errors, CRASHES - (work.tries - work.errors));
}

export function pauseAfter(errors: number): number {
  return Math.min(200 * 2 ** errors, LONGEST_PAUSE_MS);
}

/** Disk full, no permission, file not reachable: the same may succeed on another machine or later. */
export function isOperating(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

/**
 * What a log may say of an error: its kind, code and place in the program. Never its message, which may quote a file's
 * cells; the full reason stays in the ledger.
 */
export function describe(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const frame =
    /\n\s+at (.*)/.exec(error.stack ?? '')?.[1]?.replace(/\(?file:\/\/.*\/(dist|src)\//, '$1/') ?? '';
  return { error: error.name, ...code, at: frame.replace(/\)$/, '') };
}
