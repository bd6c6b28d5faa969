import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import type { Fen } from '../../domain/money.js';
import type { Scheme } from '../../domain/scheme.js';
import type { BankState, Position } from '../../rules/suspension.js';
import { APPLIED } from './status-sql.js';

/** A bank's position under one scheme and what it is made of; sums in fen. */
export interface BankPosition extends Position {
  readonly bank: string;
  readonly scheme: Scheme;
  /** 建议未拨付: recommended, not yet confirmed. */
  readonly recommended: Fen;
  /** 已拨付, 已核销 included. */
  readonly paid: Fen;
  /** 已缴回: clawback money received. */
  readonly returned: Fen;
  /** Whether it has an accepted filing. */
  readonly hasFiling: boolean;
}

/**
 * Positions of every bank and scheme (or of these) with an accepted filing or a claim, by bank and scheme. A year's sums
 * are of filings and claims received in it, and of what was paid in it or is recommended.
 */
export async function positions(
  sql: Sql,
  { schemes, on = NO_YEAR }: { readonly schemes?: readonly Scheme[]; readonly on?: IsoDate } = {},
): Promise<BankPosition[]> {
  const rows = await sql.query<Record<PartName, string> & Named>(POSITIONS, [
    schemes ?? null,
    `${on.slice(0, 4)}-01-01`,
    `${on.slice(0, 4)}-12-31`,
  ]);
  return rows.map((row) => {
    const sum = (name: PartName): Fen => BigInt(row[name]);
    const used = sum('recommended') + sum('disbursed');
    const usedInYear = sum('recommended') + sum('year_disbursed');
    return {
      bank: row.bank,
      scheme: row.scheme,
      hasFiling: row.has_filing,
      recommended: sum('recommended'),
      paid: sum('disbursed'),
      returned: sum('returned'),
      filed: sum('filed'),
      applied: sum('applied'),
      used,
      net: used - sum('returned'),
      year: {
        filed: sum('year_filed'),
        applied: sum('year_applied'),
        used: usedInYear,
        net: usedInYear - sum('year_returned'),
      },
    };
  });
}

/** Where nobody asks for a year's sums. */
const NO_YEAR: IsoDate = '0001-12-31';

interface Named {
  readonly bank: string;
  readonly scheme: Scheme;
  readonly has_filing: boolean;
}

const PARTS = [
  'filed',
  'year_filed',
  'applied',
  'year_applied',
  'recommended',
  'disbursed',
  'year_disbursed',
  'returned',
  'year_returned',
] as const;
type PartName = (typeof PARTS)[number];

const POSITIONS = `
  WITH f AS (
    SELECT bank, scheme, sum(principal_fen) AS filed,
           sum(principal_fen) FILTER (WHERE received_on BETWEEN $2 AND $3) AS year_filed
    FROM filings WHERE status = '受理' AND ($1::text[] IS NULL OR scheme = ANY($1::text[])) GROUP BY bank, scheme
  ), c AS (
    SELECT bank, scheme, sum(base) FILTER (WHERE status ${APPLIED}) AS applied,
           sum(base) FILTER (WHERE status ${APPLIED} AND received_on BETWEEN $2 AND $3) AS year_applied,
           sum(amount) FILTER (WHERE status = '建议补偿') AS recommended,
           sum(amount) FILTER (WHERE status IN ('已拨付', '已核销')) AS disbursed,
           sum(amount) FILTER (WHERE status IN ('已拨付', '已核销') AND paid_on BETWEEN $2 AND $3) AS year_disbursed,
           sum(returned) AS returned, sum(returned) FILTER (WHERE paid_on BETWEEN $2 AND $3) AS year_returned
    FROM claims WHERE $1::text[] IS NULL OR scheme = ANY($1::text[]) GROUP BY bank, scheme
  )
  SELECT bank, scheme, f.bank IS NOT NULL AS has_filing,
         ${PARTS.map((name) => `coalesce(${name}, 0)::text AS ${name}`).join(', ')}
  FROM f FULL JOIN c USING (bank, scheme) ORDER BY bank, scheme`;

/** Balances of the journal's accounts in fen, debits counted positive. */
export async function accountBalances(sql: Sql): Promise<Map<string, Fen>> {
  const rows = await sql.query<{ account: string; balance: string }>(
    'SELECT account, (sum(debit) - sum(credit))::text AS balance FROM journal_lines GROUP BY account',
  );
  return new Map(rows.map((row) => [row.account, BigInt(row.balance)]));
}

/** 可用余额: capital paid in + interest − fees + clawback money received − compensation recommended or paid. */
export function availableOf(balances: ReadonlyMap<string, Fen>): Fen {
  const accounts = ['基金本金', '利息收入', '管理费', '追偿返还', '补偿支出'];
  return accounts.reduce((sum, account) => sum - (balances.get(account) ?? 0n), 0n);
}

export async function available(sql: Sql): Promise<Fen> {
  return availableOf(await accountBalances(sql));
}

export async function bankStates(sql: Sql): Promise<{ bank: string; scheme: Scheme; state: BankState }[]> {
  return sql.query('SELECT bank, scheme, state FROM bank_states');
}

/** Keeps the states that a run leaves, and which of them it changed. @param states by `<bank>/<scheme>` */
export async function saveBankStates(
  sql: Sql,
  states: ReadonlyMap<string, BankState>,
  on: IsoDate,
): Promise<void> {
  const keys = [...states.keys()].map((key) => key.split('/'));
  await sql.query(
    `INSERT INTO bank_state_changes (bank, scheme, run_on, state)
     SELECT s.bank, s.scheme, $4::date, s.state FROM unnest($1::text[], $2::text[], $3::text[]) AS s(bank, scheme, state)
     LEFT JOIN bank_states b ON b.bank = s.bank AND b.scheme = s.scheme
     WHERE s.state <> coalesce(b.state, '正常')`,
    [keys.map(([bank]) => bank ?? ''), keys.map(([, scheme]) => scheme ?? ''), [...states.values()], on],
  );
  await sql.query(
    `INSERT INTO bank_states (bank, scheme, state, as_of)
     SELECT bank, scheme, state, $4::date FROM unnest($1::text[], $2::text[], $3::text[]) AS s(bank, scheme, state)
     ON CONFLICT (bank, scheme) DO UPDATE SET state = excluded.state, as_of = excluded.as_of`,
    [keys.map(([bank]) => bank ?? ''), keys.map(([, scheme]) => scheme ?? ''), [...states.values()], on],
  );
}
