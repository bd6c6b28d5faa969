import type { Finding } from '../domain/findings.js';
import { fenFromText } from '../domain/money.js';
import type { Reference } from '../domain/reference.js';
import { judgeConfirmation, judgeDecision } from '../rules/operations/decision.js';
import {
  checkClawbackMoney,
  checkFee,
  checkPayment,
  feeRateOn,
  PLAIN_BOOKINGS,
  strangePurpose,
} from '../rules/operations/reconcile.js';
import { checkBalance, duplicateLine, type StatementRow } from '../rules/operations/statement.js';
import { confirmationRow, decisionRow, statementRow } from '../stages/rows.js';
import type { Given } from './given.js';
import { changed, formed } from './good-row.js';
import { type Judged, judged } from './judged.js';
import type { Case, Tables } from './table.js';

/** What the custodian, the bureau and the account bank send. */

export function judgeDecisionCase(one: Case, given: Given, tables: Tables): Judged {
  const pending = given.text('待核') !== '否';
  const lacksRate = given.yes('缺汇率');
  const form = formed('decision', changed(tables, '审核决定', one.base, one.row));
  if (form.values === undefined) return judged(form.findings);
  return judged(judgeDecision(decisionRow(form.values), pending, lacksRate));
}

export function judgeConfirmationCase(one: Case, given: Given, tables: Tables): Judged {
  const amount = given.text('建议金额');
  const form = formed('confirmation', changed(tables, '确认', one.base, one.row));
  if (form.values === undefined) return judged(form.findings);
  const recommended = amount === undefined ? undefined : fenFromText(amount);
  return judged(judgeConfirmation(confirmationRow(form.values), recommended));
}

/** Codes of the receipt, and after them those that only stand in the exceptions register. */
export function judgeStatementCase(one: Case, given: Given, tables: Tables, reference: Reference): Judged {
  const booked = given.yes('流水号已入账');
  const before = given.text('上笔余额');
  const check = exceptionCheck(given, one.date, reference);
  const form = formed('statement', changed(tables, '账户流水', one.base, one.row));
  if (form.values === undefined) return judged(form.findings);
  const row = statementRow(form.values);
  if (booked) return judged([duplicateLine(row)]);
  const balance = before === undefined ? [] : checkBalance(row, fenFromText(before));
  return judged([...balance, ...check(row)]);
}

function exceptionCheck(
  given: Given,
  date: string,
  reference: Reference,
): (row: StatementRow) => readonly Finding[] {
  const clawback = given.item('应缴回', ['业务编号', '未缴回']);
  const claim = given.item('补偿', ['业务编号', '补偿金额', '到账日期']);
  const feesSoFar = fenFromText(given.text('本年已提管理费') ?? '0');
  const open = clawback && {
    businessNo: clawback['业务编号'] ?? '',
    open: fenFromText(clawback['未缴回'] ?? '0'),
  };
  const paid = claim && {
    businessNo: claim['业务编号'] ?? '',
    amount: fenFromText(claim['补偿金额'] ?? '0'),
    creditedOn: claim['到账日期'],
  };
  return (row) => {
    const plain = PLAIN_BOOKINGS[`${row.direction}${row.purpose}`];
    if (plain === 'fee') {
      const feeRate = feeRateOn(reference.policies, date);
      const year = row.feeYear ?? row.bookedOn.slice(0, 4);
      return checkFee(year, feesSoFar + row.amount, reference.fund.on(date), feeRate);
    }
    if (plain !== undefined) return [];
    if (row.direction === '收' && row.purpose === '追偿返还') return checkClawbackMoney(row, open).findings;
    if (row.direction === '支' && row.purpose === '补偿拨付') return checkPayment(row, paid);
    return [strangePurpose(row)];
  };
}
