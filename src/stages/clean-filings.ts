import type { Sql } from '../db/db.js';
import type { Fen, MinorUnits } from '../domain/money.js';
import { filedBefore } from '../ledger/records/filing-books.js';
import type { CleanRows, ReadRow } from './chunks.js';
import { enterpriseKey, loanKey, twinKey } from './clean-keys.js';
import { KeyTable } from './key-table.js';

/** What of a loan other rows look at. */
interface Loan {
  readonly scheme: string;
  readonly iou: string;
  readonly uscc: string;
  readonly disbursedOn: string;
  readonly currency: string;
  readonly principal: MinorUnits;
  readonly principalFen: Fen | null | undefined;
}

/**
 * Tells which clean rows of a file other rows may have a say in: those that share a loan, an enterprise without room, or
 * a twin with what the bank filed before or sent earlier in the file, and those that share a key with a row that goes
 * through the rules in the same chunk. They go through the rules, too; all others are accepted as they stand. A hash that
 * two keys share, or a sum that counts too much, sends a row through the rules for nothing and changes no outcome.
 */
export class CleanFilings {
  readonly #loans = new KeyTable();
  readonly #twins = new KeyTable();
  /** CNY principal of an enterprise's loans under both schemes, fen. */
  readonly #principals = new KeyTable();
  readonly #asked = new KeyTable();

  /** Learns what the bank filed before of the chunk's IOU numbers and enterprises. */
  async learnBefore(sql: Sql, bank: string, { ious, usccs, enterprises }: CleanRows): Promise<void> {
    const unasked = usccs.filter((_, i) => !this.#asked.has(enterprises[i] ?? 0));
    for (const key of enterprises) this.#asked.add(key, 1);
    for (const loan of await filedBefore(sql, bank, ious, [...new Set(unasked)])) this.#learn(loan);
  }

  /** Places of the clean rows that must go through the rules, beside `others`, the chunk's rows that go there anyway. */
  among(clean: CleanRows, others: readonly ReadRow[]): number[] {
    const shared = new Set<number>();
    const held = new Uint8Array(clean.rowNos.length);
    for (let i = 0; i < held.length; i++) if (this.#meets(clean, i)) hold(clean, i, held, shared);
    for (const other of others) {
      const loan = loanOf(other);
      if (loan === undefined) continue;
      shared.add(loanKey(loan.scheme, loan.iou)).add(enterpriseKey(loan.uscc));
      this.#learn(loan);
    }
    for (let before = -1; before !== shared.size; ) {
      before = shared.size;
      for (let i = 0; i < held.length; i++) {
        const shares = shared.has(clean.loans[i] ?? 0) || shared.has(clean.enterprises[i] ?? 0);
        if (held[i] === 0 && shares) hold(clean, i, held, shared);
      }
    }
    return Array.from(held.keys()).filter((i) => held[i] === 1);
  }

  /** Whether an earlier row may have a say in the clean row; later ones see it. */
  #meets(clean: CleanRows, i: number): boolean {
    const [loan, twin, enterprise] = [clean.loans[i] ?? 0, clean.twins[i] ?? 0, clean.enterprises[i] ?? 0];
    const meets =
      this.#loans.has(loan) ||
      this.#twins.has(twin) ||
      this.#principals.get(enterprise) > (clean.rooms[i] ?? 0);
    this.#loans.add(loan, 1);
    this.#twins.add(twin, 1);
    this.#principals.add(enterprise, clean.principals[i] ?? 0);
    return meets;
  }

  #learn(loan: Loan): void {
    this.#loans.add(loanKey(loan.scheme, loan.iou), 1);
    this.#twins.add(twinKey(loan.uscc, loan.disbursedOn, loan.currency, loan.principal), 1);
    this.#principals.add(enterpriseKey(loan.uscc), Number(loan.principalFen ?? 0n));
  }
}

function hold(clean: CleanRows, i: number, held: Uint8Array, shared: Set<number>): void {
  held[i] = 1;
  shared.add(clean.loans[i] ?? 0).add(clean.enterprises[i] ?? 0);
}

/** A row with a fault of form is judged for nothing else and registers nothing. */
function loanOf({ filing, opinion }: ReadRow): Loan | undefined {
  return filing === undefined ? undefined : { ...filing, principalFen: opinion?.principalFen };
}
