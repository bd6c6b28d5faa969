import { ask, bigint, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';

const DROP = {
  id: bigint,
  sender: text,
  name: text,
  sha256: text,
  /** Names its bytes in the spool. */
  spool: text,
};
/** A file on its way to a sender's inbox. */
export type Drop = Readonly<RowOf<typeof DROP>>;

/** Recorded with the decision that makes the file; dropped after that is committed. */
export async function recordDrop(tx: Sql, drop: Omit<Drop, 'id'>, on: IsoDate): Promise<Drop> {
  const [row] = await ask(
    tx,
    { id: bigint },
    'INSERT INTO console.drops (sender, name, sha256, spool, made_on) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    [drop.sender, drop.name, drop.sha256, drop.spool, on],
  );
  return { ...drop, id: row?.id ?? 0n };
}

export async function markDropped(sql: Sql, id: bigint): Promise<void> {
  await sql.query('UPDATE console.drops SET dropped = true WHERE id = $1', [id]);
}

/** Decided, but not known to be in the inbox: a process ended in between. */
export const openDrops = (sql: Sql): Promise<Drop[]> =>
  ask(sql, DROP, 'SELECT id, sender, name, sha256, spool FROM console.drops WHERE NOT dropped ORDER BY id');

/** Of a drop `d`: the file that the books took of it, or null. */
export const TAKEN_FILE = `(SELECT max(f.id) FROM files f WHERE f.sha256 = d.sha256 AND f.sender = d.sender
  AND f.name = d.name AND f.received_on >= d.made_on)`;
