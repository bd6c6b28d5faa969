import type { Finding } from '../domain/findings.js';
import { type Fen, lesser, yuan } from '../domain/money.js';
import type { Sql } from '../ledger/db.js';
import * as postings from '../ledger/postings.js';
import { type Booking, type Claim, type Recovery, rowId, type StatementLine } from '../ledger/records.js';
import { type LineException, StatementBooks } from '../ledger/statement-books.js';
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
    const plain = rule.PLAIN_BOOKINGS[`${line.direction}${line.purpose}`];
    if (plain !== undefined) return this.#bookPlain(line, plain);
    if (line.direction === '收' && line.purpose === '追偿返还') return this.#bookClawback(line);
    if (line.direction === '支' && line.purpose === '补偿拨付') return this.#bookPayment(line);
    return [this.#suspend(line, line.amount, `${line.direction}方向的"${line.purpose}"不是专户应有的收支`)];
  }

  #bookPlain(line: StatementLine, booking: Booking): LineException[] {
    line.booking = booking;
    this.#effects.journal.post(postings.lineBooked(line));
    if (booking !== 'fee') return [];
    const { fund, policies } = this.#file.reference;
    const size = fund.on(this.#file.receivedOn);
    const limit = rule.feeLimit(size, policies.XW.termsOn(this.#file.receivedOn).feeRate);
    const year = line.feeYear ?? '';
    const total = this.#books.addFee(year, line.amount);
    if (total <= limit) return [];
    const message = `${year}年度管理费累计${yuan(total)}超过资金规模${yuan(size)}对应的年度上限${yuan(limit)}`;
    return [{ code: rule.S_FEE.code, amount: line.amount, message }];
  }

  #bookClawback(line: StatementLine): LineException[] {
    const recovery = this.#books.clawbackFor(line);
    const open = recovery === undefined ? 0n : this.#books.open(recovery);
    const settled = lesser(line.amount, open);
    if (recovery !== undefined && settled > 0n) this.#settle(line, recovery, settled);
    const left = line.amount - settled;
    if (left === 0n) return [];
    const why =
      recovery === undefined
        ? line.businessNo === ''
          ? `未写业务编号,且没有唯一一笔${line.counterparty || '(空)'}的未缴回金额与之相等`
          : `业务编号${line.businessNo}不是已通知的追偿缴回`
        : `超过${recovery.businessNo}未缴回的${yuan(open)}`;
    return [this.#suspend(line, left, why)];
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
    const why = paymentFault(line, claim);
    if (why === undefined && claim !== undefined) {
      line.booking = 'payment';
      line.matchedNo = claim.businessNo;
      claim.creditedOn = line.bookedOn;
      this.#effects.journal.post(postings.paymentBooked(line, claim));
      return [];
    }
    const { message } = this.#suspend(line, line.amount, why ?? '');
    return [{ code: rule.S_PAYMENT.code, amount: line.amount, message }];
  }

  /** 待查款: money in counts up, money out counts down. */
  #suspend(line: StatementLine, amount: Fen, why: string): LineException {
    line.suspense = line.direction === '收' ? amount : -amount;
    this.#effects.journal.post(postings.suspended(line));
    return { code: rule.S_UNMATCHED.code, amount, message: `${why},${yuan(amount)}元记入待查款` };
  }
}

function paymentFault(line: StatementLine, claim: Claim | undefined): string | undefined {
  if (claim === undefined) return `业务编号${line.businessNo || '(空)'}不是已拨付的补偿`;
  if (claim.creditedOn !== undefined) return `${claim.businessNo}已于${claim.creditedOn}出账,不应重复支付`;
  if (claim.amount !== line.amount)
    return `金额${yuan(line.amount)}与${claim.businessNo}的补偿金额${yuan(claim.amount ?? 0n)}不符`;
  return undefined;
}

function exceptionOf(finding: Finding, amount: Fen): LineException {
  return { code: finding.code, amount, message: finding.message };
}
