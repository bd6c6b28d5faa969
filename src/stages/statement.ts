import type { Sql } from '../db/db.js';
import type { Finding } from '../domain/findings.js';
import type { Fen } from '../domain/money.js';
import * as postings from '../ledger/journal/postings.js';
import { type Claim, rowId, type StatementLine } from '../ledger/records/records.js';
import { type LineException, StatementBooks } from '../ledger/records/statement-books.js';
import * as reconcile from '../rules/operations/reconcile.js';
import * as rule from '../rules/operations/statement.js';
import { type Destination, MoneyMoves } from './money-moves.js';
import { statementRow } from './rows.js';
import { see, settle, unsee } from './settle.js';
import {
  type Effects,
  type FileInHand,
  type FormedRow,
  type RowResult,
  resultOf,
  type Stage,
} from './stage.js';

/** 账户流水: books every line of the dedicated account, fen by fen, and says what did not reconcile. */
export class StatementStage implements Stage {
  readonly #file: FileInHand;
  readonly #effects: Effects;
  readonly #books: StatementBooks;

  constructor(sql: Sql, file: FileInHand, effects: Effects) {
    this.#file = file;
    this.#effects = effects;
    this.#books = new StatementBooks(sql, file.reference);
  }

  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    const typed = rows.map((row) => ({ rowNo: row.rowNo, row: statementRow(row.values) }));
    await this.#books.load(typed.map(({ row }) => row));
    const results = typed.map(({ rowNo, row }) => this.#take(rowNo, row));
    await this.#books.save();
    return results;
  }

  #take(rowNo: number, row: rule.StatementRow): RowResult {
    const unbooked = [
      ...(this.#books.isBooked(row.txnNo) ? [rule.duplicateLine(row)] : []),
      ...rule.checkBookedOn(row, this.#file.receivedOn),
    ];
    if (unbooked.length > 0) return resultOf(rowNo, '', unbooked);
    const findings = rule.checkBalance(row, this.#books.balance);
    const broken = row.balance - rule.expectedBalance(row, this.#books.balance);
    const line = this.#line(rowNo, row);
    const exceptions = this.#book(line);
    for (const finding of findings) exceptions.push(exceptionOf(finding, line.amount));
    this.#books.add(line, exceptions);
    if (broken !== 0n) this.#effects.journal.post(postings.balanceBroken(line, broken));
    return resultOf(rowNo, row.txnNo, findings);
  }

  #line(rowNo: number, row: rule.StatementRow): StatementLine {
    const { txnNo, bookedOn, direction, amount, counterparty, businessNo, purpose, balance } = row;
    return {
      id: rowId(this.#file.id, rowNo),
      txnNo,
      bookedOn,
      receivedOn: this.#file.receivedOn,
      fileName: this.#file.name,
      direction,
      amount,
      counterparty,
      businessNo,
      purpose,
      balance,
      feeYear: row.feeYear ?? bookedOn.slice(0, 4),
      booking: 'suspense',
      suspense: 0n,
    };
  }

  /** Puts every fen of the line where it belongs and returns what did not reconcile. */
  #book(line: StatementLine): LineException[] {
    const plain = reconcile.PLAIN_BOOKINGS[`${line.direction}${line.purpose}`];
    if (plain !== undefined) return this.#bookPlain(line, plain);
    if (line.direction === '收' && line.purpose === '追偿返还') return this.#bookClawback(line);
    if (line.direction === '支' && line.purpose === '补偿拨付') return this.#bookPayment(line);
    if (line.direction === '收' && line.purpose === '退汇') return this.#bookBounce(line);
    return this.#holdInSuspense(line, line.amount, [reconcile.strangePurpose(line)]);
  }

  #moves(line: StatementLine): MoneyMoves {
    return new MoneyMoves(this.#effects, line.id, line.receivedOn);
  }

  #bookPlain(line: StatementLine, booking: reconcile.PlainBooking): LineException[] {
    line.booking = booking;
    const about = { businessNo: line.txnNo, bank: '', scheme: undefined };
    this.#moves(line).give(line.id, { target: booking, targetId: 0n, about }, line.amount, '专户存款');
    if (booking !== 'fee') return [];
    const { fund, policies } = this.#file.reference;
    const feeRate = reconcile.feeRateOn(policies, this.#file.receivedOn);
    const year = line.feeYear ?? '';
    const total = this.#books.addFee(year, line.amount);
    const findings = reconcile.checkFee(year, total, fund.on(this.#file.receivedOn), feeRate);
    return findings.map((finding) => exceptionOf(finding, line.amount));
  }

  #bookClawback(line: StatementLine): LineException[] {
    const recovery = reconcile.clawbackFor(line, this.#books);
    const named = recovery && { businessNo: recovery.businessNo, open: reconcile.openOf(recovery) };
    const { findings, settled, left } = reconcile.checkClawbackMoney(line, named);
    if (recovery !== undefined && settled > 0n) {
      line.booking = 'clawback';
      const to: Destination = { target: 'clawback', targetId: recovery.id, about: recovery };
      this.#moves(line).give(line.id, to, settled, '专户存款');
      settle(recovery, this.#books.owed(recovery), settled, line.bookedOn, this.#file.reference);
    }
    return this.#holdInSuspense(line, left, findings);
  }

  #bookPayment(line: StatementLine): LineException[] {
    const claim = this.#books.paidClaim(line.businessNo);
    const findings = reconcile.checkPayment(line, claim && namedPayment(claim));
    if (findings.length > 0 || claim === undefined) return this.#holdInSuspense(line, line.amount, findings);
    line.booking = 'payment';
    const to: Destination = { target: 'payment', targetId: claim.id, about: claim };
    const piece = this.#moves(line).give(line.id, to, line.amount, '专户存款');
    this.#books.setPayments(claim, [...this.#books.paymentsOf(claim), piece]);
    see(claim, line.amount, line.bookedOn);
    return [];
  }

  #bookBounce(line: StatementLine): LineException[] {
    const claim = this.#books.paidClaim(line.businessNo);
    const findings = reconcile.checkBounce(line, claim && namedPayment(claim));
    if (findings.length > 0 || claim === undefined) return this.#holdInSuspense(line, line.amount, findings);
    line.booking = 'bounced';
    this.#moves(line).bounce(this.#books.paymentsOf(claim), claim.id, line.id, line.amount, claim);
    this.#books.setPayments(claim, []);
    unsee(claim, line.amount);
    return [];
  }

  /** 待查款: money in counts up, money out counts down. */
  #holdInSuspense(line: StatementLine, amount: Fen, findings: readonly Finding[]): LineException[] {
    if (amount === 0n) return [];
    line.suspense = line.direction === '收' ? amount : -amount;
    this.#effects.journal.post(postings.heldInSuspense(line));
    return findings.map((finding) => exceptionOf(finding, amount));
  }
}

const namedPayment = (claim: Claim): reconcile.NamedPayment => ({
  businessNo: claim.businessNo,
  amount: claim.amount ?? 0n,
  seen: claim.seen,
});

function exceptionOf(finding: Finding, amount: Fen): LineException {
  return { code: finding.code, amount, message: finding.message };
}
