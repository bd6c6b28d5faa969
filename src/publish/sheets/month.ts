import type { IsoDate } from '../../domain/dates.js';
import { type CloseLine, closeOf } from '../../ledger/views/close.js';
import { type SettlementView, settlementOf } from '../../ledger/views/settlement.js';
import { date, money, type Sheet, sheet, sheetPerBank, text } from '../sheet.js';

/** The sheets of a month's last day, which is what they are filled for. */

const monthOf = (monthEnd: IsoDate): string => monthEnd.slice(0, 7);

/** 清算明细 of a bank: everything that took effect in the month. */
const SETTLEMENT = sheetPerBank<SettlementView, IsoDate>({
  name: (monthEnd) => `settlement-${monthOf(monthEnd)}`,
  title: '清算明细',
  rows: (sql, monthEnd) => settlementOf(sql, `${monthOf(monthEnd)}-01`, monthEnd),
  columns: [
    date('日期', (l) => l.day),
    text('类型', (l) => l.type),
    text('业务编号', (l) => l.businessNo),
    text('政策类型', (l) => l.scheme),
    text('借据编号', (l) => l.iouNo),
    money('金额', (l) => l.amount),
  ],
});

/** 三方核对: files, ledger and account statement side by side, for the custodian. */
const CLOSE = sheet<CloseLine & { readonly asOf: IsoDate }, IsoDate>({
  name: (monthEnd) => `close-${monthOf(monthEnd)}`,
  title: '三方核对',
  folder: 'CUSTODIAN',
  rows: async (sql, asOf) => (await closeOf(sql, asOf)).map((line) => ({ ...line, asOf })),
  columns: [
    date('截至日期', (l) => l.asOf),
    text('项目', (l) => l.item),
    money('银行及财政文件', (l) => l.files),
    money('账簿', (l) => l.ledger),
    money('账户流水', (l) => l.statement),
    money('文件与流水差额', (l) => l.files - l.statement),
    money('已列明未达', (l) => l.listed),
    money('不明差额', (l) => l.unexplained),
    text('结论', conclusionOf),
  ],
});

/** A payment or clawback under way is explained by its item; suspense and a balance break are not explained by being listed. */
export function conclusionOf(line: CloseLine): string {
  if (line.unexplained !== 0n) return '有不明差额,须查明';
  if (line.files === line.statement) return '一致';
  const explained = line.item === '补偿拨付' || line.item === '追偿缴回';
  return explained ? '差额均为未达款项,已列明' : '有未解释的款项,见open-items.csv';
}

export const MONTH_SHEETS: readonly Sheet<IsoDate>[] = [SETTLEMENT, CLOSE];
