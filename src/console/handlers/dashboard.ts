import { daysBetween, type IsoDate } from '../../domain/dates.js';
import { yuan } from '../../domain/money.js';
import type { Count } from '../../ledger/console/overview.js';
import { filesOn, owedCount, pendingCount, suspenseCount } from '../../ledger/console/overview.js';
import { openProposals } from '../../ledger/console/proposals.js';
import { type ConfirmableRecord, confirmable, unsignedRuns } from '../../ledger/console/signatures.js';
import { waitingUploads } from '../../ledger/console/uploads.js';
import { available } from '../../ledger/records/positions.js';
import { deadlines } from '../../operations/deadlines.js';
import type { Call, Handler } from '../call.js';
import { todayOf } from '../inbox.js';
import type { Dashboard } from '../schemas/overview.js';
import { type Standing, standings } from '../standing.js';
import { workdaysLeft } from '../workdays-left.js';
import { tableDeadlines } from './tables.js';

type Waiting = Dashboard['waiting'][number];
const FILES_LISTED = 20;
/** Days after which a referred item or an opinion that waits counts as late. */
const LATE_DAYS = 10;

/** 工作台: what waits for the caller, what is late, what falls due. */
export const dashboard: Handler = async (call): Promise<Dashboard> => {
  const { db, who, place } = call;
  const { reference } = place.configuration;
  const today = todayOf(place);
  const left = await available(db);
  // The bureau's queue, and what it may not see yet: one look.
  const queue = who.bank === undefined ? await confirmable(db, false) : [];
  const near = (await standings(db, reference, today, who.bank)).filter(isNear);
  const files = await filesOn(db, today, who.bank ?? null, FILES_LISTED);
  return {
    as_of: today,
    waiting: (await waitingFor(call, today, queue)).filter(({ count }) => count > 0),
    late: (await late(call, today, queue)).filter(({ count }) => count > 0),
    deadlines: [...(await dueDates(call, today)), ...tableDeadlines(reference, today)],
    files_today: files.map((file) => ({ ...file, id: Number(file.id) })),
    fund_usable: left > 0n,
    available: who.bank === undefined ? yuan(left) : null,
    near_suspension: near.map(nearAnswer),
  };
};

const line = (what: string, { count, amount, oldest }: Count, today: IsoDate, link: string): Waiting => ({
  what,
  count,
  amount: amount === null ? null : yuan(amount),
  oldest_days: oldest === null ? null : daysBetween(oldest, today),
  link,
});

const plain = (what: string, count: number, days: number | null, link: string): Waiting => ({
  what,
  count,
  amount: null,
  oldest_days: days,
  link,
});

/** By role: what only the caller's kind can do comes first. */
async function waitingFor(call: Call, today: IsoDate, all: readonly ConfirmableRecord[]): Promise<Waiting[]> {
  const { db, who } = call;
  const bank = who.bank ?? null;
  const pending = line('待核', await pendingCount(db, bank, who.role === 'maker'), today, '/pending');
  if (bank !== null) {
    const { count, days } = await waitingUploads(db, bank);
    const owed = line('应缴回', await owedCount(db, bank, null), today, '/clawbacks?status=待缴,逾期');
    return [plain('待放行的上传', count, days, '/upload'), pending, owed];
  }
  const open = await openProposals(db);
  const proposals = open.filter(({ kind }) => kind !== 'confirmation');
  const drafts = open.filter(({ kind }) => kind === 'confirmation');
  const total = (some: typeof open) => some.reduce((sum, { count }) => sum + count, 0);
  const oldest = (some: typeof open) => Math.max(0, ...some.map(({ days }) => days));
  const unsigned = await unsignedRuns(db);
  const queue = all.filter(({ signed, draft }) => signed && draft === null);
  return [
    pending,
    plain('待复核的提议', total(proposals), oldest(proposals), '/proposals?status=open'),
    plain('待签发的初审', unsigned.length, ageOf(unsigned[0]?.runOn, today), '/opinions'),
    {
      what: '待确认的初审意见',
      count: queue.length,
      amount: yuan(queue.reduce((sum, { amount }) => sum + amount, 0n)),
      oldest_days: ageOf(queue[0]?.runOn, today),
      link: '/opinions',
    },
    plain('待审批的确认', total(drafts), oldest(drafts), '/opinions'),
    line('待查款', await suspenseCount(db), today, '/statement-lines?status=待查'),
  ];
}

const ageOf = (day: IsoDate | undefined, today: IsoDate): number | null =>
  day === undefined ? null : daysBetween(day, today);

async function late(call: Call, today: IsoDate, all: readonly ConfirmableRecord[]): Promise<Waiting[]> {
  const { db, who } = call;
  const bank = who.bank ?? null;
  const overdue = line('逾期未缴回', await owedCount(db, bank, today), today, '/clawbacks?status=逾期');
  const pending = line('久未审核的待核', await pendingCount(db, bank, false), today, '/pending');
  const old = (one: Waiting): boolean => (one.oldest_days ?? 0) > LATE_DAYS;
  if (bank !== null) return old(pending) ? [overdue, pending] : [overdue];
  const queue = all.filter(({ runOn }) => daysBetween(runOn, today) > LATE_DAYS);
  const confirmations = {
    what: '久未确认的初审意见',
    count: queue.length,
    amount: yuan(queue.reduce((sum, { amount }) => sum + amount, 0n)),
    oldest_days: ageOf(queue[0]?.runOn, today),
    link: '/opinions',
  };
  return [overdue, ...(old(pending) ? [pending] : []), confirmations];
}

async function dueDates(call: Call, today: IsoDate): Promise<Dashboard['deadlines']> {
  const { db, who, place } = call;
  const { reference } = place.configuration;
  const due = await deadlines(db, reference, today);
  const workdays = (on: IsoDate | null | undefined): number | null =>
    on === null || on === undefined ? null : workdaysLeft(reference.calendar, today, on);
  const own = <T extends { bank: string }>(all: readonly T[]): T[] =>
    all.filter(({ bank }) => who.bank === undefined || bank === who.bank);
  const notFiled = due.notFiled.filter((bank) => who.bank === undefined || bank === who.bank);
  return [
    {
      what: '本季备案截止',
      on: due.windowEnd ?? null,
      workdays: workdays(due.windowEnd),
      note: notFiled.length === 0 ? '' : `尚未备案:${notFiled.join('、')}`,
      link: '/files',
    },
    ...own(due.claims).map(({ bank, scheme, closes, count }) => ({
      what: '补偿申请截止',
      on: closes,
      workdays: workdays(closes),
      note: `${bank} ${scheme} ${count}笔`,
      link: `/filings?bank=${bank}&scheme=${scheme}&status=受理`,
    })),
    ...own(due.clawbacks).map(({ bank, dueOn, count, owed }) => ({
      what: '缴回期限',
      on: dueOn,
      workdays: workdays(dueOn),
      note: `${bank} ${count}笔共${yuan(owed)}元`,
      link: `/clawbacks?bank=${bank}&status=待缴,逾期`,
    })),
  ];
}

/** Suspended, about to be, or with four fifths of the net sum used. */
const isNear = ({ state, nextClaim, position, netLimit }: Standing): boolean =>
  state === '暂停' || nextClaim !== null || (netLimit !== null && position.net * 5n >= netLimit * 4n);

const nearAnswer = (one: Standing): Dashboard['near_suspension'][number] => ({
  bank: one.position.bank,
  scheme: one.position.scheme,
  state: one.state,
  share: one.share,
  share_limit: one.shareLimit,
  net: yuan(one.position.net),
  net_limit: one.netLimit === null ? null : yuan(one.netLimit),
  next_claim: one.nextClaim,
  link: `/claims?bank=${one.position.bank}&scheme=${one.position.scheme}`,
});
