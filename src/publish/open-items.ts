import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import { ageOf, overdueDays } from '../domain/age.js';
import type { IsoDate } from '../domain/dates.js';
import type { WorkCalendar } from '../domain/workdays.js';
import { type OpenItem, openItems } from '../ledger/views/open-items.js';
import { maybe, number, sum, text, writeSheet } from './sheet.js';

const COLUMNS = [
  text('截至日期'),
  text('类型'),
  text('业务编号'),
  text('流水号'),
  text('银行'),
  text('责任方'),
  text('发生日期'),
  number('账龄天数'),
  number('账龄工作日'),
  text('到期日'),
  number('逾期工作日'),
  number('金额'),
  text('说明'),
];

/** registers/open-items.csv (未达事项): each difference between files, ledger and statement, its age and who must act. */
export async function publishOpenItems(
  sql: Sql,
  out: string,
  asOf: IsoDate,
  calendar: WorkCalendar,
): Promise<void> {
  const rows = (await openItems(sql, asOf)).map((item) => row(item, asOf, calendar));
  await writeSheet(join(out, 'registers', 'open-items.csv'), COLUMNS, rows);
}

function row(item: OpenItem, asOf: IsoDate, calendar: WorkCalendar): string[] {
  const age = ageOf(item.since, asOf, calendar);
  const overdue = overdueDays(item.dueOn, asOf, calendar);
  // Past the calendar's end a due date still tells that it has gone by, though not by how many working days.
  const late = overdue === undefined ? item.dueOn !== null && item.dueOn < asOf : overdue > 0;
  return [
    asOf,
    late ? '追偿逾期' : item.kind,
    item.businessNo,
    item.txnNo,
    item.bank,
    item.owner,
    item.since,
    String(age.days),
    maybe(age.workingDays),
    maybe(item.dueOn),
    maybe(overdue),
    sum(item.amount),
    item.message,
  ];
}
