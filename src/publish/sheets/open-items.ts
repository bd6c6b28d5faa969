import { ageOf, overdueDays } from '../../domain/age.js';
import type { IsoDate } from '../../domain/dates.js';
import { type OpenItem, openItems } from '../../ledger/views/open-items.js';
import { count, date, money, sheet, text } from '../sheet.js';
import type { AsOf } from './as-of.js';

interface AgedItem extends OpenItem {
  readonly asOf: IsoDate;
  readonly type: string;
  readonly age: { readonly days: number; readonly workingDays: number | undefined };
  readonly overdue: number | undefined;
}

/** 未达事项: each difference between files, ledger and statement, its age and who must act. */
export const OPEN_ITEMS = sheet<AgedItem, AsOf>({
  name: 'open-items',
  title: '未达事项',
  rows: async (sql, of) => (await openItems(sql, of.asOf)).map((item) => aged(item, of)),
  columns: [
    date('截至日期', (i) => i.asOf),
    text('类型', (i) => i.type),
    text('业务编号', (i) => i.businessNo),
    text('流水号', (i) => i.txnNo),
    text('银行', (i) => i.bank),
    text('责任方', (i) => i.owner),
    date('发生日期', (i) => i.since),
    count('账龄天数', (i) => i.age.days),
    count('账龄工作日', (i) => i.age.workingDays),
    date('到期日', (i) => i.dueOn),
    count('逾期工作日', (i) => i.overdue),
    money('金额', (i) => i.amount),
    text('说明', (i) => i.message),
  ],
});

function aged(item: OpenItem, { asOf, calendar }: AsOf): AgedItem {
  const overdue = overdueDays(item.dueOn, asOf, calendar);
  // Past the calendar's end a due date still tells that it has gone by, though not by how many working days.
  const late = overdue === undefined ? item.dueOn !== null && item.dueOn < asOf : overdue > 0;
  return {
    ...item,
    asOf,
    type: late ? '追偿逾期' : item.kind,
    age: ageOf(item.since, asOf, calendar),
    overdue,
  };
}
