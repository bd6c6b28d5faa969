import type { Finding } from '../../domain/findings.js';
import type { PolicyDocument } from '../../domain/policy.js';
import { found, type Rule } from '../rule.js';
import type { Assessment, ClaimRow } from './claim.js';

/** The loan behind a claim: filed by this bank, the same enterprise, not claimed before, under one scheme only. */

export const FILED_ARTICLES = { XW: '第六条第（二）项', KC: '第七条第（四）项' } as const;
export const APPLY_ARTICLES = { XW: '第十三条', KC: '第十四条' } as const;

export const C_NOT_FILED: Rule = {
  code: 'C-NOT-FILED',
  title: '没有已受理的备案',
  severity: 'reject',
  articles: FILED_ARTICLES,
  quotes: {
    XW: ['未备案项目形成的不良贷款不予补偿'],
    KC: ['未备案项目形成的不良贷款不予补偿'],
  },
  reading: '本银行在所报政策下须有该借据的已受理备案;待核或退回的备案不算。有这一项时不再检查其他内容。',
  remedy: '核对借据编号和政策类型;备案尚在待核的,等审核通过后再申请。',
  parameters: [],
  kinds: ['claim'],
};

export function notFiled(row: ClaimRow, name: string, document: PolicyDocument): Finding {
  const message = `借据编号${row.iou}在${name}政策下没有贵行已受理的备案,未备案贷款不予补偿。请核对借据编号和政策类型。`;
  return found(C_NOT_FILED, document, message);
}

export const C_MISMATCH: Rule = {
  code: 'C-MISMATCH',
  title: '与备案的企业不一致',
  severity: { XW: 'reject', KC: 'refer' },
  articles: { XW: '第十三条', KC: '第十五条' },
  quotes: {
    XW: ['并提供贷款项目相关资料'],
    KC: [
      '对于在项目补偿审核中发现的银行机构在项目备案时信息填写有误,托管机构可要求银行机构提供补充证明,并视情况确定是否通过风险补偿初审',
    ],
  },
  reading:
    '申请和备案的统一社会信用代码应当一致。科创允许备案填写有误时由托管机构视情况决定,转人工;小微没有这样的规定,退回。',
  remedy: '核对代码;备案填错的,向托管机构提供补充证明。',
  parameters: [],
  kinds: ['claim'],
};

export function checkMismatch(row: ClaimRow, { loan, document }: Assessment): Finding[] {
  if (row.uscc === loan.uscc) return [];
  const message = `统一社会信用代码${row.uscc}与备案的${loan.uscc}不一致。请核对,备案有误的请向托管机构提供补充证明。`;
  return [found(C_MISMATCH, document, message)];
}

export const C_DUPLICATE: Rule = {
  code: 'C-DUPLICATE',
  title: '重复申请',
  severity: 'reject',
  articles: APPLY_ARTICLES,
  quotes: {
    XW: ['合作银行向托管机构提交风险补偿申请'],
    KC: ['银行机构每月可向托管机构提交风险补偿申请'],
  },
  reading: '一笔贷款只补偿一次:无论在哪项政策下,已有未被退回、未被不予确认的申请的,不得再申请。',
  remedy: '删除本行。',
  parameters: [],
  kinds: ['claim'],
};

export function checkDuplicate(row: ClaimRow, { document, books }: Assessment): Finding[] {
  const live = books.liveClaim(row.iou);
  if (live === undefined) return [];
  return [found(C_DUPLICATE, document, `该借据已有补偿申请${live}在办或已补偿,不能重复申请。请删除本行。`)];
}

export const C_SETTLED: Rule = {
  code: 'C-SETTLED',
  title: '贷款已报结清',
  severity: 'reject',
  articles: { XW: '第六条', KC: '第七条' },
  quotes: { XW: ['不良贷款项目补偿条件'], KC: ['不良贷款项目补偿条件'] },
  reading: '银行已报结清的贷款没有不良本金,不予补偿。',
  remedy: '结清报错的,请托管机构对该结清报冲正重审,再申请。',
  parameters: [],
  kinds: ['claim'],
};

export const C_OVERLAP: Rule = {
  code: 'C-OVERLAP',
  title: '改按科创政策审核',
  severity: 'info',
  articles: { KC: '第八条' },
  quotes: {
    KC: [
      '本实施方案不良贷款项目若与《北京经济技术开发区小微企业贷款风险补偿资金管理办法》中的不良项目有重叠,优先享受本政策',
    ],
  },
  reading:
    '按小微申请、但本银行在科创下也有已受理备案的,先按科创审核;科创审核的结果是退回的,再按小微审核,只看小微的结果。改按科创的用本代码说明。科创暂停期间不改走小微,等恢复。',
  remedy: '无需处理。',
  parameters: ['before'],
  kinds: ['claim'],
};

export function overlapNote(row: ClaimRow, document: PolicyDocument): Finding {
  const message = `借据${row.iou}已在科创政策下备案,按优先享受科创政策的规定改按科创政策审核,无需处理。`;
  return found(C_OVERLAP, document, message);
}
