import { ask, date, integer, oneOf, orNull, type RowOf, whole } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';

/** What waits and what is late, as the first page counts it: all of it by one query. */

const ITEMS = [
  '待核',
  '未提议',
  '待查款',
  '应缴回',
  '逾期未缴回',
  '待复核',
  '退回提议',
  '待审批',
  '退回确认',
  '待经办签',
  '待复核签',
  '待放行',
  '退回上传',
] as const;
export type DeskItem = (typeof ITEMS)[number];

const COUNT = {
  count: integer,
  amount: orNull(whole),
  /** Of the one that waits longest; of money owed, the earliest day it was due. */
  oldest: orNull(date),
};
export type Count = Readonly<RowOf<typeof COUNT>>;
export const NOTHING: Count = { count: 0, amount: null, oldest: null };

/** Whose desk it is. */
export interface Desk {
  /** Only this bank's; null: of all banks. */
  readonly bank: string | null;
  /** Whose own drafts and uploads were sent back. */
  readonly login: string;
  readonly today: IsoDate;
}

const OF_BANK = (column: string): string => `($1::text IS NULL OR ${column} = $1)`;
const DAY = (moment: string): string => `(${moment} AT TIME ZONE 'Asia/Shanghai')::date`;
/** What was sent back counts for so long, unless something took its place. */
const RECENT = (moment: string): string => `${DAY(moment)} > $2::date - 30`;

const PENDING = `
  SELECT business_no, bank, received_on, principal_fen AS amount FROM filings WHERE status = '待核'
  UNION ALL SELECT business_no, bank, received_on, amount FROM claims WHERE status = '待核'
  UNION ALL SELECT business_no, bank, received_on, NULL FROM amendments WHERE status = '待核'`;

const OWED = `
  SELECT asked - returned AS amount, due_on FROM recoveries
  WHERE treatment = 'noticed' AND undone_on IS NULL AND settled_on IS NULL AND asked > returned AND ${OF_BANK('bank')}`;

/** Runs with an opinion that were not signed off, and whether the clerk has signed. */
const RUNS = `
  SELECT r.run_on, m.run_on IS NOT NULL AS half FROM runs r
  LEFT JOIN console.signatures m ON m.run_on = r.run_on AND m.step = 'maker'
  LEFT JOIN console.signatures c ON c.run_on = r.run_on AND c.step = 'checker'
  WHERE c.run_on IS NULL AND EXISTS (SELECT 1 FROM opinions o WHERE o.run_on = r.run_on)`;

const SENT_BACK = `
  SELECT p.kind, p.decided_at FROM console.proposals p
  WHERE p.state = 'returned' AND p.maker = $3 AND ${RECENT('p.decided_at')}
    AND NOT EXISTS (SELECT 1 FROM console.proposal_items i JOIN console.proposal_items n ON n.item = i.item
                    WHERE i.proposal = p.id AND n.proposal > p.id)`;

const UPLOADS = `SELECT u.* FROM console.uploads u WHERE u.sender = $1`;

const counted = (item: DeskItem, amount: string, oldest: string, from: string): string =>
  `SELECT '${item}' AS item, count(*)::int4 AS count, ${amount}::text AS amount, ${oldest} AS oldest FROM ${from}`;

const QUERY = `
  WITH pending AS (${PENDING}), mine AS (SELECT * FROM pending WHERE ${OF_BANK('bank')}), owed AS (${OWED}),
       unsigned AS (${RUNS}), back AS (${SENT_BACK}), uploads AS (${UPLOADS})
  ${[
    counted('待核', 'sum(amount)', 'min(received_on)', 'mine'),
    counted(
      '未提议',
      'sum(amount)',
      'min(received_on)',
      `mine WHERE NOT EXISTS (
         SELECT 1 FROM console.proposal_items i WHERE i.item = 'decision:' || mine.business_no AND i.open)`,
    ),
    counted('待查款', 'sum(abs(suspense))', 'min(booked_on)', 'statement_lines WHERE suspense <> 0'),
    counted('应缴回', 'sum(amount)', 'min(due_on)', 'owed'),
    counted('逾期未缴回', 'sum(amount)', 'min(due_on)', 'owed WHERE due_on < $2::date'),
    counted(
      '待复核',
      'NULL',
      DAY('min(made_at)'),
      `console.proposals WHERE state = 'open' AND kind <> 'confirmation'`,
    ),
    counted(
      '待审批',
      'NULL',
      DAY('min(made_at)'),
      `console.proposals WHERE state = 'open' AND kind = 'confirmation'`,
    ),
    counted('退回提议', 'NULL', DAY('min(decided_at)'), `back WHERE kind <> 'confirmation'`),
    counted('退回确认', 'NULL', DAY('min(decided_at)'), `back WHERE kind = 'confirmation'`),
    counted('待经办签', 'NULL', 'min(run_on)', 'unsigned WHERE NOT half'),
    counted('待复核签', 'NULL', 'min(run_on)', 'unsigned WHERE half'),
    counted('待放行', 'NULL', DAY('min(at)'), `uploads WHERE state = 'waiting'`),
    counted(
      '退回上传',
      'NULL',
      DAY('min(decided_at)'),
      `uploads u WHERE state = 'returned' AND by_login = $3 AND ${RECENT('decided_at')}
         AND NOT EXISTS (SELECT 1 FROM uploads n WHERE n.name = u.name AND n.id > u.id)`,
    ),
  ].join('\n  UNION ALL ')}`;

export async function deskCounts(
  sql: Sql,
  { bank, login, today }: Desk,
): Promise<ReadonlyMap<DeskItem, Count>> {
  const rows = await ask(sql, { item: oneOf(...ITEMS), ...COUNT }, QUERY, [bank, today, login]);
  return new Map(rows.map(({ item, ...counted }) => [item, counted]));
}
