import type { Sql } from '../db/db.js';
import { brokenInvariants } from '../ledger/journal/invariants.js';
import { type ChainHead, checkChain } from '../ledger/journal/journal-chain.js';
import type { Difference } from './difference.js';

/** The journal's chain from its first entry to its head. */
export async function checkJournal(sql: Sql): Promise<ChainHead | Difference> {
  const found = await checkChain(sql);
  if ('entries' in found) return found;
  const { entry, what, kept, computed } = found;
  return { what: `分录链断开:${what}`, where: `分录${entry}`, kept, computed };
}

/** Postings and item tables come to the same. */
export async function checkInvariants(sql: Sql): Promise<Difference | undefined> {
  const [first] = await brokenInvariants(sql);
  if (first === undefined) return undefined;
  const { what, where, postings, items } = first;
  return { what, where, kept: `分录 ${postings}`, computed: `业务记录 ${items}` };
}
