import type { Db, Sql } from '../db/db.js';
import type { Reference } from '../domain/reference.js';
import { type FileRecord, lockBooks } from '../ledger/records/files.js';
import { type Inspected, refusedRecord, takeInto } from './receive.js';
import { Refusal } from './refusal.js';

/** Carries what was told out of a transaction that must not commit. */
class Undo<T> extends Error {
  readonly told: T;

  constructor(told: T) {
    super('dry run');
    this.told = told;
  }
}

/**
 * 试算: takes the file exactly as the real run does, in a transaction that is rolled back.
 * @param tell what is to be known of it while it is in the books; of a refused file there is only the record
 */
export async function dryRun<T>(
  db: Db,
  inspected: Inspected,
  reference: Reference,
  tell: (tx: Sql, record: FileRecord) => Promise<T>,
): Promise<{ readonly record: FileRecord; readonly told: T | undefined }> {
  try {
    return await db.transaction(async (tx) => {
      await lockBooks(tx);
      const record = await takeInto(tx, inspected, reference);
      throw new Undo({ record, told: await tell(tx, record) });
    });
  } catch (error) {
    if (error instanceof Undo) return error.told as { record: FileRecord; told: T };
    if (!(error instanceof Refusal)) throw error;
    const record = refusedRecord(inspected, reference, error, { id: 0n, stems: new Set() });
    return { record, told: undefined };
  }
}
