import { basename, resolve } from 'node:path';
import type { Sql } from '../db/db.js';
import { addDays, type IsoDate, monthEnd, shanghaiDate } from '../domain/dates.js';
import type { DroppedFile } from '../io/inbox.js';
import { calendarOf } from '../ledger/records/books.js';
import { closeMonth, type Workplace } from '../pipeline.js';
import { CommandError, WordsError } from './exit.js';
import type { PlaceOptions } from './place.js';

/** Commands that work a step at a time need books that are kept. */
export function demandKeptBooks(options: PlaceOptions): void {
  if (options.data === undefined && (process.env.DATABASE_URL ?? '') === '') {
    throw new WordsError('请用DATABASE_URL(PostgreSQL)或--data <目录>指明账簿所在。');
  }
}

/** Today in Shanghai: the business date of what happens now. */
export function today(): IsoDate {
  return shanghaiDate(Date.now());
}

/** A file as if it had been dropped by a sender. */
export function droppedBy(sender: string, path: string): DroppedFile {
  return { sender, name: basename(path), path: resolve(path) };
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

/** Does the runs of month ends before `on` that have not been done: the calendar says they come first. */
export async function catchUp(place: Workplace, on: IsoDate): Promise<void> {
  for (const date of await missedRuns(place.db, on)) {
    await closeMonth(place, date);
    process.stderr.write(`已补做${date}的初审。\n`);
  }
}

async function missedRuns(sql: Sql, on: IsoDate): Promise<IsoDate[]> {
  const { first, lastRun } = await calendarOf(sql);
  if (first === undefined) return [];
  const missed: IsoDate[] = [];
  let end = lastRun === undefined ? monthEnd(first) : monthEnd(addDays(lastRun, 1));
  for (; end < on; end = monthEnd(addDays(end, 1))) missed.push(end);
  return missed;
}
