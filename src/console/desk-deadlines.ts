import { addMonths, type IsoDate } from '../domain/dates.js';
import { yuanWords } from '../domain/money.js';
import type { Reference } from '../domain/reference.js';
import { type Deadlines, deadlines } from '../operations/deadlines.js';
import type { Call } from './call.js';
import type { Dashboard } from './schemas/overview.js';
import { workdaysLeft } from './workdays-left.js';

/** 临近的期限: filing window, claims whose window closes, money to be paid back, tables that run out; the earliest first. */

type Line = Dashboard['deadlines'][number];

export async function desk({ db, who, place }: Call, today: IsoDate): Promise<Line[]> {
  const { reference } = place.configuration;
  const due = await deadlines(db, reference, today);
  const own = <T extends { bank: string }>(all: readonly T[]): T[] =>
    all.filter(({ bank }) => who.bank === undefined || bank === who.bank);
  const lines = [
    ...filingLines(due, today, who.bank),
    ...own(due.claims).map(({ bank, scheme, closes, count }) => ({
      what: '补偿申请截止',
      on: closes,
      note: `${bank} ${scheme} ${count}笔到期未申请`,
      link: `/filings?bank=${bank}&scheme=${scheme}&status=受理&sort=matures_on`,
    })),
    ...own(due.clawbacks).map(({ bank, dueOn, count, owed }) => ({
      what: '缴回期限',
      on: dueOn,
      note: `${bank} ${count}笔共${yuanWords(owed)}`,
      link: `/clawbacks?bank=${bank}&status=待缴,逾期&sort=due_on`,
    })),
    ...tableLines(reference),
  ];
  const { calendar } = reference;
  return lines
    .map((line) => ({ ...line, workdays: line.on === null ? null : workdaysLeft(calendar, today, line.on) }))
    .sort((a, b) => (a.on ?? '9999').localeCompare(b.on ?? '9999'));
}

type Told = Omit<Line, 'workdays'>;

/** The window that is open; once it is closed, who let it pass, and the next one. */
function filingLines(
  { windowEnd, nextWindowEnd, notFiled }: Deadlines,
  today: IsoDate,
  bank: string | undefined,
): Told[] {
  const missing = notFiled.filter((one) => bank === undefined || one === bank).join('、');
  const note = missing === '' ? '各行都已备案' : `尚未备案:${missing}`;
  if (windowEnd === undefined || windowEnd >= today)
    return [{ what: '本季备案截止', on: windowEnd ?? null, note, link: '/files' }];
  const next = {
    what: '下季备案截止',
    on: nextWindowEnd ?? null,
    note: nextWindowEnd === undefined ? '工作日历补充后才能算出' : '',
    link: '/files',
  };
  return missing === '' ? [next] : [{ what: '本季备案截止', on: windowEnd, note, link: '/files' }, next];
}

/** When the tables that somebody keeps by hand run out. */
function tableLines({ calendar, lpr }: Reference): Told[] {
  const last = lpr.lastPublication;
  const next =
    last === undefined
      ? undefined
      : calendar.firstFrom(`${addMonths(`${last.slice(0, 7)}-01`, 1).slice(0, 8)}20`);
  return [
    {
      what: 'LPR下一次公布',
      on: next ?? null,
      note: last === undefined ? 'LPR还没有任何一次公布' : `表中到${last}为止,公布后由托管机构补入lpr.csv`,
      link: '/rules?tab=tables',
    },
    {
      what: '工作日历到期',
      on: calendar.lastCovered,
      note: '国务院公布下一年放假安排后,由托管机构补入workdays.csv',
      link: '/rules?tab=tables',
    },
  ];
}
