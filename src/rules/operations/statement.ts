import type { IsoDate } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import { type Fen, type Ratio, share, yuan } from '../../domain/money.js';
import { noted, type Rule } from '../rule.js';

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

export const S_DUPLICATE: Rule = { code: 'S-DUPLICATE', severity: 'reject', articles: {} };

export function duplicateLine(row: StatementRow): Finding {
  return noted(S_DUPLICATE, `流水号${row.txnNo}已入账,不能重复入账。请核对是否重复报送。`);
}

export const S_BALANCE: Rule = { code: 'S-BALANCE', severity: 'info', articles: {} };

/** The balance that the line before leads to, in fen. */
export function expectedBalance(row: StatementRow, before: Fen): Fen {
  return row.direction === '收' ? before + row.amount : before - row.amount;
}

export function checkBalance(row: StatementRow, before: Fen): Finding[] {
  const expected = expectedBalance(row, before);
  if (expected === row.balance) return [];
  const message = `账户余额${yuan(row.balance)}与上笔余额${yuan(before)}${row.direction === '收' ? '加' : '减'}本笔${yuan(row.amount)}得出的${yuan(expected)}不符,差额${yuan(row.balance - expected)}。请核对是否漏报流水。`;
  return [noted(S_BALANCE, message)];
}

/** Exceptions that only stand in the register. */
export const S_UNMATCHED: Rule = { code: 'S-UNMATCHED', severity: 'info', articles: {} };
export const S_PAYMENT: Rule = { code: 'S-PAYMENT', severity: 'info', articles: {} };
export const S_FEE: Rule = { code: 'S-FEE', severity: 'info', articles: { XW: '第二十四条' } };

/** Most that may be taken as fee (委托管理费) for a year, in fen. Source: XW §24. */
export function feeLimit(fundSize: Fen, rate: Ratio): Fen {
  return share(fundSize, rate);
}

/** Combinations of direction and purpose that book themselves; 追偿返还 and 补偿拨付 are matched, anything else is 待查款. */
export const PLAIN_BOOKINGS: Readonly<
  Record<string, 'interest' | 'capital' | 'fee' | 'deposit-out' | 'deposit-back'>
> = {
  收利息: 'interest',
  收注资: 'capital',
  支管理费: 'fee',
  支存款存出: 'deposit-out',
  收存款转回: 'deposit-back',
};
