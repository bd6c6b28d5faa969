import { daysBetween, type IsoDate } from '../domain/dates.js';
import { yuan } from '../domain/money.js';
import { type Count, type DeskItem, NOTHING } from '../ledger/console/desk.js';
import type { ConfirmableRecord } from '../ledger/console/signatures.js';
import type { Role } from './roles.js';
import type { Dashboard } from './schemas/overview.js';

/** 工作台, by role: what the caller is to do, what is in others' hands, and what is late. */

type Line = Dashboard['waiting'][number];
type Item = DeskItem | '待确认';

/** Days after which a referred item or an opinion that waits counts as late. */
const LATE_DAYS = 10;

/** What only this role can do, in the order in which it is to be done. */
const MINE: Readonly<Record<Role, readonly Item[]>> = {
  admin: [],
  maker: ['未提议', '退回提议', '待经办签', '待查款'],
  checker: ['待复核', '待复核签'],
  bureau: ['待确认', '退回确认'],
  'bureau-approver': ['待审批'],
  account: [],
  bank: ['退回上传', '应缴回'],
  'bank-approver': ['待放行', '应缴回'],
  auditor: [],
};

/** What waits for anybody: of it the caller sees as others' what is not his own. */
const OF_ALL: readonly Item[] = ['未提议', '待复核', '待经办签', '待复核签', '待确认', '待审批', '待查款'];
const OF_BANKS: readonly Item[] = ['待放行', '待核'];

const WORDS: Readonly<Record<Item, readonly [what: string, link: string]>> = {
  待核: ['托管机构审核中', '/pending'],
  未提议: ['待核', '/pending?status=未提议'],
  待查款: ['待查款', '/statement-lines?status=待查'],
  应缴回: ['应缴回', '/clawbacks?status=待缴,逾期'],
  逾期未缴回: ['逾期未缴回', '/clawbacks?status=逾期'],
  待复核: ['待复核的提议', '/proposals?status=open'],
  退回提议: ['退回给我的提议', '/proposals?status=returned'],
  待确认: ['待确认的初审意见', '/opinions'],
  待审批: ['待审批的确认', '/opinions'],
  退回确认: ['退回给我的确认', '/opinions'],
  待经办签: ['待经办签发的初审', '/opinions'],
  待复核签: ['待复核签发的初审', '/opinions'],
  待放行: ['待放行的上传', '/upload'],
  退回上传: ['退回给我的上传', '/upload'],
};

export interface DeskFacts {
  readonly role: Role;
  readonly ofBank: boolean;
  readonly today: IsoDate;
  readonly counts: ReadonlyMap<DeskItem, Count>;
  /** 建议补偿 and 建议核销 that the bureau has not decided, signed off or not. */
  readonly queue: readonly ConfirmableRecord[];
}

export function deskLines(facts: DeskFacts): Pick<Dashboard, 'waiting' | 'elsewhere' | 'late'> {
  const { role, ofBank, counts, queue } = facts;
  const ready = counted(queue.filter(({ signed, draft }) => signed && draft === null));
  const of = (item: Item): Count => (item === '待确认' ? ready : (counts.get(item) ?? NOTHING));
  const line = (item: Item): Line => lineOf(WORDS[item], of(item), facts.today);
  const mine = MINE[role];
  const others = (ofBank ? OF_BANKS : OF_ALL).filter((item) => !mine.includes(item));
  return {
    waiting: mine.map(line).filter(isThere),
    elsewhere: others.map(line).filter(isThere),
    late: lateLines(facts).filter(isThere),
  };
}

function lateLines({ ofBank, today, counts, queue }: DeskFacts): Line[] {
  const overdue = lineOf(WORDS['逾期未缴回'], counts.get('逾期未缴回') ?? NOTHING, today);
  const pending = lineOf(['久未审核的待核', '/pending'], counts.get('待核') ?? NOTHING, today);
  const referred = (pending.oldest_days ?? 0) > LATE_DAYS ? [pending] : [];
  if (ofBank) return [overdue, ...referred];
  const old = counted(queue.filter(({ runOn }) => daysBetween(runOn, today) > LATE_DAYS));
  return [overdue, ...referred, lineOf(['久未确认的初审意见', '/opinions'], old, today)];
}

const isThere = ({ count }: Line): boolean => count > 0;

const counted = (queue: readonly ConfirmableRecord[]): Count => ({
  count: queue.length,
  amount: queue.reduce((sum, { amount }) => sum + amount, 0n),
  oldest: queue[0]?.runOn ?? null,
});

/** Money that is not due yet has waited for no day. */
const lineOf = (
  [what, link]: readonly [string, string],
  { count, amount, oldest }: Count,
  today: IsoDate,
): Line => ({
  what,
  count,
  amount: amount === null ? null : yuan(amount),
  oldest_days: oldest === null ? null : Math.max(0, daysBetween(oldest, today)),
  link,
});
