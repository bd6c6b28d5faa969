import { amountFromText, yuan } from '../domain/money.js';
import type { Policies } from '../domain/policy.js';
import type { BankState } from '../domain/position.js';
import type { Reference } from '../domain/reference.js';
import type { Scheme } from '../domain/scheme.js';
import { moneyToReturn, returnDue, returnLateDays } from '../rules/recovery/clawback.js';
import { judgeRecovery } from '../rules/recovery/judge.js';
import { nextState } from '../rules/suspension.js';
import { judgeWriteoff, netLoss } from '../rules/writeoff/writeoff.js';
import { recoveryRow, writeoffRow } from '../stages/rows.js';
import type { Given } from './given.js';
import { changed, formed } from './good-row.js';
import { type Judged, judged } from './judged.js';
import type { Case, Row, Tables } from './table.js';

/** What comes after a claim: recoveries and the money to return, write-offs, suspension. */

const CLAIM_KEYS = [
  '政策类型',
  '不良本金余额',
  '补偿金额',
  '拨付日期',
  '已通知回收',
  '已要求缴回',
  '已追回',
  '已缴回',
  '未缴清',
];

/** The scheme that a case names by its word; without one, the first. */
function schemeOf(row: Row, policies: Policies): Scheme {
  const word = row['政策类型'];
  const [first] = policies.inReadingOrder;
  const named = policies.inReadingOrder.find((policy) => policy.words.includes(word ?? ''));
  return (named ?? first)?.code ?? '';
}

const sum = (row: Row, key: string): bigint => amountFromText(row[key] ?? '0');

export function judgeRecoveryCase(one: Case, given: Given, tables: Tables, reference: Reference): Judged {
  const claim = given.item('补偿', CLAIM_KEYS);
  const known = given.yes('流水号已登记');
  const settledOn = given.text('缴清日期');
  const form = formed('recovery', changed(tables, '追偿回收', one.base, one.row), reference.policies);
  if (form.values === undefined) return judged(form.findings);
  const row = recoveryRow(form.values);
  const base = claim?.['不良本金余额'];
  const live = claim && {
    scheme: schemeOf(claim, reference.policies),
    paidOn: claim['拨付日期'],
    base: base === undefined ? undefined : amountFromText(base),
  };
  const { findings, lateDays } = judgeRecovery(row, live, known, { receivedOn: one.date, reference });
  if (claim === undefined || live?.paidOn === undefined) return judged(findings);
  const before = {
    recovered: sum(claim, '已通知回收'),
    noticed: sum(claim, '已要求缴回'),
    recalled: sum(claim, '已追回'),
  };
  const asked = moneyToReturn(sum(claim, '补偿金额'), sum(claim, '不良本金余额'), before, row.amount);
  const { policies, calendar } = reference;
  const due = returnDue(one.date, policies.of(live.scheme).termsOn(one.date), calendar);
  const late = settledOn === undefined ? undefined : returnLateDays(due, settledOn, calendar);
  return judged(findings, {
    应缴回金额: yuan(asked),
    缴回期限: due ?? '',
    通知逾期工作日: lateDays?.toString() ?? '',
    缴回逾期工作日: late?.toString() ?? '',
  });
}

export function judgeWriteoffCase(one: Case, given: Given, tables: Tables, reference: Reference): Judged {
  const claim = given.item('补偿', CLAIM_KEYS);
  const inHand = given.yes('核销在办');
  const form = formed('writeoff', changed(tables, '核销申请', one.base, one.row), reference.policies);
  if (form.values === undefined) return judged(form.findings);
  const paid = claim && {
    scheme: schemeOf(claim, reference.policies),
    paid: sum(claim, '补偿金额'),
    returned: sum(claim, '已缴回'),
    hasOpenClawback: claim['未缴清'] === '是',
  };
  const findings = judgeWriteoff(writeoffRow(form.values), one.date, paid, inHand, reference.policies);
  return judged(findings, { 核销金额: paid === undefined ? '' : yuan(netLoss(paid.paid, paid.returned)) });
}

/** A bank's state at a run (初审): from its position and the state the run before left. */
export function judgeSuspensionCase(one: Case, _given: Given, tables: Tables, reference: Reference): Judged {
  const row = changed(tables, '暂停', one.base, one.row);
  const terms = reference.policies.of(schemeOf(row, reference.policies)).termsOn(one.date);
  const sums = {
    filed: sum(row, '备案本金总额'),
    applied: sum(row, '申请不良本金总额'),
    net: sum(row, '补偿净额'),
    used: sum(row, '补偿净额'),
  };
  const position = { ...sums, year: sums };
  const state: BankState = row['原状态'] === '暂停' ? '暂停' : '正常';
  return { findings: [], facts: { 代码: '', 状态: nextState(state, position, terms) } };
}
