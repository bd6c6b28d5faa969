import { ask, bigint, boolean, date, maybe, type RowOf, text } from '../../db/column.js';
import type { Sql } from '../../db/db.js';
import { Table } from '../../db/table.js';
import { inOrderOfArrival } from './arrival.js';
import { hasWriteoff } from './matching-books.js';
import { CLAIMS, type Claim, RECOVERIES, type Recovery, WRITEOFFS, type Writeoff } from './records.js';

/** 拨付: a confirmation of a claim, or, `takenBack`, one that the bureau took back (a negative amount). */
export const PAYOUTS = new Table('payouts', {
  id: bigint,
  claimId: bigint,
  happenedOn: date,
  documentNo: text,
  takenBack: boolean,
  base: bigint,
  ratioNum: bigint,
  ratioDen: bigint,
  amount: bigint,
});
export type Payout = RowOf<typeof PAYOUTS.columns>;

/** What a confirmation looks at: the latest item of each number, whatever its state, and what hangs on it. */
export class ConfirmationBooks {
  readonly #sql: Sql;
  #claims = new Map<string, Claim>();
  #writeoffs = new Map<string, Writeoff>();
  /** Claims of the write-offs in hand, by id. */
  #writtenOff = new Map<bigint, Claim>();
  #kept = new Map<bigint, Recovery[]>();
  readonly #payouts: Payout[] = [];

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async load(numbers: readonly string[]): Promise<void> {
    const latest = 'WHERE t.business_no = ANY($1::text[]) ORDER BY t.id';
    const claims = await CLAIMS.select(this.#sql, latest, [numbers]);
    const writeoffs = await WRITEOFFS.select(this.#sql, latest, [numbers]);
    this.#claims = new Map(claims.map((c) => [c.businessNo, c]));
    this.#writeoffs = new Map(writeoffs.map((w) => [w.businessNo, w]));
    const writtenOff = [...this.#writeoffs.values()].map((w) => w.claimId);
    const paid = await CLAIMS.select(this.#sql, 'WHERE t.id = ANY($1::bigint[])', [writtenOff]);
    // One object per claim: a row may name it, and another its write-off.
    this.#writtenOff = new Map(paid.map((c) => [c.id, this.#own(c)]));
    const kept = await RECOVERIES.select(
      this.#sql,
      `WHERE t.claim_id = ANY($1::bigint[]) AND t.treatment = 'kept' AND t.undone_on IS NULL`,
      [[...this.#claims.values()].map((c) => c.id)],
    );
    for (const recovery of kept.sort(inOrderOfArrival))
      this.#kept.set(recovery.claimId, [...(this.#kept.get(recovery.claimId) ?? []), recovery]);
  }

  #own(claim: Claim): Claim {
    const held = this.#claims.get(claim.businessNo);
    return held?.id === claim.id ? held : claim;
  }

  claim(businessNo: string): Claim | undefined {
    return this.#claims.get(businessNo);
  }

  writeoff(businessNo: string): Writeoff | undefined {
    return this.#writeoffs.get(businessNo);
  }

  writtenOff(writeoff: Writeoff): Claim {
    const claim = this.#writtenOff.get(writeoff.claimId);
    if (claim === undefined) throw new Error(`write-off ${writeoff.id} without its claim`);
    return claim;
  }

  /** Recoveries kept for the claim's payment, in the order in which they count. */
  kept(claim: Claim): readonly Recovery[] {
    return this.#kept.get(claim.id) ?? [];
  }

  payout(payout: Payout): void {
    this.#payouts.push(payout);
  }

  /** What keeps a confirmation from being taken back, besides the claim's own state. */
  async standingInTheWay(claim: Claim) {
    const [row] = await ask(this.#sql, IN_THE_WAY, STANDING_IN_THE_WAY, [claim.id, claim.businessNo]);
    return {
      suspenseLine: row?.suspenseLine,
      hasNotice: row?.hasNotice === true,
      hasWriteoff: await hasWriteoff(this.#sql, claim.id),
    };
  }

  async save(): Promise<void> {
    await CLAIMS.update(this.#sql, [...new Set([...this.#claims.values(), ...this.#writtenOff.values()])]);
    await WRITEOFFS.update(this.#sql, [...this.#writeoffs.values()]);
    await RECOVERIES.update(this.#sql, [...this.#kept.values()].flat());
    await PAYOUTS.insert(this.#sql, this.#payouts.splice(0));
  }
}

const IN_THE_WAY = { suspenseLine: maybe(text), hasNotice: boolean };

/** A line that was ever matched with the number, of whichever attempt, has rows for it even where they were undone. */
const STANDING_IN_THE_WAY = `
  SELECT (SELECT min(l.txn_no) FROM statement_lines l
          WHERE l.direction = '支' AND l.suspense <> 0
            AND (l.business_no = $2 OR EXISTS (
              SELECT 1 FROM allocations a JOIN claims c ON c.id = a.target_id
              WHERE a.line_id = l.id AND a.target IN ('payment', 'bounced') AND c.business_no = $2))) AS suspense_line,
         EXISTS (SELECT 1 FROM recoveries
                 WHERE claim_id = $1 AND treatment = 'noticed' AND undone_on IS NULL) AS has_notice`;
