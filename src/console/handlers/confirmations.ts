import type { z } from 'zod';
import { isDate } from '../../domain/dates.js';
import { percent, yuan } from '../../domain/money.js';
import { proposalsPage } from '../../ledger/console/proposals.js';
import { confirmable, opinionRuns, type RunSignatures, signRun } from '../../ledger/console/signatures.js';
import { available } from '../../ledger/records/positions.js';
import { type Call, type Handler, note } from '../call.js';
import { conflict, fourEyes, invalid, notFound } from '../errors.js';
import type { NewConfirmation, OpinionRun } from '../schemas/decide.js';
import { approve, draftNamed, proposalAnswer, propose, sendBack, withdraw } from './proposals.js';

/** 初审意见 signed off by the custodian, then confirmed by the bureau. */

const KIND = ['confirmation'];
/** The bureau sees what was signed off; the custodian and auditors see the rest too, marked. */
const sees = ({ who }: Pick<Call, 'who'>): 'signed' | 'all' =>
  who.role === 'bureau' || who.role === 'bureau-approver' ? 'signed' : 'all';

export const confirmQueue: Handler = async (call) => {
  const waiting = await confirmable(call.db, sees(call) === 'signed');
  const items = waiting.map((one) => ({
    business_no: one.businessNo,
    scheme: one.scheme,
    bank: one.bank,
    iou_no: one.iouNo,
    enterprise_name: one.enterpriseName,
    amount: yuan(one.amount),
    opinion: one.opinion,
    run_on: one.runOn,
    signed: one.signed,
    share:
      one.applied === null || one.filed === null
        ? null
        : percent({ num: one.applied, den: one.filed }, 4) || null,
    net: one.net === null ? null : yuan(one.net),
    draft: one.draft?.toString() ?? null,
  }));
  const total = waiting.reduce((sum, { amount }) => sum + amount, 0n);
  return { items, total: yuan(total), available: yuan(await available(call.db)) };
};

export const confirm: Handler<z.infer<typeof NewConfirmation>, { check?: '0' | '1' }> = async (call) => {
  const { document_no, rows } = call.body;
  await demandSigned(call, rows);
  const named = rows.map(({ business_no, outcome, amount }) => ({
    business_no,
    outcome,
    document_no,
    ...(amount === undefined ? {} : { amount }),
  }));
  return propose(call, { kind: 'confirmation', rows: named, attachments: [], replaces: undefined });
};

/** The bureau decides over what the custodian has signed off; taking a confirmation back needs no opinion. */
async function demandSigned(
  { db }: Pick<Call, 'db'>,
  rows: readonly { business_no: string; outcome: string }[],
): Promise<void> {
  const unsigned = new Set(
    (await confirmable(db, false)).filter(({ signed }) => !signed).map(({ businessNo }) => businessNo),
  );
  const fields = Object.fromEntries(
    rows.flatMap(({ business_no, outcome }, i) =>
      outcome !== '撤销' && unsigned.has(business_no)
        ? [[`rows.${i}.business_no`, '初审意见尚未由托管机构签发']]
        : [],
    ),
  );
  if (Object.keys(fields).length > 0) throw invalid('有的初审意见尚未签发,不能确认。', fields);
}

export const confirmations: Handler<never, { status?: string; cursor?: string; limit?: number }> = async (
  call,
) => {
  const { status = '', cursor, limit = 50 } = call.query;
  const below = cursor !== undefined && /^\d{1,15}$/.test(cursor) ? BigInt(cursor) : undefined;
  const states = status.split(',').filter((one) => one !== '');
  const page = await proposalsPage(call.db, KIND, states, below, limit + 1);
  const shown = page.slice(0, limit);
  return {
    items: shown.map(proposalAnswer),
    next: page.length > limit ? (shown.at(-1)?.id.toString() ?? null) : null,
  };
};

export const confirmation: Handler = async (call) => proposalAnswer(await draftNamed(call, KIND));
export const approveConfirmation: Handler = (call) => approve(call, KIND);
export const returnConfirmation: Handler<{ remark: string }> = (call) => sendBack(call, KIND);
export const withdrawConfirmation: Handler = (call) => withdraw(call, KIND);

const hand = (login: string | null, name: string | null, at: string | null) =>
  login === null ? null : { login, name: name ?? '', at: at ?? '' };

function runAnswer(run: RunSignatures): OpinionRun {
  const half = run.maker === null ? '未签发' : '经办已签';
  return {
    run_on: run.runOn,
    schemes: [...run.schemes],
    lines: run.lines,
    recommended: yuan(run.recommended),
    state: run.checker === null ? half : '已签发',
    maker: hand(run.maker, run.makerName, run.makerAt),
    checker: hand(run.checker, run.checkerName, run.checkerAt),
  };
}

export const runs: Handler = async ({ db, who }) => ({
  items: (await opinionRuns(db, undefined, who.bank)).map(runAnswer),
});

/** First the maker, then another person as checker. */
export const sign: Handler = async (call) => {
  const { db, who, params } = call;
  const on = params['date'] ?? '';
  const [run] = isDate(on) ? await opinionRuns(db, on, undefined) : [];
  if (run === undefined) throw notFound();
  const step = who.role === 'maker' ? 'maker' : 'checker';
  if (step === 'checker' && run.maker === null) throw conflict('经办还没有签。');
  if (step === 'checker' && run.maker === who.login) throw fourEyes();
  const { [step]: by, [`${step}Name` as const]: name, [`${step}At` as const]: at } = run;
  if (by !== null) throw conflict(`${name ?? ''}(${by})已先签过。`, `${name ?? ''}(${by})`, at ?? '');
  await db.transaction(async (tx) => {
    if (!(await signRun(tx, on, step, who))) throw conflict('别人已经先签过。');
    await note(call, tx, step === 'maker' ? '经办签发' : '复核签发', `初审 ${on}`);
  });
  const [signed] = await opinionRuns(db, on, undefined);
  return signed === undefined ? undefined : runAnswer(signed);
};
