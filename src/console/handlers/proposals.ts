import type { z } from 'zod';
import type { Sql } from '../../db/db.js';
import type { Kind } from '../../domain/kinds.js';
import { COLUMNS } from '../../io/columns.js';
import {
  addProposal,
  decideProposal,
  lockProposals,
  openAbout,
  type ProposalRecord,
  proposalOf,
} from '../../ledger/console/proposals.js';
import { type Call, type Handler, note } from '../call.js';
import { conflict, fourEyes, notFound } from '../errors.js';
import { drop, planDrop } from '../inbox.js';
import { columnsFor, ProposedFile, type Rows, rowsByKey, withAttachments } from '../proposed-file.js';
import { type NewProposal, PROPOSAL_KINDS, type Proposal } from '../schemas/decide.js';
import { knownAttachments } from './attachments.js';

/** Rows that one person writes and another approves: the same for proposals of the custodian and confirmations of the bureau. */

type DraftKind = Proposal['kind'];
const isDraftKind = (kind: string): kind is DraftKind =>
  kind === 'confirmation' || PROPOSAL_KINDS.some((one) => one === kind);

/** What a row is about; two open proposals are never about the same. */
function itemOf(kind: Kind, row: Readonly<Record<string, string>>): string {
  if (kind === 'standing') return `standing:${row['bank']}/${row['scheme']}`;
  if (kind === 'matching') return `matching:${row['txn_no']}`;
  return `${kind}:${row['business_no']}`;
}

export interface Draft {
  readonly kind: DraftKind;
  readonly rows: Rows;
  readonly attachments: readonly { digest: string; name: string }[];
  readonly replaces: bigint | undefined;
}

/** Files a draft for a colleague, or only says what its file would come to. */
export async function propose(call: Call<unknown, { check?: '0' | '1' }>, draft: Draft): Promise<unknown> {
  const { db, place, who, query, reply } = call;
  const { kind, rows, attachments, replaces } = draft;
  const proposed = new ProposedFile(kind, rows, { maker: who, checker: undefined }, place.now());
  if (query.check === '1') return reply.status(200).send(await proposed.check(call));
  const items = [...new Set(rows.map((row) => itemOf(kind, row)))];
  await demandFree(db, items);
  await proposed.demandSound(call, false);
  const id = await db.transaction(async (tx) => {
    await lockProposals(tx);
    await demandFree(tx, items);
    const summary = summaryOf(kind, rows);
    const made = { kind, rows, summary, attachments, maker: who.login, makerName: who.name, replaces, items };
    const added = await addProposal(tx, made);
    await note(call, tx, '提议', `${kind} ${added}`, items.join(' '));
    return added;
  });
  const record = await proposalOf(db, [kind], id);
  if (record === undefined) throw notFound();
  return proposalAnswer(record);
}

async function demandFree(sql: Sql, items: readonly string[]): Promise<void> {
  const open = await openAbout(sql, items);
  if (open === undefined) return;
  const what = open.item.replace(/^\w+:/, '');
  throw conflict(`${what}已在${open.by}提交的第${open.id}号提议中,等待复核。`, open.by, open.at);
}

function summaryOf(kind: Kind, rows: Rows): string {
  const [first] = rows;
  const head = COLUMNS[kind]
    .filter(({ key }) => key !== 'reason' && key !== 'maker' && key !== 'checker')
    .flatMap(({ key }) => first?.[key] ?? []);
  return rows.length > 1 ? `${head.join(' ')} 等${rows.length}行` : head.join(' ');
}

export function proposalAnswer(record: ProposalRecord): Proposal {
  const { kind, checker, checkerName, decidedAt } = record;
  const known = isDraftKind(kind) ? kind : 'decision';
  return {
    id: record.id.toString(),
    kind: known,
    state: record.state,
    columns: columnsFor(known, record.rows).map(({ key, header }) => ({ key, header })),
    rows: record.rows.map((row) => ({ ...row })),
    attachments: record.attachments.map((one) => ({ ...one })),
    maker: { login: record.maker, name: record.makerName, at: record.madeAt },
    checker: checker === null ? null : { login: checker, name: checkerName ?? '', at: decidedAt ?? '' },
    remark: record.remark,
    file_name: record.fileName,
    file: record.file === null ? null : Number(record.file),
    replaces: record.replaces?.toString() ?? null,
  };
}

/** The draft that the path names. */
export async function draftNamed(
  { db, params }: Pick<Call, 'db' | 'params'>,
  kinds: readonly string[],
): Promise<ProposalRecord> {
  const id = params['id'] ?? '';
  const record = /^\d{1,15}$/.test(id) ? await proposalOf(db, kinds, BigInt(id)) : undefined;
  if (record === undefined) throw notFound();
  return record;
}

/** Open, and somebody else's. */
function demandOpen(record: ProposalRecord, { who }: Pick<Call, 'who'>): void {
  if (record.maker === who.login) throw fourEyes();
  if (record.state !== 'open') throw decidedBefore(record);
}

const decidedBefore = ({ state, checker, checkerName, decidedAt }: ProposalRecord) => {
  const word = { open: '提交', approved: '批准', returned: '退回', withdrawn: '收回' }[state];
  const by = `${checkerName ?? ''}(${checker ?? ''})`;
  return conflict(`${by}已先${word}。`, by, decidedAt ?? '');
};

/** Makes the file, drops it, and says its name. */
export async function approve(call: Call, kinds: readonly string[]): Promise<unknown> {
  const { db, place, who } = call;
  const record = await draftNamed(call, kinds);
  demandOpen(record, call);
  if (!isDraftKind(record.kind)) throw notFound();
  const maker = { login: record.maker, name: record.makerName };
  const proposed = new ProposedFile(record.kind, record.rows, { maker, checker: who }, place.now());
  await proposed.demandSound(call, true);
  const { sha256, spool } = await proposed.spool(place);
  const { sender, name } = proposed;
  const decided = await db.transaction(async (tx) => {
    const planned = await planDrop(call, tx, { sender, name, sha256, spool });
    const by = { by: who.login, name: who.name, remark: undefined };
    if (!(await decideProposal(tx, record.id, { state: 'approved', ...by, dropId: planned.id })))
      throw decidedBefore(await draftNamed(call, kinds));
    await note(call, tx, '批准', `${record.kind} ${record.id}`, `${sender}/${name} ${sha256}`);
    return planned;
  });
  await drop(place, decided);
  return { id: record.id.toString(), state: 'approved', file: name };
}

export async function sendBack(call: Call<{ remark: string }>, kinds: readonly string[]): Promise<unknown> {
  const record = await draftNamed(call, kinds);
  demandOpen(record, call);
  await closeDraft(call, record, 'returned', call.body.remark);
  return proposalAnswer(await draftNamed(call, kinds));
}

export async function withdraw(call: Call, kinds: readonly string[]): Promise<unknown> {
  const record = await draftNamed(call, kinds);
  // A colleague's draft is his to take back.
  if (record.maker !== call.who.login) throw notFound();
  if (record.state !== 'open') throw decidedBefore(record);
  await closeDraft(call, record, 'withdrawn', undefined);
  return { done: true };
}

async function closeDraft(
  call: Call,
  record: ProposalRecord,
  state: 'returned' | 'withdrawn',
  remark: string | undefined,
): Promise<void> {
  const { db, who } = call;
  const closed = await db.transaction(async (tx) => {
    const done = await decideProposal(tx, record.id, {
      state,
      by: who.login,
      name: who.name,
      remark,
      dropId: undefined,
    });
    const word = state === 'returned' ? '退回提议' : '收回提议';
    if (done) await note(call, tx, word, `${record.kind} ${record.id}`, remark ?? '');
    return done;
  });
  if (!closed) throw decidedBefore(await draftNamed(call, [record.kind]));
}

/** Who prepared the draft that the path names. */
export const draftedBy = (kinds: readonly string[]) => async (call: Pick<Call, 'db' | 'params'>) =>
  (await draftNamed(call, kinds).catch(() => undefined))?.maker;

export const newProposal: Handler<z.infer<typeof NewProposal>, { check?: '0' | '1' }> = async (call) => {
  const { kind, rows, attachments = [], replaces } = call.body;
  const known = await knownAttachments(call, attachments);
  const named = withAttachments(rowsByKey(kind, rows), known);
  return propose(call, {
    kind,
    rows: named,
    attachments: known,
    replaces: replaces !== undefined && /^\d+$/.test(replaces) ? BigInt(replaces) : undefined,
  });
};

export const proposal: Handler = async (call) => proposalAnswer(await draftNamed(call, PROPOSAL_KINDS));
export const approveProposal: Handler = (call) => approve(call, PROPOSAL_KINDS);
export const returnProposal: Handler<{ remark: string }> = (call) => sendBack(call, PROPOSAL_KINDS);
export const withdrawProposal: Handler = (call) => withdraw(call, PROPOSAL_KINDS);
