import type { Sql } from '../db/db.js';
import type { Finding } from '../domain/findings.js';
import { type Fen, lesser } from '../domain/money.js';
import * as postings from '../ledger/journal/postings.js';
import { type Booking, type Recovery, rowId, type StatementLine } from '../ledger/records/records.js';
import { type LineException, StatementBooks } from '../ledger/records/statement-books.js';
import * as reconcile from '../rules/operations/reconcile.js';
import * as rule from '../rules/operations/statement.js';
import { returnLateDays } from '../rules/recovery/clawback.js';
import { statementRow } from './rows.js';
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
    this.#books = new StatementBooks(sql, file.reference.fund.paidIn.capital);
  }

  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    const typed = rows.map((row) => ({ rowNo: row.rowNo, row: statementRow(row.values) }));
    await this.#books.load(typed.map(({ row }) => row));
    const results = typed.map(({ rowNo, row }) => this.#take(rowNo, row));
    await this.#books.save();
    return results;
  }

  #take(rowNo: number, row: rule.StatementRow): RowResult {
    if (this.#books.isBooked(row.txnNo)) return resultOf(rowNo, '', [rule.duplicateLine(row)]);
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
      matchedNo: undefined,
      suspense: 0n,
    };
  }

  /** Puts every fen of the line where it belongs and returns what did not reconcile. */
  #book(line: StatementLine): LineException[] {
    const plain = reconcile.PLAIN_BOOKINGS[`${line.direction}${line.purpose}`];
    if (plain !== undefined) return this.#bookPlain(line, plain);
    if (line.direction === '收' && line.purpose === '追偿返还') return this.#bookClawback(line);
    if (line.direction === '支' && line.purpose === '补偿拨付') return this.#bookPayment(line);
    this.#suspend(line, line.amount);
    return [exceptionOf(reconcile.strangePurpose(line), line.amount)];
  }

  #bookPlain(line: StatementLine, booking: Booking): LineException[] {
    line.booking = booking;
    this.#effects.journal.post(postings.lineBooked(line));
    if (booking !== 'fee') return [];
    const { fund, policies } = this.#file.reference;
    const feeRate = reconcile.feeRateOn(policies, this.#file.receivedOn);
    const year = line.feeYear ?? '';
    const total = this.#books.addFee(year, line.amount);
    const findings = reconcile.checkFee(year, total, fund.on(this.#file.receivedOn), feeRate);
    return findings.map((finding) => exceptionOf(finding, line.amount));
  }

  #bookClawback(line: StatementLine): LineException[] {
    const recovery = this.#books.clawbackFor(line);
    const open = recovery === undefined ? 0n : this.#books.open(recovery);
    const settled = lesser(line.amount, open);
    if (recovery !== undefined && settled > 0n) this.#settle(line, recovery, settled);
    const named = recovery === undefined ? undefined : { businessNo: recovery.businessNo, open };
    const { findings, left } = reconcile.checkClawbackMoney(line, named);
    if (left > 0n) this.#suspend(line, left);
    return findings.map((finding) => exceptionOf(finding, left));
  }

  #settle(line: StatementLine, recovery: Recovery, amount: Fen): void {
    line.booking = 'clawback';
    line.matchedNo = recovery.businessNo;
    this.#books.settle(line, recovery, amount);
    if (this.#books.open(recovery) === 0n) {
      recovery.settledOn = line.bookedOn;
      recovery.returnLate = returnLateDays(recovery.dueOn, line.bookedOn, this.#file.reference.calendar);
    }
    this.#effects.journal.post(postings.clawbackReceived(line, recovery, amount));
  }

  #bookPayment(line: StatementLine): LineException[] {
    const claim = this.#books.paidClaim(line.businessNo);
    const findings = reconcile.checkPayment(line, claim);
    if (findings.length === 0 && claim !== undefined) {
      line.booking = 'payment';
      line.matchedNo = claim.businessNo;
      claim.creditedOn = line.bookedOn;
      this.#effects.journal.post(postings.paymentBooked(line, claim));
      return [];
    }
    this.#suspend(line, line.amount);
    return findings.map((finding) => exceptionOf(finding, line.amount));
  }

  /** 待查款: money in counts up, money out counts down. */
  #suspend(line: StatementLine, amount: Fen): void {
    line.suspense = line.direction === '收' ? amount : -amount;
    this.#effects.journal.post(postings.suspended(line));
  }
}

function exceptionOf(finding: Finding, amount: Fen): LineException {
  return { code: finding.code, amount, message: finding.message };
}
