import type { IsoDate } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import { type Fen, yuanWords } from '../../domain/money.js';
import { quotedNumber } from '../../domain/quotable.js';
import { noted, rule } from '../rule.js';

/** A line of the dedicated account's statement (账户流水) whose form is right; amounts in fen. */
export interface StatementRow {
  readonly txnNo: string;
  readonly bookedOn: IsoDate;
  readonly direction: '收' | '支';
  readonly amount: Fen;
  readonly counterparty: string;
  readonly businessNo: string;
  readonly purpose: string;
  readonly balance: Fen;
  readonly feeYear: string | undefined;
}

export const S_DUPLICATE = rule('S-DUPLICATE', 'reject');

export function duplicateLine(row: StatementRow): Finding {
  return noted(S_DUPLICATE, `流水号${quotedNumber(row.txnNo)}已入账,不能重复入账。请核对是否重复报送。`);
}

export const S_DATE = rule('S-DATE', 'reject');

/** A transaction that has not happened yet; the line is not booked. */
export function checkBookedOn(row: StatementRow, receivedOn: IsoDate): Finding[] {
  if (row.bookedOn <= receivedOn) return [];
  return [
    noted(
      S_DATE,
      `交易日期${row.bookedOn}晚于收到日${receivedOn},本行不入账,流水号${quotedNumber(row.txnNo)}仍可使用。请更正日期后重报。`,
    ),
  ];
}

export const S_BALANCE = rule('S-BALANCE', 'info');

/** The balance that the line before leads to, in fen. */
export function expectedBalance(row: StatementRow, before: Fen): Fen {
  return row.direction === '收' ? before + row.amount : before - row.amount;
}

export function checkBalance(row: StatementRow, before: Fen): Finding[] {
  const expected = expectedBalance(row, before);
  if (expected === row.balance) return [];
  const message = `账户余额${yuanWords(row.balance)}与上笔余额${yuanWords(before)}${row.direction === '收' ? '加' : '减'}本笔${yuanWords(row.amount)}得出的${yuanWords(expected)}不符,差额${yuanWords(row.balance - expected)}。请核对是否漏报流水。`;
  return [noted(S_BALANCE, message)];
}
