import type { Sql } from '../db/db.js';
import type { IsoDate } from '../domain/dates.js';
import { type Fen, percent, yuanWords } from '../domain/money.js';
import { type BankState, NO_POSITION, type Position, type Sums, withPaid } from '../domain/position.js';
import type { Reference } from '../domain/reference.js';
import type { ListRow } from '../ledger/console/page.js';
import { bankStates, positions } from '../ledger/records/positions.js';
import { nextState } from '../rules/suspension.js';
import { ifRejected } from './reject-effects.js';

/** What a decision over a referred item would do to its bank, computed from where the bank stands. */

/** Gives rows of 待核 their 通过则, the sums before and after, and their 退回则. */
export async function withEffects(
  sql: Sql,
  reference: Reference,
  today: IsoDate,
  rows: readonly ListRow[],
): Promise<ListRow[]> {
  if (rows.length === 0) return [];
  const keyOf = (one: { readonly [key: string]: unknown }): string => `${one['bank']}/${one['scheme']}`;
  const held = new Map((await positions(sql, { on: today })).map((one) => [keyOf({ ...one }), one]));
  const { policies } = reference;
  const states = new Map((await bankStates(sql)).map((one) => [keyOf({ ...one }), one.state]));
  return rows.map((given) => {
    const row: ListRow = { ...given, if_rejected: ifRejected(given, reference, today) };
    const key = keyOf(row);
    const position = held.get(key) ?? NO_POSITION;
    const terms = policies.of(String(row['scheme'])).termsOn(today);
    const after = accepted(row, position);
    if (after === undefined) return row;
    const before: BankState = states.get(key) ?? '正常';
    const suspends = before === '正常' && nextState(before, after, terms) === '暂停';
    return {
      ...row,
      if_accepted: `${row['if_accepted']}:${change(position, after)}${suspends ? ';该行将达到暂停补偿的条件' : ''}`,
    };
  });
}

const fenOf = (value: unknown): Fen => BigInt(String(value ?? 0));

/** Where the bank would stand; undefined for what moves no sum. */
function accepted(row: ListRow, position: Position): Position | undefined {
  if (row['kind'] === '备案') return added(position, { filed: fenOf(row['amount']) });
  if (row['kind'] !== '补偿申请' || row['amount'] === null) return undefined;
  return withPaid(added(position, { applied: fenOf(row['base']) }), fenOf(row['amount']));
}

function added(position: Position, by: Partial<Sums>): Position {
  const plus = (sums: Sums): Sums => ({
    ...sums,
    filed: sums.filed + (by.filed ?? 0n),
    applied: sums.applied + (by.applied ?? 0n),
  });
  return { ...position, ...plus(position), year: plus(position.year) };
}

function change(before: Position, after: Position): string {
  const sum = (name: string, from: Fen, to: Fen): string[] =>
    from === to ? [] : [`${name}${yuanWords(from)}→${yuanWords(to)}`];
  const [from, to] = [shareOf(before), shareOf(after)];
  return [
    ...sum('备案本金', before.filed, after.filed),
    ...sum('申请不良本金', before.applied, after.applied),
    ...(from === to ? [] : [`不良占比${from}→${to}`]),
    ...sum('补偿净额', before.net, after.net),
  ].join(',');
}

const shareOf = ({ applied, filed }: Sums): string => {
  const text = percent({ num: applied, den: filed }, 2);
  return text === '' ? '无备案' : `${text}%`;
};
