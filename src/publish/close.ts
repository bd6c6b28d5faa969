import { join } from 'node:path';
import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { type CloseLine, closeOf } from '../ledger/views/close.js';
import { number, sum, text, writeSheet } from './sheet.js';

const COLUMNS = [
  text('截至日期'),
  text('项目'),
  number('银行及财政文件'),
  number('账簿'),
  number('账户流水'),
  number('文件与流水差额'),
  number('已列明未达'),
  number('不明差额'),
  text('结论'),
];

/** The month's three-way close (三方核对), for the custodian. Gives back its name below the date's folder. */
export async function publishClose(sql: Sql, out: string, monthEnd: IsoDate): Promise<string[]> {
  const name = `CUSTODIAN/close-${monthEnd.slice(0, 7)}.csv`;
  const rows = (await closeOf(sql, monthEnd)).map((line) => row(line, monthEnd));
  await writeSheet(join(out, monthEnd, name), COLUMNS, rows);
  return [name];
}

function row(line: CloseLine, asOf: IsoDate): string[] {
  const apart = line.files - line.statement;
  return [
    asOf,
    line.item,
    sum(line.files),
    sum(line.ledger),
    sum(line.statement),
    sum(apart),
    sum(line.listed),
    sum(line.unexplained),
    conclusion(line),
  ];
}

/** A payment or clawback under way is explained by its item; suspense and a balance break are not explained by being listed. */
function conclusion(line: CloseLine): string {
  if (line.unexplained !== 0n) return '有不明差额,须查明';
  if (line.files === line.statement) return '一致';
  const explained = line.item === '补偿拨付' || line.item === '追偿缴回';
  return explained ? '差额均为未达款项,已列明' : '有未解释的款项,见open-items.csv';
}
