import type { z } from 'zod';
import { KIND_ALIAS, KINDS, type Kind, senderOf } from '../../domain/kinds.js';
import { parseFileName } from '../../io/filename.js';
import {
  addUpload,
  decideUpload,
  setReleaseRule as keepRule,
  releaseRules as keptRules,
  type ReleaseRuleRecord,
  type UploadRecord,
  uploadOf,
  uploadsOf,
} from '../../ledger/console/uploads.js';
import { type Call, type Handler, note } from '../call.js';
import { dryRunAnswer } from '../dry-run-answer.js';
import { conflict, fourEyes, invalid, notFound } from '../errors.js';
import { drop, liesThere, planDrop, unspool } from '../inbox.js';
import { type Received, receiveUpload } from '../receive-upload.js';
import type { ReleaseRule, Upload } from '../schemas/files.js';
import { ownSender } from './files.js';

const LISTED = 100;
/** Kinds whose uploads wait for a second person unless the bank wants otherwise. */
const TWO_PERSONS: readonly Kind[] = ['claim', 'recovery', 'writeoff', 'amendment'];
const BANK_KINDS = KINDS.filter((kind) => senderOf(kind) === 'BANK');

const uploadAnswer = (upload: UploadRecord): Upload => ({
  upload: upload.id.toString(),
  state: upload.file === null ? upload.state : 'taken',
  sender: upload.sender,
  name: upload.name,
  kind: upload.kind,
  bytes: Number(upload.bytes),
  sha256: upload.sha256,
  by: upload.by,
  at: upload.at,
  released_by: upload.decidedBy,
  released_at: upload.decidedAt,
  remark: upload.remark,
  file: upload.file === null ? null : Number(upload.file),
});

export const uploads: Handler = async (call) => {
  const found = await uploadsOf(call.db, ownSender(call) ?? '', LISTED);
  return { items: found.map(uploadAnswer) };
};

async function uploadNamed(call: Call): Promise<UploadRecord> {
  const id = call.params['id'] ?? '';
  const found = /^\d{1,15}$/.test(id)
    ? await uploadOf(call.db, ownSender(call) ?? '', BigInt(id))
    : undefined;
  if (found === undefined) throw notFound();
  return found;
}

export const oneUpload: Handler = async (call) => uploadAnswer(await uploadNamed(call));

/** Kind of a name that this sender may send. @throws Refused 422 */
function kindOf({ place }: Pick<Call, 'place'>, sender: string, name: string): Kind {
  const read = parseFileName(name, place.configuration.reference.limits);
  if ('problem' in read) throw invalid(read.problem, { file: read.problem });
  const by = senderOf(read.kind);
  if (by === (sender === 'ACCOUNT' ? 'ACCOUNT' : 'BANK')) return read.kind;
  const problem = `${KIND_ALIAS[read.kind]}文件不由${sender}报送。请核对文件名。`;
  throw invalid(problem, { file: problem });
}

export const upload: Handler<never, { check?: '0' | '1' }> = async (call) => {
  const { place, query, reply } = call;
  const sender = ownSender(call) ?? '';
  const most = place.configuration.reference.limits.bytes;
  const received = await receiveUpload(call, most, (name) => kindOf(call, sender, name));
  if (query.check !== '1') return filed(call, sender, received);
  const judged = await dryRunAnswer(call, { sender, name: received.name, path: received.path }).finally(() =>
    unspool(place, received.spool),
  );
  return reply.status(200).send(judged);
};

async function filed(call: Call, sender: string, { name, sha256, spool, bytes }: Received): Promise<unknown> {
  const { place, db, who } = call;
  const kind = kindOf(call, sender, name);
  const waits = who.bank !== undefined && (await needsTwo(call, who.bank, kind));
  if (!waits && (await liesThere(place, sender, name))) {
    await unspool(place, spool);
    throw conflict(`同名文件${name}正在等待收取,请稍候或改名后再报送。`);
  }
  const { id, decided } = await db.transaction(async (tx) => {
    const planned = waits ? undefined : await planDrop(call, tx, { sender, name, sha256, spool });
    const added = await addUpload(
      tx,
      { sender, name, kind, bytes, sha256, spool, by: who.login },
      planned?.id,
    );
    await note(call, tx, waits ? '上传待放行' : '报送', `${sender}/${name}`, sha256);
    return { id: added, decided: planned };
  });
  if (decided !== undefined) await drop(place, decided);
  return { upload: id.toString(), state: waits ? 'waiting' : 'released' };
}

async function needsTwo({ db }: Pick<Call, 'db'>, bank: string, kind: Kind): Promise<boolean> {
  const kept = (await keptRules(db)).find((rule) => rule.bank === bank && rule.kind === kind);
  return kept?.twoPersons ?? TWO_PERSONS.includes(kind);
}

/** Who prepared the upload that the path names. */
export async function uploadedBy({ db, params, who }: Pick<Call, 'db' | 'params' | 'who'>) {
  const id = params['id'] ?? '';
  const found = /^\d{1,15}$/.test(id) ? await uploadOf(db, who.bank ?? 'ACCOUNT', BigInt(id)) : undefined;
  return found?.by;
}

function demandWaiting(call: Call, found: UploadRecord): void {
  if (found.by === call.who.login) throw fourEyes();
  if (found.state === 'waiting') return;
  throw conflict('这份上传已经处理过。', found.decidedBy ?? found.by, found.decidedAt ?? found.at);
}

export const releaseUpload: Handler = async (call) => {
  const { place, db, who } = call;
  const found = await uploadNamed(call);
  demandWaiting(call, found);
  const { id, sender, name, sha256, spool } = found;
  if (await liesThere(place, sender, name)) throw conflict(`同名文件${name}正在等待收取,请稍候。`);
  const decided = await db.transaction(async (tx) => {
    const planned = await planDrop(call, tx, { sender, name, sha256, spool });
    const decision = { state: 'released', by: who.login, remark: undefined, dropId: planned.id } as const;
    if (!(await decideUpload(tx, id, decision))) throw conflict('别人已经先处理了这份上传。');
    await note(call, tx, '放行', `${sender}/${name}`, sha256);
    return planned;
  });
  await drop(place, decided);
  return uploadAnswer(await uploadNamed(call));
};

export const returnUpload: Handler<{ remark: string }> = async (call) => {
  const { place, db, who, body } = call;
  const found = await uploadNamed(call);
  demandWaiting(call, found);
  await db.transaction(async (tx) => {
    const decision = { state: 'returned', by: who.login, remark: body.remark, dropId: undefined } as const;
    if (!(await decideUpload(tx, found.id, decision))) throw conflict('别人已经先处理了这份上传。');
    await note(call, tx, '退回上传', `${found.sender}/${found.name}`, body.remark);
  });
  await unspool(place, found.spool);
  return { done: true };
};

/** Every bank and kind, as set or by default; of one's own bank only for its people. */
async function rulesFor({
  db,
  place,
  who,
}: Pick<Call, 'db' | 'place' | 'who'>): Promise<{ items: unknown[] }> {
  const kept = new Map<string, ReleaseRuleRecord>();
  for (const rule of await keptRules(db)) kept.set(`${rule.bank}/${rule.kind}`, rule);
  const banks = place.configuration.reference.agreements.codes.filter(
    (code) => who.bank === undefined || code === who.bank,
  );
  const items = banks.flatMap((bank) =>
    BANK_KINDS.map((kind) => ({
      bank,
      kind,
      two_persons: kept.get(`${bank}/${kind}`)?.twoPersons ?? TWO_PERSONS.includes(kind),
    })),
  );
  return { items };
}

export const releaseRules: Handler = (call) => rulesFor(call);

export const setReleaseRule: Handler<z.infer<typeof ReleaseRule>> = async (call) => {
  const { db, place, body } = call;
  const { bank, kind, two_persons: twoPersons } = body;
  const fields = {
    ...(place.configuration.reference.agreements.isBank(bank) ? {} : { bank: `banks.csv中没有银行${bank}` }),
    ...(BANK_KINDS.some((one) => one === kind) ? {} : { kind: `应为${BANK_KINDS.join('、')}之一` }),
  };
  if (Object.keys(fields).length > 0) throw invalid('设置有误,请按各处说明更正。', fields);
  await db.transaction(async (tx) => {
    await keepRule(tx, { bank, kind, twoPersons });
    await note(call, tx, '改变放行规则', `${bank}/${kind}`, twoPersons ? '两人' : '一人');
  });
  return rulesFor(call);
};
