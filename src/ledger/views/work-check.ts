import { ask, bigint, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';

const WORK_FAULT = { id: bigint, what: text, kept: text, computed: text };
/** A line of the table `work` that does not fit what the books hold. */
export type WorkFault = Readonly<RowOf<typeof WORK_FAULT>>;

const DONE = `('committed', 'receipted', 'published')`;

/**
 * The first line of `work` that does not fit: numbers have no gap; a file that is done is the file in the books, one
 * that is not has none; a date's line is named after it, and its run was done.
 */
export async function workFault(sql: Sql): Promise<WorkFault | undefined> {
  const checks = [
    ['编号不连续', 'w.id::text', 'w.n::text', 'w.id <> w.n'],
    [
      '已完成却没有文件',
      `coalesce(w.file_id::text, '')`,
      `'有'`,
      `w.task = 'file' AND w.state IN ${DONE} AND f.id IS NULL`,
    ],
    [
      '未完成却有文件',
      'w.file_id::text',
      `'(无)'`,
      `w.file_id IS NOT NULL AND NOT (w.task = 'file' AND w.state IN ${DONE})`,
    ],
    ...(['sender', 'name', 'sha256'] as const).map((column) => [
      `与收到的文件不同:${column}`,
      `w.${column}`,
      `f.${column}`,
      `f.id IS NOT NULL AND w.${column} IS DISTINCT FROM f.${column}`,
    ]),
    [
      '与收到的文件不同:received_on',
      'w.received_on::text',
      'f.received_on::text',
      'f.received_on <> w.received_on',
    ],
    ['与收到的文件不同:bytes', 'w.bytes::text', 'f.bytes::text', 'f.bytes <> w.bytes'],
    [
      '不能收取却没有拒收',
      `coalesce(w.problem, '')`,
      `coalesce(f.code, '')`,
      `w.problem IS NOT NULL AND f.status = 'processed'`,
    ],
    [
      '没有存档却没有原因',
      `coalesce(w.problem, '')`,
      `'有'`,
      `w.task = 'file' AND (w.sha256 = '') <> (w.problem IS NOT NULL)`,
    ],
    [
      '日期项的名称',
      'w.token',
      `'date-' || w.received_on`,
      `w.task = 'date' AND w.token <> 'date-' || w.received_on`,
    ],
    [
      '日期项带有文件',
      'w.sender || w.name || w.sha256',
      `'(无)'`,
      `w.task = 'date' AND w.sender || w.name || w.sha256 <> ''`,
    ],
    [
      '月末没有初审',
      'w.received_on::text',
      `'(无)'`,
      `w.task = 'date' AND w.state = 'published' AND r.run_on IS NULL
       AND w.received_on = (date_trunc('month', w.received_on) + interval '1 month - 1 day')::date`,
    ],
    ['试过的次数', 'w.errors::text', 'w.tries::text', 'w.errors < 0 OR w.tries < 0 OR w.errors > w.tries'],
  ] as const;
  for (const [what, kept, computed, condition] of checks) {
    const [found] = await ask(
      sql,
      WORK_FAULT,
      `SELECT w.id, $1 AS what, coalesce(${kept}, '') AS kept, coalesce(${computed}, '') AS computed
       FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM work) w
       LEFT JOIN files f ON f.id = w.file_id LEFT JOIN runs r ON r.run_on = w.received_on
       WHERE ${condition} ORDER BY w.id LIMIT 1`,
      [what ?? ''],
    );
    if (found !== undefined) return found;
  }
  return undefined;
}
