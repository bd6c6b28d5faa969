import type { Sql } from '../db/db.js';
import type { Finding } from '../domain/findings.js';
import type { Effects, FileInHand } from './stage.js';

/** What an action works with: the books, the file's day and configuration, and what it writes besides its own tables. */
export interface CorrectionContext {
  readonly sql: Sql;
  readonly file: FileInHand;
  readonly rowNo: number;
  readonly effects: Effects;
}

/** What an action says of a row: what stands against it and, where nothing does, how it is done. */
export interface Corrected {
  /** X-UNKNOWN, X-STATE, X-CLAIM, X-AMOUNT; not X-FOUR-EYES. */
  readonly findings: readonly Finding[];
  readonly iouNo: string;
  /** The receipt's number: the one the row names, but of a 追回 the recall that it makes. */
  readonly businessNo: string;
  /** Writes to the books at once; called only where no finding rejects the row, X-FOUR-EYES included. */
  apply(): Promise<void>;
}
