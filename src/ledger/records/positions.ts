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

/** Positions of every bank and scheme (or of these) with an accepted filing or a claim, by bank and scheme. */
export async function positions(sql: Sql, schemes?: readonly Scheme[]): Promise<BankPosition[]> {
  const rows = await sql.query<
    Record<'filed' | 'applied' | 'recommended' | 'paid' | 'returned', string> & Named
  >(POSITIONS, [schemes ?? null]);
  return rows.map((row) => {
    const recommended = BigInt(row.recommended);
    const paid = BigInt(row.paid);
    const returned = BigInt(row.returned);
    return {
      bank: row.bank,
      scheme: row.scheme,
      hasFiling: row.has_filing,
      filed: BigInt(row.filed),
      applied: BigInt(row.applied),
      recommended,
      paid,
      returned,
      net: recommended + paid - returned,
    };
  });
}

interface Named {
  readonly bank: string;
  readonly scheme: Scheme;
  readonly has_filing: boolean;
}

const POSITIONS = `
  SELECT bank, scheme, bool_or(filing) AS has_filing, sum(filed)::text AS filed, sum(applied)::text AS applied,
         sum(recommended)::text AS recommended, sum(paid)::text AS paid, sum(returned)::text AS returned
  FROM (
    SELECT bank, scheme, true AS filing, coalesce(sum(principal_fen), 0) AS filed,
           0 AS applied, 0 AS recommended, 0 AS paid, 0 AS returned
    FROM filings WHERE status = '受理' AND ($1::text[] IS NULL OR scheme = ANY($1::text[])) GROUP BY bank, scheme
    UNION ALL
    SELECT bank, scheme, false, 0,
           coalesce(sum(base) FILTER (WHERE status ${APPLIED}), 0),
           coalesce(sum(amount) FILTER (WHERE status = '建议补偿'), 0),
           coalesce(sum(amount) FILTER (WHERE status IN ('已拨付', '已核销')), 0),
           coalesce(sum(returned), 0)
    FROM claims WHERE $1::text[] IS NULL OR scheme = ANY($1::text[]) GROUP BY bank, scheme
  ) AS parts
  GROUP BY bank, scheme ORDER BY bank, scheme`;

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

/** @param states by `<bank>/<scheme>` */
export async function saveBankStates(
  sql: Sql,
  states: ReadonlyMap<string, BankState>,
  on: IsoDate,
): Promise<void> {
  const keys = [...states.keys()].map((key) => key.split('/'));
  await sql.query(
    `INSERT INTO bank_states (bank, scheme, state, as_of)
     SELECT bank, scheme, state, $4::date FROM unnest($1::text[], $2::text[], $3::text[]) AS s(bank, scheme, state)
     ON CONFLICT (bank, scheme) DO UPDATE SET state = excluded.state, as_of = excluded.as_of`,
    [keys.map(([bank]) => bank ?? ''), keys.map(([, scheme]) => scheme ?? ''), [...states.values()], on],
  );
}
