import { ask, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';

/** What a number names, whatever it is: its kind in words, and how the latest of that number stands. */
export interface NamedItem {
  readonly kind: string;
  readonly state: string;
}

/** Undefined where the books know no such number. */
export async function named(sql: Sql, businessNo: string): Promise<NamedItem | undefined> {
  return (await namedItems(sql, [businessNo])).get(businessNo);
}

/** The same for many numbers at once; those that the books do not know are left out. */
export async function namedItems(
  sql: Sql,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, NamedItem>> {
  if (numbers.length === 0) return new Map();
  const items = await ask(
    sql,
    { no: text, kind: text, state: text },
    `SELECT DISTINCT ON (no) no, kind, state FROM (
       SELECT 1 AS rank, id, business_no AS no, '备案' AS kind, status AS state FROM filings ${OF_NUMBERS}
       UNION ALL SELECT 2, id, business_no, '补偿申请', status FROM claims ${OF_NUMBERS}
       UNION ALL SELECT 3, id, business_no, change || '的变更', status FROM amendments ${OF_NUMBERS}
       UNION ALL SELECT 4, id, business_no, '核销申请', status FROM writeoffs ${OF_NUMBERS}
       UNION ALL SELECT 5, id, business_no, CASE WHEN recall THEN '追回' ELSE '追偿回收' END,
                        CASE WHEN undone_on IS NULL THEN '有效' ELSE '已撤销' END
                 FROM recoveries ${OF_NUMBERS}
       UNION ALL SELECT 6, id, business_no, '资格', '受理' FROM standings ${OF_NUMBERS}
       UNION ALL SELECT 7, id, txn_no, '账户流水', '已入账' FROM statement_lines WHERE txn_no = ANY($1::text[])
     ) n ORDER BY no, rank, id DESC`,
    [[...new Set(numbers)]],
  );
  return new Map(items.map(({ no, kind, state }) => [no, { kind, state }]));
}

const OF_NUMBERS = 'WHERE business_no = ANY($1::text[])';
