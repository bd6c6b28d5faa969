import { ask, bigint, text } from '../../db/column.js';
import type { CopyValue, Sql } from '../../db/db.js';
import type { Agreements } from '../../domain/agreements.js';
import { byBank } from '../../domain/by-bank.js';
import type { Fen } from '../../domain/money.js';
import type { Reference } from '../../domain/reference.js';
import type { StatementRow } from '../../rules/operations/statement.js';
import { type Piece, piecesOf } from './allocations.js';
import {
  CLAIMS,
  type Claim,
  RECOVERIES,
  type Recovery,
  STATEMENT_LINES,
  type StatementLine,
} from './records.js';

/** A line that did not reconcile; the amount is the line's, or the sum left over. */
export interface LineException {
  readonly code: string;
  readonly amount: Fen;
  readonly message: string;
}

/** What statement lines are matched against, as far as the lines in hand touch it, and what they lead to. */
export class StatementBooks {
  readonly #sql: Sql;
  readonly #agreements: Agreements;
  #balance: Fen;
  #started = false;
  #booked = new Set<string>();
  #claims = new Map<string, Claim>();
  #recoveries: Recovery[] = [];
  #byNumber = new Map<string, Recovery>();
  #byBank = new Map<string, Recovery[]>();
  /** Claims of the recoveries that money came for: their returned total grows. */
  #owed = new Map<bigint, Claim>();
  /** What was seen of the payment of each claim in hand, line by line. */
  #payments = new Map<bigint, Piece[]>();
  #fees = new Map<string, Fen>();
  #lines: StatementLine[] = [];
  #exceptions: CopyValue[][] = [];

  constructor(sql: Sql, { fund, agreements }: Pick<Reference, 'fund' | 'agreements'>) {
    this.#sql = sql;
    this.#balance = fund.paidIn.capital;
    this.#agreements = agreements;
  }

  /** Balance that the line booked last left. */
  get balance(): Fen {
    return this.#balance;
  }

  async load(rows: readonly StatementRow[]): Promise<void> {
    if (!this.#started) await this.#loadBalance();
    const numbers = [...new Set(rows.map((row) => row.businessNo))];
    // Money without a number is looked for among the bank's open clawbacks of that very sum, and those named beside.
    const unnamed = rows.filter((row) => row.businessNo === '');
    const banks = [...new Set(unnamed.flatMap((row) => this.#agreements.bankOf(row.counterparty) ?? []))];
    const sums = [...new Set(unnamed.map((row) => row.amount))];
    const booked = await ask(
      this.#sql,
      { txn_no: text },
      'SELECT txn_no FROM statement_lines WHERE txn_no = ANY($1::text[])',
      [rows.map((row) => row.txnNo)],
    );
    for (const row of booked) this.#booked.add(row.txn_no);
    const paid = `WHERE t.business_no = ANY($1::text[]) AND t.status IN ('已拨付', '已核销')`;
    const claims = await CLAIMS.select(this.#sql, paid, [numbers]);
    this.#claims = new Map(claims.map((c) => [c.businessNo, c]));
    for (const claim of claims) this.#payments.set(claim.id, []);
    const seen = await piecesOf(
      this.#sql,
      'payment',
      claims.map((c) => c.id),
    );
    for (const piece of seen) this.#payments.get(piece.targetId)?.push(piece);
    const noticed = `WHERE t.treatment = 'noticed' AND t.undone_on IS NULL AND
      (t.business_no = ANY($1::text[]) OR
       (t.bank = ANY($2::text[]) AND t.settled_on IS NULL AND t.asked - t.returned = ANY($3::bigint[])))`;
    const recoveries = await RECOVERIES.select(this.#sql, noticed, [numbers, banks, sums]);
    this.#recoveries = recoveries;
    this.#byNumber = new Map(recoveries.map((r) => [r.businessNo, r]));
    this.#byBank = byBank(recoveries);
    const owed = await CLAIMS.select(this.#sql, 'WHERE t.id = ANY($1::bigint[])', [
      recoveries.map((r) => r.claimId),
    ]);
    // One object per claim: a line may pay it and another return money on it.
    this.#owed = new Map(owed.map((c) => [c.id, this.#claims.get(c.businessNo) ?? c]));
  }

  async #loadBalance(): Promise<void> {
    this.#started = true;
    const [last] = await ask(
      this.#sql,
      { balance: bigint },
      'SELECT balance FROM statement_lines ORDER BY id DESC LIMIT 1',
    );
    if (last !== undefined) this.#balance = last.balance;
    const fees = await ask(
      this.#sql,
      { fee_year: text, total: text },
      `SELECT fee_year, sum(amount)::text AS total FROM statement_lines WHERE booking = 'fee' GROUP BY fee_year`,
    );
    this.#fees = new Map(fees.map((row) => [row.fee_year, BigInt(row.total)]));
  }

  isBooked(txnNo: string): boolean {
    return this.#booked.has(txnNo);
  }

  paidClaim(businessNo: string): Claim | undefined {
    return this.#claims.get(businessNo);
  }

  /** The clawback of a number. */
  clawback(businessNo: string): Recovery | undefined {
    return this.#byNumber.get(businessNo);
  }

  /** Clawbacks of the bank that statements call so. */
  clawbacksOf(counterparty: string): readonly Recovery[] {
    return this.#byBank.get(this.#agreements.bankOf(counterparty) ?? '') ?? [];
  }

  /** The claim that a clawback is of. */
  owed(recovery: Recovery): Claim {
    const claim = this.#owed.get(recovery.claimId);
    if (claim === undefined) throw new Error(`clawback ${recovery.id} without its claim`);
    return claim;
  }

  /** What was seen of a claim's payment, by whatever lines. */
  paymentsOf(claim: Claim): readonly Piece[] {
    return this.#payments.get(claim.id) ?? [];
  }

  setPayments(claim: Claim, payments: readonly Piece[]): void {
    this.#payments.set(claim.id, [...payments]);
  }

  /** Adds a fee to its year and returns the year's total. */
  addFee(year: string, amount: Fen): Fen {
    const total = (this.#fees.get(year) ?? 0n) + amount;
    this.#fees.set(year, total);
    return total;
  }

  add(line: StatementLine, exceptions: readonly LineException[]): void {
    this.#booked.add(line.txnNo);
    this.#balance = line.balance;
    this.#lines.push(line);
    for (const e of exceptions) this.#exceptions.push([line.id, e.code, e.amount, e.message]);
  }

  async save(): Promise<void> {
    await STATEMENT_LINES.insert(this.#sql, this.#lines.splice(0));
    await RECOVERIES.update(this.#sql, this.#recoveries);
    await CLAIMS.update(this.#sql, [...new Set([...this.#claims.values(), ...this.#owed.values()])]);
    const exceptions = this.#exceptions.splice(0);
    if (exceptions.length > 0)
      await this.#sql.copyIn('exceptions', ['line_id', 'code', 'amount', 'message'], exceptions);
  }
}
