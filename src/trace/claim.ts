import type { Sql } from '../db/db.js';
import { amountText, percent, yuanWords } from '../domain/money.js';
import type { ClaimRow } from '../rules/claim/claim.js';
import { type ClaimOpinion, judgeClaim } from '../rules/claim/judge.js';
import { claimDeadline } from '../rules/claim/window.js';
import { claimRow } from '../stages/rows.js';
import { appliedRules } from './applied.js';
import { ClaimMoment } from './claim-moment.js';
import type { ReadRow } from './row.js';
import type { AppliedRule, Fact } from './story.js';

/** A claim row judged once more by the very rules, on the books as it found them, and its amount step by step. */
export async function claimRules(
  sql: Sql,
  read: ReadRow,
): Promise<{ rules: AppliedRule[]; amounts: Fact[] } | undefined> {
  if (read.form === undefined || read.form.findings.length > 0) return undefined;
  const { sender, receivedOn } = read.row;
  const { reference } = read;
  const row = claimRow(read.form.values);
  const moment = { id: read.id, on: receivedOn };
  const books = await ClaimMoment.load(sql, moment, sender, row.iou);
  const opinion = judgeClaim(row, { bank: sender, receivedOn, reference }, books);
  const on = { disbursedOn: opinion.loan?.disbursedOn, receivedOn };
  const facts = factsOf(row, opinion, read, books);
  const document = reference.policies.of(opinion.scheme).documentOn(receivedOn);
  const rules = appliedRules('claim', document, reference.catalogue, on, opinion.findings, facts);
  return { rules, amounts: amountsOf(row, opinion) };
}

function factsOf(
  row: ClaimRow,
  { scheme, loan }: ClaimOpinion,
  { row: { receivedOn }, reference }: ReadRow,
  books: ClaimMoment,
): Record<string, readonly Fact[]> {
  if (loan === undefined) return { 'C-NOT-FILED': [['当时已受理的备案', '无']] };
  const terms = reference.policies.of(scheme).termsOn(receivedOn);
  const filed = books.filed(scheme);
  const { claimWindow } = terms;
  const deadline = claimWindow && claimDeadline(claimWindow, loan.maturesOn, row.classifiedOn);
  const start =
    claimWindow?.from === 'classified' ? `不良认定${row.classifiedOn}` : `合同到期${loan.maturesOn}`;
  const window: Fact = ['申请截止日', `${deadline ?? '不限'}(${start}),收到日${receivedOn}`];
  return {
    'C-NOT-FILED': [['备案', `${filed?.businessNo ?? ''},${loan.receivedOn}收到`]],
    'C-MISMATCH': [['备案的信用代码', loan.uscc]],
    'C-DUPLICATE': [['当时在办的申请', books.liveClaim() ?? '无']],
    'C-CLASS': [['五级分类', row.classification]],
    'C-CLASS-DATE': [['不良认定日期', row.classifiedOn]],
    'C-CLASS-BEFORE-FILING': [['不良认定日期', `${row.classifiedOn},备案日期${loan.receivedOn}`]],
    'C-WINDOW-LATE': [window],
    'C-WINDOW-RESUBMIT': [window],
    'C-WINDOW-EARLY': [['合同到期日', loan.maturesOn]],
    'C-BALANCE': [
      ['余额与备案本金', `${amountText(row.outstanding)} / ${amountText(loan.principal)} ${loan.currency}`],
    ],
    'C-OWN-RISK': [['自担风险本金', row.ownRisk === undefined ? '(空)' : amountText(row.ownRisk)]],
  };
}

function amountsOf(row: ClaimRow, { loan, rate, compensation: earns, scheme }: ClaimOpinion): Fact[] {
  if (loan === undefined) return [];
  const lines: Fact[] = [
    ['审核政策', scheme],
    ['不良本金余额', `${amountText(row.outstanding)} ${loan.currency}`],
    ['备案本金', `${amountText(loan.principal)} ${loan.currency}`],
    ['汇率', rate ?? '(无)'],
  ];
  if (earns === undefined) return lines;
  const { base, ratio, amount, why } = earns;
  return [
    ...lines,
    ['基数', `${yuanWords(base)}(余额与备案本金较小者×汇率,四舍五入到分)`],
    ['补偿比例', `${percent(ratio, 2)}%(${why})`],
    ['补偿金额', `${yuanWords(amount)}(基数×比例,四舍五入到分)`],
  ];
}
