import { ask, bigint, json, listOf, oneOf, orNull, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { TAKEN_FILE } from './drops.js';
import { isoMoment } from './users.js';

const isTextsByName = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');
const isAttachment = (value: unknown): value is { readonly digest: string; readonly name: string } =>
  isTextsByName(value) && 'digest' in value && 'name' in value;

const PROPOSAL_RECORD = {
  id: bigint,
  kind: text,
  state: oneOf('open', 'approved', 'returned', 'withdrawn'),
  rows: json('rows of texts', listOf(isTextsByName)),
  attachments: json('attachments', listOf(isAttachment)),
  maker: text,
  makerName: text,
  madeAt: text,
  checker: orNull(text),
  checkerName: orNull(text),
  decidedAt: orNull(text),
  remark: orNull(text),
  replaces: orNull(bigint),
  fileName: orNull(text),
  /** Id among the books' files once it was taken. */
  file: orNull(bigint),
};
/** Rows of a file that one person wrote and another must approve (提议, 确认). */
export type ProposalRecord = Readonly<RowOf<typeof PROPOSAL_RECORD>>;

const PROPOSAL = `
  SELECT p.id, p.kind, p.state, p.rows, p.attachments, p.maker, p.maker_name,
         ${isoMoment('p.made_at')} AS made_at, p.checker, p.checker_name,
         ${isoMoment('p.decided_at')} AS decided_at, p.remark, p.replaces, d.name AS file_name, ${TAKEN_FILE} AS file
  FROM console.proposals p LEFT JOIN console.drops d ON d.id = p.drop_id`;

export async function proposalOf(
  sql: Sql,
  kinds: readonly string[],
  id: bigint,
): Promise<ProposalRecord | undefined> {
  const [proposal] = await ask(
    sql,
    PROPOSAL_RECORD,
    `${PROPOSAL} WHERE p.id = $1 AND p.kind = ANY($2::text[])`,
    [id, kinds],
  );
  return proposal;
}

/** Newest first, below an id. */
export async function proposalsPage(
  sql: Sql,
  kinds: readonly string[],
  states: readonly string[],
  below: bigint | undefined,
  limit: number,
): Promise<ProposalRecord[]> {
  return ask(
    sql,
    PROPOSAL_RECORD,
    `${PROPOSAL} WHERE p.kind = ANY($1::text[]) AND ($2::text[] = '{}' OR p.state = ANY($2::text[]))
       AND ($3::int8 IS NULL OR p.id < $3) ORDER BY p.id DESC LIMIT $4::int8`,
    [kinds, states, below ?? null, limit],
  );
}

/** Who has an open proposal about one of these items. */
export async function openAbout(
  sql: Sql,
  items: readonly string[],
): Promise<{ item: string; by: string; at: string; id: bigint } | undefined> {
  const [row] = await ask(
    sql,
    { item: text, by: text, at: text, id: bigint },
    `SELECT i.item, p.maker_name || '(' || p.maker || ')' AS by, ${isoMoment('p.made_at')} AS at, p.id
     FROM console.proposal_items i JOIN console.proposals p ON p.id = i.proposal
     WHERE i.open AND i.item = ANY($1::text[]) ORDER BY i.item LIMIT 1`,
    [items],
  );
  return row;
}

/** Any number will do as long as every version of the program uses the same. */
const PROPOSALS_LOCK = 7_214_310_030n;

/** One proposal is filed at a time, so that two about one item cannot both be. */
export async function lockProposals(tx: Sql): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1::bigint)', [PROPOSALS_LOCK]);
}

export interface NewProposalRecord {
  readonly kind: string;
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly summary: string;
  readonly attachments: readonly { readonly digest: string; readonly name: string }[];
  readonly maker: string;
  readonly makerName: string;
  readonly replaces: bigint | undefined;
  /** What it is about, each item once. */
  readonly items: readonly string[];
}

/** @throws a violation of uniqueness where another open proposal is about one of the items */
export async function addProposal(tx: Sql, proposal: NewProposalRecord): Promise<bigint> {
  const { kind, rows, summary, attachments, maker, makerName, replaces, items } = proposal;
  const [row] = await ask(
    tx,
    { id: bigint },
    `INSERT INTO console.proposals (kind, state, rows, row_count, summary, attachments, maker, maker_name, replaces)
     VALUES ($1, 'open', $2::text::jsonb, $3, $4, $5::text::jsonb, $6, $7, $8) RETURNING id`,
    [
      kind,
      JSON.stringify(rows),
      rows.length,
      summary,
      JSON.stringify(attachments),
      maker,
      makerName,
      replaces ?? null,
    ],
  );
  const id = row?.id ?? 0n;
  await tx.query(
    'INSERT INTO console.proposal_items (proposal, item) SELECT $1, item FROM unnest($2::text[]) AS item',
    [id, items],
  );
  return id;
}

/** False where somebody decided before. */
export async function decideProposal(
  tx: Sql,
  id: bigint,
  decision: {
    readonly state: 'approved' | 'returned' | 'withdrawn';
    readonly by: string;
    readonly name: string;
    readonly remark: string | undefined;
    readonly dropId: bigint | undefined;
  },
): Promise<boolean> {
  const { state, by, name, remark, dropId } = decision;
  const decided = await tx.query(
    `UPDATE console.proposals SET state = $2, checker = $3, checker_name = $4, decided_at = clock_timestamp(),
       remark = $5, drop_id = $6 WHERE id = $1 AND state = 'open' RETURNING id`,
    [id, state, by, name, remark ?? null, dropId ?? null],
  );
  if (decided.length === 0) return false;
  await tx.query('UPDATE console.proposal_items SET open = false WHERE proposal = $1', [id]);
  return true;
}

export async function keepAttachment(tx: Sql, digest: string, name: string, by: string): Promise<void> {
  await tx.query(
    `INSERT INTO console.attachments (digest, name, by_login) VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING`,
    [digest, name, by],
  );
}

export async function attachmentName(sql: Sql, digest: string): Promise<string | undefined> {
  const [row] = await ask(sql, { name: text }, 'SELECT name FROM console.attachments WHERE digest = $1', [
    digest,
  ]);
  return row?.name;
}
