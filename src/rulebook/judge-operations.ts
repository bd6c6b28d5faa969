import type { Finding } from '../domain/findings.js';
import { amountFromText } from '../domain/money.js';
import type { Reference } from '../domain/reference.js';
import {
  type ConfirmedItem,
  judgeConfirmation,
  judgeUnconfirmation,
} from '../rules/operations/confirmation.js';
import { judgeDecision } from '../rules/operations/decision.js';
import {
  checkBounce,
  checkClawbackMoney,
  checkFee,
  checkPayment,
  feeRateOn,
  PLAIN_BOOKINGS,
  strangePurpose,
} from '../rules/operations/reconcile.js';
import {
  checkBalance,
  checkBookedOn,
  duplicateLine,
  type StatementRow,
} from '../rules/operations/statement.js';
import { confirmationRow, decisionRow, statementRow } from '../stages/rows.js';
import { casePeople } from './case-people.js';
import type { Given } from './given.js';
import { changed, formed } from './good-row.js';
import { type Judged, judged } from './judged.js';
import type { Case, Tables } from './table.js';

/** What the custodian, the bureau and the account bank send. */

export function judgeDecisionCase(one: Case, given: Given, tables: Tables, reference: Reference): Judged {
  const people = casePeople(one, given);
  const state = given.text('状态') ?? '待核';
  const lacksRate = given.yes('缺汇率');
  const against = given.text('变更的障碍');
  const form = formed('decision', changed(tables, '审核决定', one.base, one.row), reference.policies);
  if (form.values === undefined) return judged(form.findings);
  const status = state === '没有' ? undefined : state;
  return judged(judgeDecision(decisionRow(form.values), { status, lacksRate, against }, people));
}

const UNCONFIRMED_KEYS = ['状态', '已见拨付', '待查支出', '有缴回通知', '有核销'];

export function judgeConfirmationCase(one: Case, given: Given, tables: Tables, reference: Reference): Judged {
  const people = casePeople(one, given);
  const item = confirmedItem(given);
  const claim = given.item('撤销的补偿', UNCONFIRMED_KEYS);
  const form = formed('confirmation', changed(tables, '确认', one.base, one.row), reference.policies);
  if (form.values === undefined) return judged(form.findings);
  const row = confirmationRow(form.values);
  if (row.outcome !== '撤销') return judged(judgeConfirmation(row, item, people));
  const state = claim && {
    state: claim['状态'] ?? '已拨付',
    seen: amountFromText(claim['已见拨付'] ?? '0'),
    suspenseLine: claim['待查支出'],
    hasNotice: claim['有缴回通知'] === '是',
    hasWriteoff: claim['有核销'] === '是',
  };
  return judged(judgeUnconfirmation(row, state, people));
}

/** 建议金额 of a claim, or of a write-off with what its claim comes to now. */
function confirmedItem(given: Given): ConfirmedItem | undefined {
  const amount = given.text('建议金额');
  const state = given.text('现状态');
  const loss = given.item('核销的补偿', ['已拨付', '已缴回', '未缴清']);
  const recommended = amount === undefined ? undefined : amountFromText(amount);
  if (recommended === undefined && state === undefined) return undefined;
  if (loss === undefined) return { kind: 'claim', recommended, state: state ?? '建议补偿' };
  return {
    kind: 'writeoff',
    recommended,
    state: state ?? '建议核销',
    claim: {
      paid: amountFromText(loss['已拨付'] ?? '0'),
      returned: amountFromText(loss['已缴回'] ?? '0'),
      hasOpenClawback: loss['未缴清'] === '是',
    },
  };
}

/** Codes of the receipt, and after them those that only stand in the exceptions register. */
export function judgeStatementCase(one: Case, given: Given, tables: Tables, reference: Reference): Judged {
  const booked = given.yes('流水号已入账');
  const before = given.text('上笔余额');
  const check = exceptionCheck(given, one.date, reference);
  const form = formed('statement', changed(tables, '账户流水', one.base, one.row), reference.policies);
  if (form.values === undefined) return judged(form.findings);
  const row = statementRow(form.values);
  const unbooked = [...(booked ? [duplicateLine(row)] : []), ...checkBookedOn(row, one.date)];
  if (unbooked.length > 0) return judged(unbooked);
  const balance = before === undefined ? [] : checkBalance(row, amountFromText(before));
  return judged([...balance, ...check(row)]);
}

function exceptionCheck(
  given: Given,
  date: string,
  reference: Reference,
): (row: StatementRow) => readonly Finding[] {
  const clawback = given.item('应缴回', ['业务编号', '未缴回']);
  const claim = given.item('补偿', ['业务编号', '补偿金额', '已见拨付']);
  const feesSoFar = amountFromText(given.text('本年已提管理费') ?? '0');
  const open = clawback && {
    businessNo: clawback['业务编号'] ?? '',
    open: amountFromText(clawback['未缴回'] ?? '0'),
  };
  const paid = claim && {
    businessNo: claim['业务编号'] ?? '',
    amount: amountFromText(claim['补偿金额'] ?? '0'),
    seen: amountFromText(claim['已见拨付'] ?? '0'),
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
    if (row.direction === '收' && row.purpose === '退汇') return checkBounce(row, paid);
    return [strangePurpose(row)];
  };
}
