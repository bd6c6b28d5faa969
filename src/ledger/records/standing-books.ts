import { ask, boolean, integer, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import type { Scheme } from '../../domain/scheme.js';
import { STANDINGS, type Standing } from './corrections.js';

/** 资格: which banks are barred from a scheme, by the newest row of each. */

const key = (bank: string, scheme: Scheme): string => `${bank}/${scheme}`;

const STATE = { bank: text, scheme: text, barred: boolean, count: integer };

const STATES = `
  SELECT DISTINCT ON (bank, scheme) bank, scheme, barred, count(*) OVER (PARTITION BY bank, scheme)::int4 AS count
  FROM standings ORDER BY bank, scheme, id DESC`;

/** Banks that are barred, as `<bank>/<scheme>`. */
export async function barredBanks(sql: Sql): Promise<Set<string>> {
  const states = await ask(sql, STATE, STATES);
  return new Set(states.filter(({ barred }) => barred).map(({ bank, scheme }) => key(bank, scheme)));
}

/** The standing of every bank, kept up to date as rows of a file take effect. */
export class StandingBooks {
  readonly #sql: Sql;
  readonly #states = new Map<string, { barred: boolean; count: number }>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async load(): Promise<void> {
    for (const { bank, scheme, barred, count } of await ask(this.#sql, STATE, STATES))
      this.#states.set(key(bank, scheme), { barred, count });
  }

  isBarred(bank: string, scheme: Scheme): boolean {
    return this.#states.get(key(bank, scheme))?.barred === true;
  }

  /** 1 + earlier accepted rows of the bank and scheme. */
  nextNumber(bank: string, scheme: Scheme): number {
    return (this.#states.get(key(bank, scheme))?.count ?? 0) + 1;
  }

  /** A row of this file takes effect: later rows see it. */
  add({ bank, scheme, barred }: Standing): void {
    this.#states.set(key(bank, scheme), { barred, count: this.nextNumber(bank, scheme) });
  }

  async save(standings: readonly Standing[]): Promise<void> {
    await STANDINGS.insert(this.#sql, standings);
  }
}
