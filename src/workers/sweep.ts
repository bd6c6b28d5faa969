import type { Sql } from '../db/db.js';
import { undone } from '../ledger/work/work.js';
import { BELLS, type Queueing } from './queueing.js';

const EVERY_MS = 2_000;

/**
 * Rings now and then for all work that is not done: what was recorded and never heard of, or forgotten with a lost
 * Redis. A bell that rings already does not ring twice.
 */
export function sweeping(db: Sql, queueing: Queueing, onError: (error: unknown) => void): () => void {
  let going = false;
  const sweep = async (): Promise<void> => {
    if (going) return;
    going = true;
    try {
      await queueing.ring(await undone(db, BELLS));
    } catch (error) {
      onError(error);
    } finally {
      going = false;
    }
  };
  const timer = setInterval(sweep, EVERY_MS);
  void sweep();
  return () => clearInterval(timer);
}
