import { ask, bigint, oneOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { IsoDate } from '../../domain/dates.js';
import { availableOf } from '../../domain/fund.js';
import type { Fen } from '../../domain/money.js';
import { compareCodePoints } from '../../domain/order.js';
import {
  BANK_STATES,
  type BankState,
  type PositionParts,
  positionOf,
  yearOf,
} from '../../domain/position.js';
import type { Scheme } from '../../domain/scheme.js';
import { CLAIM_STATUSES } from '../../domain/transitions.js';

/** A bank's position under one scheme. */
export interface BankPosition extends PositionParts {
  readonly bank: string;
  readonly scheme: Scheme;
  /** Whether it has an accepted filing. */
  readonly hasFiling: boolean;
}

/** Positions of every bank and scheme (or of these) with an accepted filing or a claim, by bank and scheme. */
export async function positions(
  sql: Sql,
  { schemes, on = NO_YEAR }: { readonly schemes?: readonly Scheme[]; readonly on?: IsoDate } = {},
): Promise<BankPosition[]> {
  const { from, to } = yearOf(on);
  const params = [schemes ?? null, from, to];
  const filings = await ask(sql, FILED, FILED_SUMS, params);
  const claims = await ask(sql, CLAIMED, CLAIM_SUMS, params);
  const keys = new Map([...filings, ...claims].map((one) => [`${one.bank}/${one.scheme}`, one]));
  return [...keys.values()].sort(byBankAndScheme).map(({ bank, scheme }) => {
    const ours = (one: { bank: string; scheme: string }): boolean =>
      one.bank === bank && one.scheme === scheme;
    const filed = filings.find(ours);
    return {
      bank,
      scheme,
      hasFiling: filed !== undefined,
      ...positionOf(filed ?? { filed: 0n, yearFiled: 0n }, claims.filter(ours)),
    };
  });
}

/** Where nobody asks for a year's sums. */
const NO_YEAR: IsoDate = '0001-12-31';

const byBankAndScheme = (a: Named, b: Named): number =>
  compareCodePoints(a.bank, b.bank) || compareCodePoints(a.scheme, b.scheme);

interface Named {
  readonly bank: string;
  readonly scheme: Scheme;
}

const FILED = { bank: text, scheme: text, filed: bigint, yearFiled: bigint };
const FILED_SUMS = `
  SELECT bank, scheme, coalesce(sum(principal_fen), 0)::bigint AS filed,
         coalesce(sum(principal_fen) FILTER (WHERE received_on BETWEEN $2 AND $3), 0)::bigint AS year_filed
  FROM filings WHERE status = '受理' AND ($1::text[] IS NULL OR scheme = ANY($1::text[])) GROUP BY bank, scheme`;

const CLAIMED = {
  bank: text,
  scheme: text,
  status: oneOf(...CLAIM_STATUSES),
  base: bigint,
  yearBase: bigint,
  amount: bigint,
  returned: bigint,
  yearPaid: bigint,
  yearReturned: bigint,
};
const CLAIM_SUMS = `
  SELECT bank, scheme, status, coalesce(sum(base), 0)::bigint AS base,
         coalesce(sum(base) FILTER (WHERE received_on BETWEEN $2 AND $3), 0)::bigint AS year_base,
         coalesce(sum(amount), 0)::bigint AS amount, coalesce(sum(returned), 0)::bigint AS returned,
         coalesce(sum(amount) FILTER (WHERE paid_on BETWEEN $2 AND $3), 0)::bigint AS year_paid,
         coalesce(sum(returned) FILTER (WHERE paid_on BETWEEN $2 AND $3), 0)::bigint AS year_returned
  FROM claims WHERE $1::text[] IS NULL OR scheme = ANY($1::text[]) GROUP BY bank, scheme, status`;

/** Balances of the journal's accounts in fen, debits counted positive. */
export async function accountBalances(sql: Sql): Promise<Map<string, Fen>> {
  const rows = await ask(
    sql,
    { account: text, balance: bigint },
    'SELECT account, (sum(debit) - sum(credit))::bigint AS balance FROM journal_lines GROUP BY account',
  );
  return new Map(rows.map((row) => [row.account, row.balance]));
}

export async function available(sql: Sql): Promise<Fen> {
  return availableOf(await accountBalances(sql));
}

const BANK_STATE = { bank: text, scheme: text, state: oneOf(...BANK_STATES) };

export async function bankStates(sql: Sql): Promise<{ bank: string; scheme: Scheme; state: BankState }[]> {
  return ask(sql, BANK_STATE, 'SELECT bank, scheme, state FROM bank_states');
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
