import { ask, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';

/** What a number names, whatever it is: its kind in words, and how the latest of that number stands. */
export interface NamedItem {
  readonly kind: string;
  readonly state: string;
}

/** Undefined where the books know no such number. */
export async function named(sql: Sql, businessNo: string): Promise<NamedItem | undefined> {
  const [item] = await ask(
    sql,
    { kind: text, state: text },
    `SELECT kind, state FROM (
       SELECT 1 AS rank, id, '备案' AS kind, status AS state FROM filings WHERE business_no = $1
       UNION ALL SELECT 2, id, '补偿申请', status FROM claims WHERE business_no = $1
       UNION ALL SELECT 3, id, change || '的变更', status FROM amendments WHERE business_no = $1
       UNION ALL SELECT 4, id, '核销申请', status FROM writeoffs WHERE business_no = $1
       UNION ALL SELECT 5, id, CASE WHEN recall THEN '追回' ELSE '追偿回收' END,
                        CASE WHEN undone_on IS NULL THEN '有效' ELSE '已撤销' END
                 FROM recoveries WHERE business_no = $1
       UNION ALL SELECT 6, id, '资格', '受理' FROM standings WHERE business_no = $1
     ) n ORDER BY rank, id DESC LIMIT 1`,
    [businessNo],
  );
  return item;
}
