import type { Sql } from '../db/db.js';
import { monthStart } from '../domain/dates.js';
import type { Fen, Ratio } from '../domain/money.js';
import { compareCodePoints } from '../domain/order.js';
import { type MonthSum, monthSums, type RowAnswer, rowAnswers } from '../ledger/views/answers.js';
import { settlementOf } from '../ledger/views/settlement.js';
import { fundItems, positionLines } from '../publish/sheets/fund-registers.js';

/** Two sets of books of the same files: as they are, and as they would be. */
export interface Both {
  readonly before: Sql;
  readonly after: Sql;
}

/** What differs, on either side; undefined where that side has nothing of the kind. */
export interface Pair<T> {
  readonly before: T | undefined;
  readonly after: T | undefined;
}

/** The side that is there, for what both have in common. */
export function either<T>({ before, after }: Pair<T>): T {
  const one = before ?? after;
  if (one === undefined) throw new Error('a pair of nothing');
  return one;
}

/** 逐行: rows whose result, codes, state or amount differ, in the order taken, in pages. */
export async function* rowDifferences({ before, after }: Both): AsyncGenerator<Pair<RowAnswer>[]> {
  const [left, right] = [new Rows(before), new Rows(after)];
  let page: Pair<RowAnswer>[] = [];
  for (;;) {
    const [a, b] = [await left.next(), await right.next()];
    if (a === undefined && b === undefined) break;
    const order = a === undefined ? 1 : b === undefined ? -1 : comparePlaces(a, b);
    const pair = { before: order <= 0 ? a : undefined, after: order >= 0 ? b : undefined };
    if (order <= 0) left.take();
    if (order >= 0) right.take();
    if (!sameAnswer(pair)) page.push(pair);
    if (page.length === 1_000) {
      yield page;
      page = [];
    }
  }
  yield page;
}

/** Rows one after another, with a look at the next one. */
class Rows {
  readonly #pages: AsyncGenerator<RowAnswer[]>;
  #page: readonly RowAnswer[] = [];
  #at = 0;

  constructor(sql: Sql) {
    this.#pages = rowAnswers(sql);
  }

  async next(): Promise<RowAnswer | undefined> {
    if (this.#at === this.#page.length) {
      const { value } = await this.#pages.next();
      this.#page = value ?? [];
      this.#at = 0;
    }
    return this.#page[this.#at];
  }

  take(): void {
    this.#at += 1;
  }
}

function comparePlaces(a: RowAnswer, b: RowAnswer): number {
  if (a.fileId !== b.fileId) return a.fileId < b.fileId ? -1 : 1;
  return a.rowNo - b.rowNo;
}

function sameAnswer({ before, after }: Pair<RowAnswer>): boolean {
  return (
    before?.outcome === after?.outcome &&
    before?.status === after?.status &&
    before?.amount === after?.amount &&
    before?.businessNo === after?.businessNo &&
    before?.codes.join(';') === after?.codes.join(';')
  );
}

/** A sum of either side; one that is not there counts 0. */
export interface SumPair {
  readonly before: Fen;
  readonly after: Fen;
}

export interface MonthDifference extends SumPair {
  readonly bank: string;
  readonly scheme: string;
  readonly month: string;
  readonly item: string;
}

/** 分月: sums of a bank, scheme and month that differ, by bank, scheme, month and item. */
export async function monthDifferences({ before, after }: Both): Promise<MonthDifference[]> {
  const sums = new Map<string, MonthDifference>();
  const add = (side: 'before' | 'after', { bank, scheme, month, item, amount }: MonthSum): void => {
    const key = [bank, scheme, month, item].join('\t');
    const old = sums.get(key) ?? { bank, scheme, month, item, before: 0n, after: 0n };
    sums.set(key, { ...old, [side]: old[side] + amount });
  };
  for (const sum of await sumsOf(before)) add('before', sum);
  for (const sum of await sumsOf(after)) add('after', sum);
  return [...sums]
    .filter(([, one]) => one.before !== one.after)
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([, one]) => one);
}

async function sumsOf(sql: Sql): Promise<MonthSum[]> {
  const lines = await settlementOf(sql, '0001-01-01', '9999-12-31');
  const settled = lines.map(({ bank, scheme, day, type, amount }) => ({
    bank,
    scheme,
    month: monthStart(day).slice(0, 7),
    item: type,
    amount,
  }));
  return [...(await monthSums(sql)), ...settled];
}

interface Standing {
  readonly bank: string;
  readonly scheme: string;
  readonly filed: Fen;
  readonly share: Ratio;
  readonly net: Fen;
  readonly state: string;
}

/** 分银行: banks whose sums or state differ at the end, by bank and scheme. */
export async function bankDifferences({ before, after }: Both): Promise<Pair<Standing>[]> {
  const [a, b] = [await standings(before), await standings(after)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .sort(compareCodePoints)
    .map((key) => ({ before: a.get(key), after: b.get(key) }))
    .filter((pair) => !sameStanding(pair));
}

async function standings(sql: Sql): Promise<Map<string, Standing>> {
  const lines = await positionLines(sql, { asOf: '' });
  return new Map(
    lines.map(({ bank, scheme, filed, applied, net, state }) => [
      `${bank}\t${scheme}`,
      { bank, scheme, filed, share: { num: applied, den: filed }, net, state },
    ]),
  );
}

function sameStanding({ before, after }: Pair<Standing>): boolean {
  return (
    before?.filed === after?.filed &&
    before?.share.num === after?.share.num &&
    before?.net === after?.net &&
    before?.state === after?.state
  );
}

/** 资金: every item of the fund, differing or not. */
export async function fundDifferences({
  before,
  after,
}: Both): Promise<readonly (SumPair & { readonly item: string })[]> {
  const other = new Map(await fundItems(after));
  return (await fundItems(before)).map(([item, amount]) => ({
    item,
    before: amount,
    after: other.get(item) ?? 0n,
  }));
}
