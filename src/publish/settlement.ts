import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import { byBank } from '../domain/by-bank.js';
import type { IsoDate } from '../domain/dates.js';
import { settlementOf } from '../ledger/views/settlement.js';
import { number, sum, text, writeSheet } from './sheet.js';

const COLUMNS = [
  text('日期'),
  text('类型'),
  text('业务编号'),
  text('政策类型'),
  text('借据编号'),
  number('金额'),
];

/**
 * A month's settlement files (清算明细), one for each bank with a line. `monthEnd` is the month's last day. Gives back
 * the files' names below the date's folder.
 */
export async function publishSettlement(sql: Sql, out: string, monthEnd: IsoDate): Promise<string[]> {
  const month = monthEnd.slice(0, 7);
  const names: string[] = [];
  for (const [bank, lines] of byBank(await settlementOf(sql, `${month}-01`, monthEnd))) {
    const rows = lines.map((l) => [l.day, l.type, l.businessNo, l.scheme, l.iouNo, sum(l.amount)]);
    const name = `${bank}/settlement-${month}.csv`;
    await writeSheet(join(out, monthEnd, name), COLUMNS, rows);
    names.push(name);
  }
  return names;
}
