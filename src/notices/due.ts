import type { Sql } from '../db/db.js';
import { addDays, type IsoDate, weekday } from '../domain/dates.js';
import { KIND_ALIAS, type Kind } from '../domain/kinds.js';
import { yuanWords } from '../domain/money.js';
import { quotable } from '../domain/quotable.js';
import type { Reference } from '../domain/reference.js';
import { bankStates } from '../ledger/records/positions.js';
import { barredBanks } from '../ledger/records/standing-books.js';
import { pendingAt } from '../ledger/views/pending.js';
import { clawbacksAsked, filesWithNews } from '../ledger/views/notice-facts.js';
import { givenUp } from '../ledger/views/status.js';
import { lastNotice, NOTICE_KINDS, type Notice, type NoticeKind } from '../ledger/work/notices.js';
import { coverageLines } from '../operations/coverage.js';
import { deadlines } from '../operations/deadlines.js';

/** For when notices are made: what came since `since`, and what falls due as of `on`. */
export interface NoticeTime {
  readonly since: IsoDate;
  readonly on: IsoDate;
  /** 待核 items older than so many days are told. */
  readonly pendingDays: number;
}

const CUSTODIAN = 'CUSTODIAN';
/** 缴回期限 and windows that close within so many working days are told. */
const AHEAD_WORKDAYS = 5;
/** Days ahead in which a table runs out. */
const TABLES_AHEAD = 30;
const MOST_LISTED = 20;

/** Everything that there is to tell. The same thing has the same key whenever it is asked. */
export async function noticesDue(sql: Sql, reference: Reference, time: NoticeTime): Promise<Notice[]> {
  return [
    ...(await ofFiles(sql, time)),
    ...(await ofStates(sql)),
    ...(await ofClawbacks(sql, time)),
    ...(await ofDeadlines(sql, reference, time)),
    ...(await ofPending(sql, time)),
    ...(await ofFailures(sql)),
    ...ofTables(reference, time),
  ];
}

function notice(kind: NoticeKind, receiver: string, key: string, about: string, body: string): Notice {
  const subject = `【风险补偿资金】${NOTICE_KINDS[kind]}${about === '' ? '' : `:${about}`}`;
  return { key: `${kind}/${key}`, kind, receiver, subject, body };
}

async function ofFiles(sql: Sql, { since }: NoticeTime): Promise<Notice[]> {
  return (await filesWithNews(sql, since)).map((file) => {
    const alias = KIND_ALIAS[file.kind as Kind] ?? '文件';
    const about = `${alias},${file.receivedOn}收到`;
    const name = quotable(file.name);
    if (file.status === 'refused')
      return notice(
        'refusal',
        file.sender,
        String(file.id),
        about,
        `${file.receivedOn}收到的"${name}"整份未接收:${file.message ?? ''}`,
      );
    const body = `${file.receivedOn}收到的"${name}"共${file.rows}行,其中退回${file.rejected}行。退回行见附件,更正后可直接重新报送。`;
    const made = notice('rejects', file.sender, String(file.id), about, body);
    return { ...made, attachment: `${file.receivedOn}/${file.sender}/${file.stem}.rejects.csv` };
  });
}

/** A bank whose state differs from what was told last; 正常 goes without saying. */
async function ofStates(sql: Sql): Promise<Notice[]> {
  const states = new Map(
    (await bankStates(sql)).map((one) => [`${one.bank}/${one.scheme}`, one.state as string]),
  );
  for (const key of await barredBanks(sql)) states.set(key, '暂停');
  const made: Notice[] = [];
  for (const [key, state] of [...states].sort()) {
    const [bank = '', scheme = ''] = key.split('/');
    const last = await lastNotice(sql, `suspension/${key}/`);
    if ((last.key?.split('/').at(-1) ?? '正常') === state) continue;
    const body = `${bank}在${scheme}政策下的补偿资格现为:${state}。${state === '暂停' ? '暂停期间的申请仍可报送,恢复后按到达次序处理。' : '此前暂停的申请将在下一次初审中处理。'}`;
    made.push(notice('suspension', bank, `${key}/${last.count + 1}/${state}`, `${scheme} ${state}`, body));
  }
  return made;
}

async function ofClawbacks(sql: Sql, { since }: NoticeTime): Promise<Notice[]> {
  return (await clawbacksAsked(sql, since)).map(({ bank, on, count, asked }) => {
    const body = `${on}产生缴回通知${count}笔,应缴回${yuanWords(asked)}。明细和缴回期限见附件。`;
    const made = notice('clawback', bank, `${bank}/${on}`, `${on},${count}笔`, body);
    return { ...made, attachment: `${on}/${bank}/clawback.csv` };
  });
}

async function ofDeadlines(sql: Sql, reference: Reference, { on }: NoticeTime): Promise<Notice[]> {
  const { windowEnd, notFiled, clawbacks } = await deadlines(sql, reference, on);
  const horizon = reference.calendar.nthAfter(on, AHEAD_WORKDAYS) ?? addDays(on, 7);
  const made = clawbacks.flatMap(({ bank, dueOn, count, owed, late }) => {
    if (dueOn === null || dueOn > horizon) return [];
    const body = `${bank}有${count}笔、共${yuanWords(owed)}应在${dueOn}前缴回,${late ? '现已逾期' : '尚未缴清'}。请缴入资金专用账户,附言写明业务编号。`;
    return [notice(late ? 'overdue' : 'due', bank, `${bank}/${dueOn}`, `期限${dueOn}`, body)];
  });
  if (windowEnd === undefined || windowEnd < on || windowEnd > horizon) return made;
  const window = notFiled.map((bank) =>
    notice(
      'window',
      bank,
      `${bank}/${windowEnd}`,
      `截止${windowEnd}`,
      `本季度备案窗口于${windowEnd}关闭,尚未收到${bank}的备案文件。没有应备案贷款的不必理会。`,
    ),
  );
  return [...made, ...window];
}

/** Once a week. */
async function ofPending(sql: Sql, { on, pendingDays }: NoticeTime): Promise<Notice[]> {
  const before = addDays(on, -pendingDays);
  const old = (await pendingAt(sql, on)).filter(({ receivedOn }) => receivedOn < before);
  if (old.length === 0) return [];
  const listed = old.slice(0, MOST_LISTED).map((one) => `  ${one.businessNo}  ${one.receivedOn}到达`);
  const more = old.length > MOST_LISTED ? ['  ……'] : [];
  const body = [`待核超过${pendingDays}天的事项${old.length}件:`, ...listed, ...more].join('\n');
  return [notice('pending', CUSTODIAN, weekOf(on), `${old.length}件`, body)];
}

async function ofFailures(sql: Sql): Promise<Notice[]> {
  return (await givenUp(sql, MOST_LISTED)).map(({ id, sender, name, receivedOn, reason }) => {
    const body = `${sender}于${receivedOn}报送的"${quotable(name)}"处理失败:${quotable(reason ?? '')}。请用riskpool status查看。`;
    return notice('failed', CUSTODIAN, String(id), receivedOn, body);
  });
}

/** Once a week, from 30 days before. */
function ofTables(reference: Reference, { on }: NoticeTime): Notice[] {
  const lines = coverageLines(reference, addDays(on, TABLES_AHEAD));
  if (!lines.some((line) => line.includes('注意'))) return [];
  return [notice('tables', CUSTODIAN, weekOf(on), '', lines.join('\n'))];
}

/** The Monday of the week. */
const weekOf = (on: IsoDate): string => addDays(on, -((weekday(on) + 6) % 7));
