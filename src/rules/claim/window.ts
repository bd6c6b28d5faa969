import { addMonths } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import { found, type Rule } from '../rule.js';
import type { Assessment, ClaimRow } from './claim.js';
import { APPLY_ARTICLES } from './filed.js';

/** When and with what a claim comes: from maturity on, for some months, with its documents. */

const QUOTES = {
  XW: ['备案项目分级为“不良贷款”且合同到期日起 12 个月内,合作银行向托管机构提交风险补偿申请'],
  KC: ['备案项目分级为“不良贷款”且合同到期日起12个月内,银行机构每月可向托管机构提交风险补偿申请'],
};

export const C_WINDOW_LATE: Rule = {
  code: 'C-WINDOW-LATE',
  title: '超过补偿申请期限',
  severity: 'reject',
  articles: APPLY_ARTICLES,
  quotes: QUOTES,
  reading:
    '期限到规定月数后的同一日(没有同一日的到月末),当日收到的算按期;最后一日是休息日的不顺延。以收到文件的日期计。',
  remedy: '逾期不予受理;期内曾申请被退回的另见C-WINDOW-RESUBMIT。',
  parameters: ['claim_window_months'],
  kinds: ['claim'],
};

export const C_WINDOW_RESUBMIT: Rule = {
  code: 'C-WINDOW-RESUBMIT',
  title: '期内退回、期后再申请',
  severity: 'refer',
  articles: APPLY_ARTICLES,
  quotes: QUOTES,
  reading:
    '同一借据(不论哪项政策)期内申请过、被退回或不予确认,期后再申请的,由托管机构决定;因追偿回收使余额为零而退回的不算。',
  remedy: '暂无需补正,等待托管机构审核。',
  parameters: ['claim_window_months'],
  kinds: ['claim'],
};

export function checkWindowLate(
  row: ClaimRow,
  { loan, document, terms, receivedOn, books }: Assessment,
): Finding[] {
  const deadline = addMonths(loan.maturesOn, terms.claimWindowMonths);
  if (receivedOn <= deadline) return [];
  const limit = `合同到期日${loan.maturesOn}起${terms.claimWindowMonths}个月至${deadline},本文件于${receivedOn}收到`;
  if (books.returnedBy(row.iou, deadline)) {
    return [
      found(C_WINDOW_RESUBMIT, document, `${limit},该借据曾在期内申请被退回,由托管机构人工审核,暂无需补正。`),
    ];
  }
  return [found(C_WINDOW_LATE, document, `${limit},逾期不予受理。`)];
}

export const C_WINDOW_EARLY: Rule = {
  code: 'C-WINDOW-EARLY',
  title: '合同到期前申请',
  severity: 'refer',
  articles: APPLY_ARTICLES,
  quotes: QUOTES,
  reading: '“合同到期日起”按到期日当日起理解;到期前申请(例如贷款宣布提前到期)条文没有规定,由托管机构决定。',
  remedy: '备好提前到期通知,等待托管机构审核;没有提前到期的,到期后再申请。',
  parameters: [],
  kinds: ['claim'],
};

export function checkWindowEarly({ loan, document, receivedOn }: Assessment): Finding[] {
  if (receivedOn >= loan.maturesOn) return [];
  const message = `收到日${receivedOn}早于合同到期日${loan.maturesOn},是否提前到期由托管机构人工审核,请备好提前到期通知。`;
  return [found(C_WINDOW_EARLY, document, message)];
}

export const C_DOCS: Rule = {
  code: 'C-DOCS',
  title: '资料不齐全',
  severity: 'refer',
  articles: APPLY_ARTICLES,
  quotes: { XW: ['并提供贷款项目相关资料'], KC: ['并提供贷款项目相关资料'] },
  reading: '申报“资料是否齐全”为否的,不退回,由托管机构收齐资料后决定。',
  remedy: '尽快向托管机构补交贷款项目资料。',
  parameters: [],
  kinds: ['claim'],
};

export function checkDocs(row: ClaimRow, { document }: Assessment): Finding[] {
  if (row.docsComplete) return [];
  return [found(C_DOCS, document, '资料是否齐全为"否",待托管机构收齐资料后审核。请尽快补交贷款项目资料。')];
}
