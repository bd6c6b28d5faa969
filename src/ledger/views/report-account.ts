import { ask, bigint, maybe, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';

/** What reports say of the dedicated account (专户), as its bank printed it; sums in fen. */

const TURNOVER = { direction: text, purpose: text, amount: bigint };
export type Turnover = RowOf<typeof TURNOVER>;

/** Statement lines by 收支方向 and 用途 whose 交易日期 lies in [from, to]. */
export function turnoverIn(sql: Sql, from: IsoDate, to: IsoDate): Promise<Turnover[]> {
  return ask(
    sql,
    TURNOVER,
    `SELECT direction, purpose, sum(amount)::bigint AS amount FROM statement_lines
     WHERE booked_on BETWEEN $1 AND $2 GROUP BY direction, purpose`,
    [from, to],
  );
}

/** Balance of the line that arrived last among those booked in [from, to]; undefined where there is none. */
export async function balanceIn(sql: Sql, from: IsoDate, to: IsoDate): Promise<Fen | undefined> {
  const [line] = await ask(
    sql,
    { balance: maybe(bigint) },
    'SELECT balance FROM statement_lines WHERE booked_on BETWEEN $1 AND $2 ORDER BY id DESC LIMIT 1',
    [from, to],
  );
  return line?.balance;
}

const USE = { target: text, direction: text, purpose: text, amount: bigint };
export type Use = RowOf<typeof USE>;

/** Where the money of all statement lines went, matchings and what was undone of them included. */
export function usesOfMoney(sql: Sql): Promise<Use[]> {
  return ask(
    sql,
    USE,
    `SELECT a.target, l.direction, l.purpose, sum(a.amount)::bigint AS amount
     FROM allocations a JOIN statement_lines l ON l.id = a.line_id GROUP BY a.target, l.direction, l.purpose`,
  );
}

const FEE = { year: text, amount: bigint };

/** 管理费 taken, by 归属年度: what lines booked as fee still are after matching. */
export function feesByYear(sql: Sql): Promise<RowOf<typeof FEE>[]> {
  return ask(
    sql,
    FEE,
    `SELECT coalesce(l.fee_year, to_char(l.booked_on, 'YYYY')) AS year, sum(a.amount)::bigint AS amount
     FROM allocations a JOIN statement_lines l ON l.id = a.line_id WHERE a.target = 'fee' GROUP BY 1 ORDER BY 1`,
  );
}
