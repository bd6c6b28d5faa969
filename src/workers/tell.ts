import type { FileRecord } from '../ledger/records/files.js';
import type { Work } from '../ledger/work/work.js';

export type StageName = 'look' | 'judge' | 'commit' | 'receipt' | 'publish' | 'date';

/** What workers tell of their work: to the log and to the metrics. Never a name, a code or a number out of a file. */
export interface Teller {
  /** Runs a stage and tells how long it took. */
  stage<T>(work: Work, name: StageName, run: () => Promise<T>): Promise<T>;
  /** A file is in the books. */
  taken(work: Work, record: FileRecord): Promise<void>;
  failed(work: Work, error: Readonly<Record<string, string>>, operating: boolean): void;
  gaveUp(work: Work): void;
  /** The database cannot be reached. */
  away(id: bigint, error: Readonly<Record<string, string>>): void;
}
