import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Sql } from '../db/db.js';
import { addDays, type IsoDate, monthEnd, shanghaiDate } from '../domain/dates.js';
import type { DroppedFile } from '../io/inbox.js';
import { calendarOf } from '../ledger/records/books.js';
import { keep } from '../ledger/records/kept.js';
import { calendarOfWork } from '../ledger/work/work-progress.js';
import { closeMonth, type Workplace } from '../pipeline.js';
import { look, takeInto } from '../stages/receive.js';
import { Refusal } from '../stages/refusal.js';
import { CommandError, reasonOf, WordsError } from './exit.js';
import { dateOption } from './place.js';
import { tell } from './say.js';

/** Today in Shanghai: the business date of what happens now. */
export function today(): IsoDate {
  return shanghaiDate(Date.now());
}

/** A file as if it had been dropped by a sender. */
export function droppedBy(sender: string, path: string): DroppedFile {
  return { sender, name: basename(path), path: resolve(path) };
}

/** How far a date may lie beyond the newest of the books without being asked about. */
const FAR_DAYS = 40;

/** Options of commands that take a business date. */
export interface DateGuards {
  readonly future?: boolean;
  readonly skipTo?: IsoDate;
}

export function dateGuards(command: Command): Command {
  return command
    .option('--future', '演练:允许晚于今天的日期(账簿即标为演练账簿)')
    .option('--skip-to <date>', '日期比账簿最后日期晚40天以上时,确认可到这一天', dateOption);
}

/** @throws WordsError where the date is after today and that is not meant */
export function demandPast(on: IsoDate, { future }: DateGuards): void {
  if (on > today() && future !== true)
    throw new WordsError(`日期${on}晚于今天${today()}(北京时间)。请核对日期;演练时请加--future。`);
}

/**
 * A date that is mistyped cannot be taken back: the calendar would run every month-end up to it. One after today, or far
 * beyond the books' newest date, is refused unless the words say that it is meant.
 * @throws WordsError
 */
export async function demandPlausibleDate(
  sql: Sql,
  on: IsoDate,
  guards: DateGuards,
  newest?: IsoDate,
): Promise<void> {
  demandPast(on, guards);
  const last = newest ?? (await calendarOf(sql)).last;
  const { skipTo } = guards;
  const far = last !== undefined && on > addDays(last, FAR_DAYS);
  if (far && (skipTo === undefined || on > skipTo))
    throw new WordsError(
      `日期${on}比账簿最后处理的${last}晚${FAR_DAYS}天以上,其间的月末初审会先全部补做,不能撤销。` +
        `请核对日期;确要如此请加--skip-to ${on}。`,
    );
  if (on > today()) await keep(sql, { rehearsal: on });
}

/** The past is closed: nothing is taken before the newest date of the books, nor on a day whose run is done. */
export async function demandOpenDay(sql: Sql, on: IsoDate): Promise<void> {
  const { last, lastRun } = await calendarOf(sql);
  if (last !== undefined && on < last) {
    throw new CommandError(`账簿已处理到${last},不能补记更早的${on}。请用--on指明${last}或以后的日期。`);
  }
  if (lastRun !== undefined && on <= lastRun) {
    throw new CommandError(`${lastRun}的初审已经完成,当日及以前的文件不能再收。请用下一日的日期。`);
  }
}

/** @throws WordsError where there is no such file to send */
export async function demandSent(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => {
    throw new WordsError(`文件${path}不能读取:${reasonOf(error)}。`);
  });
  if (!found.isFile()) throw new WordsError(`${path}不是文件。`);
}

/** Carries the news out of a transaction that must not commit. */
class Taken extends Error {}

/** Whether the file as a whole would be refused; takes it in a transaction that is rolled back. */
export async function wouldBeRefused(place: Workplace, file: DroppedFile, on: IsoDate): Promise<boolean> {
  const { reference } = place.configuration;
  const inspected = await look({ file, receivedOn: on }, reference);
  try {
    return await place.db.transaction(async (tx) => {
      await takeInto(tx, inspected, reference);
      throw new Taken();
    });
  } catch (error) {
    if (error instanceof Taken) return false;
    if (error instanceof Refusal) return true;
    throw error;
  }
}

/** Does the runs that have been missed: the calendar says they come first. */
export async function catchUp(place: Workplace, missed: readonly IsoDate[]): Promise<void> {
  for (const date of missed) {
    await closeMonth(place, date);
    tell(`已补做${date}的初审。\n`);
  }
}

/** Month ends before `on` whose run has not been done. */
export async function missedRuns(sql: Sql, on: IsoDate): Promise<IsoDate[]> {
  const { first, lastRun } = await calendarOf(sql);
  if (first === undefined) return [];
  const missed: IsoDate[] = [];
  let end = lastRun === undefined ? monthEnd(first) : monthEnd(addDays(lastRun, 1));
  for (; end < on; end = monthEnd(addDays(end, 1))) missed.push(end);
  return missed;
}

/** Before a live inbox is looked after: the machine's day is one that the books, or work that waits for them, may go on to. */
export async function demandDateToday(sql: Sql, guards: DateGuards): Promise<void> {
  const { last } = await calendarOfWork(sql);
  await demandPlausibleDate(sql, last !== undefined && last > today() ? last : today(), guards, last);
}
