import { ask, integer, type RowOf, text, whole } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { Fen } from '../../domain/money.js';

/** What the account's statement left unexplained (汇总). Sums in fen. */

const EXCEPTION_SUM = {
  code: text,
  lines: integer,
  amount: whole,
};
export type ExceptionSum = Readonly<RowOf<typeof EXCEPTION_SUM>>;

export async function exceptionSums(sql: Sql): Promise<ExceptionSum[]> {
  return ask(
    sql,
    EXCEPTION_SUM,
    `SELECT code, count(*)::int AS lines, sum(amount) AS amount FROM exceptions GROUP BY code ORDER BY code`,
  );
}

/** What a booking month left unexplained: differences of the running balance, and money in suspense (in less out). */
export interface UnexplainedMonth {
  readonly month: string;
  readonly difference: Fen;
  readonly suspense: Fen;
}

/** Months of booking with a break of the balance (S-BALANCE) or a line in suspense, even where they cancel out. */
export async function unexplainedMonths(sql: Sql): Promise<UnexplainedMonth[]> {
  const rows = await ask(
    sql,
    { month: text, difference: text, suspense: text },
    `SELECT to_char(l.booked_on, 'YYYY-MM') AS month, sum(l.suspense) AS suspense,
            coalesce(sum(broken.difference), 0) AS difference
     FROM statement_lines l
     LEFT JOIN (SELECT j.entry_key, sum(p.credit) - sum(p.debit) AS difference
                FROM journal j JOIN journal_lines p ON p.entry_id = j.id
                WHERE p.account = '余额差异' GROUP BY j.entry_key) AS broken ON broken.entry_key = 'balance:' || l.id
     WHERE l.suspense <> 0 OR broken.difference IS NOT NULL GROUP BY 1 ORDER BY 1`,
  );
  return rows.map(({ month, difference, suspense }) => ({
    month,
    difference: BigInt(difference),
    suspense: BigInt(suspense),
  }));
}
