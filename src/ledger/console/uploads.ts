import { ask, bigint, boolean, oneOf, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { TAKEN_FILE } from './drops.js';
import { isoMoment } from './users.js';

const UPLOAD_RECORD = {
  id: bigint,
  sender: text,
  name: text,
  kind: text,
  bytes: bigint,
  sha256: text,
  /** Names its bytes in the spool until they are dropped. */
  spool: text,
  state: oneOf('waiting', 'released', 'returned'),
  by: text,
  at: text,
  decidedBy: orNull(text),
  decidedAt: orNull(text),
  remark: orNull(text),
  /** Id among the books' files once it was taken. */
  file: orNull(bigint),
};
/** Files that came by the console (上传). */
export type UploadRecord = Readonly<RowOf<typeof UPLOAD_RECORD>>;

const UPLOAD = `
  SELECT u.id, u.sender, u.name, u.kind, u.bytes, u.sha256, u.spool, u.state, u.by_login AS by, ${isoMoment('u.at')} AS at,
         u.decided_by, ${isoMoment('u.decided_at')} AS decided_at, u.remark, ${TAKEN_FILE} AS file
  FROM console.uploads u LEFT JOIN console.drops d ON d.id = u.drop_id`;

/** A sender's newest uploads; those that wait first. */
export const uploadsOf = (sql: Sql, sender: string, most: number): Promise<UploadRecord[]> =>
  ask(
    sql,
    UPLOAD_RECORD,
    `${UPLOAD} WHERE u.sender = $1 ORDER BY (u.state = 'waiting') DESC, u.id DESC LIMIT $2::int8`,
    [sender, most],
  );

/** One of a sender's own. */
export async function uploadOf(sql: Sql, sender: string, id: bigint): Promise<UploadRecord | undefined> {
  const [upload] = await ask(sql, UPLOAD_RECORD, `${UPLOAD} WHERE u.id = $1 AND u.sender = $2`, [id, sender]);
  return upload;
}

export async function addUpload(
  tx: Sql,
  upload: Pick<UploadRecord, 'sender' | 'name' | 'kind' | 'sha256' | 'spool' | 'by'> & { bytes: number },
  dropId: bigint | undefined,
): Promise<bigint> {
  const { sender, name, kind, bytes, sha256, spool, by } = upload;
  const [row] = await ask(
    tx,
    { id: bigint },
    `INSERT INTO console.uploads (sender, name, kind, bytes, sha256, spool, state, by_login, drop_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
    [
      sender,
      name,
      kind,
      BigInt(bytes),
      sha256,
      spool,
      dropId === undefined ? 'waiting' : 'released',
      by,
      dropId ?? null,
    ],
  );
  return row?.id ?? 0n;
}

/** False where somebody decided before. */
export async function decideUpload(
  tx: Sql,
  id: bigint,
  decision: {
    state: 'released' | 'returned';
    by: string;
    remark: string | undefined;
    dropId: bigint | undefined;
  },
): Promise<boolean> {
  const decided = await tx.query(
    `UPDATE console.uploads SET state = $2, decided_by = $3, decided_at = clock_timestamp(), remark = $4, drop_id = $5
     WHERE id = $1 AND state = 'waiting' RETURNING id`,
    [id, decision.state, decision.by, decision.remark ?? null, decision.dropId ?? null],
  );
  return decided.length > 0;
}

const RELEASE_RULE_RECORD = { bank: text, kind: text, twoPersons: boolean };
export type ReleaseRuleRecord = Readonly<RowOf<typeof RELEASE_RULE_RECORD>>;

export const releaseRules = (sql: Sql): Promise<ReleaseRuleRecord[]> =>
  ask(
    sql,
    RELEASE_RULE_RECORD,
    'SELECT bank, kind, two_persons FROM console.release_rules ORDER BY bank, kind',
  );

export async function setReleaseRule(tx: Sql, rule: ReleaseRuleRecord): Promise<void> {
  await tx.query(
    `INSERT INTO console.release_rules (bank, kind, two_persons) VALUES ($1, $2, $3)
     ON CONFLICT (bank, kind) DO UPDATE SET two_persons = excluded.two_persons`,
    [rule.bank, rule.kind, rule.twoPersons],
  );
}
