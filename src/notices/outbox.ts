import type { Db } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { markFailed, markSent, type Notice, nextNotice, putNotice } from '../ledger/work/notices.js';
import type { Contact } from './contacts.js';
import { type Channels, send } from './send.js';

/** Puts what is to be told into the outbox for each contact that asks for it. Gives back how many are new. */
export async function collect(
  db: Db,
  notices: readonly Notice[],
  contacts: readonly Contact[],
  on: IsoDate,
): Promise<number> {
  return db.transaction(async (tx) => {
    let added = 0;
    for (const notice of notices)
      for (const { receiver, kind, address } of contacts)
        if (receiver === notice.receiver && (kind === '*' || kind === notice.kind))
          added += (await putNotice(tx, notice, address, on)) ? 1 : 0;
    return added;
  });
}

/** Seconds until the next try: a minute, and each time four times as long, at most six hours. */
export const waitAfter = (tries: number): number => Math.min(60 * 4 ** tries, 6 * 3600);

/**
 * Sends what is due, one after the other, each in a transaction that holds it: two processes never send the same. A
 * process that dies after a server took a notice and before it is marked sends it again, under the same number.
 */
export async function deliver(db: Db, channels: Channels): Promise<{ sent: number; failed: number }> {
  let sent = 0;
  let failed = 0;
  for (;;) {
    const outcome = await db.transaction(async (tx) => {
      const notice = await nextNotice(tx);
      if (notice === undefined) return undefined;
      try {
        await send(notice, channels);
      } catch (error) {
        const trouble = error instanceof Error ? error.message : String(error);
        await markFailed(tx, notice.id, trouble, waitAfter(notice.tries));
        return 'failed';
      }
      await markSent(tx, notice.id);
      return 'sent';
    });
    if (outcome === undefined) return { sent, failed };
    if (outcome === 'sent') sent += 1;
    else failed += 1;
  }
}
