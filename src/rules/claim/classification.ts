import type { Finding } from '../../domain/findings.js';
import { found, noted, type Rule } from '../rule.js';
import type { Assessment, ClaimContext, ClaimRow } from './claim.js';
import { FILED_ARTICLES } from './filed.js';

/** Non-performing (不良): one of the bad classes, and only after the filing. */

export const C_CLASS: Rule = {
  code: 'C-CLASS',
  title: '不是不良贷款',
  severity: 'reject',
  articles: { XW: '第六条第（一）项', KC: '第七条第（三）项' },
  quotes: {
    XW: ['不良贷款按照《商业银行金融资产风险分类办法》执行'],
    KC: ['贷款项目按照《商业银行金融资产风险分类办法》规定已分级为不良贷款,分级为次级、可疑、损失类之一'],
  },
  reading: '五级分类的后三类为不良;小微引用的分类办法与科创列举的相同。',
  remedy: '贷款分级为不良之后再申请。',
  parameters: ['bad_classes'],
  kinds: ['claim'],
};

export function checkClass(row: ClaimRow, { document, terms }: Assessment): Finding[] {
  if (terms.badClasses.includes(row.classification)) return [];
  const message = `五级分类"${row.classification}"不是不良,应为${terms.badClasses.join('、')}之一。请在贷款分级为不良后申请。`;
  return [found(C_CLASS, document, message)];
}

export const C_CLASS_DATE: Rule = {
  code: 'C-CLASS-DATE',
  title: '不良认定日期晚于收到日',
  severity: 'reject',
  articles: {},
  quotes: {},
  reading: '不良认定日期不能是将来的日期;收到当日认定的可以。这是数据本身的核对。',
  remedy: '核对不良认定日期。',
  parameters: [],
  kinds: ['claim'],
};

export function checkClassDate(row: ClaimRow, ctx: ClaimContext): Finding[] {
  if (row.classifiedOn <= ctx.receivedOn) return [];
  return [noted(C_CLASS_DATE, `不良认定日期${row.classifiedOn}晚于收到日${ctx.receivedOn}。请核对日期。`)];
}

export const C_CLASS_BEFORE_FILING: Rule = {
  code: 'C-CLASS-BEFORE-FILING',
  title: '备案前已是不良',
  severity: 'reject',
  articles: FILED_ARTICLES,
  quotes: {
    XW: ['小微企业银行贷款项目分级为不良的时间需在项目向托管机构备案之后'],
    KC: ['贷款项目分级为不良贷款的时间在项目向托管机构备案之后'],
  },
  reading: '备案日是收到备案文件的日期(转人工后通过的,仍是收到日);备案当天认定的不算“之后”。',
  remedy: '核对不良认定日期;备案前(含当日)形成的不良不予补偿。',
  parameters: [],
  kinds: ['claim'],
};

export function checkClassBeforeFiling(row: ClaimRow, { loan, document }: Assessment): Finding[] {
  if (row.classifiedOn > loan.receivedOn) return [];
  const message = `不良认定日期${row.classifiedOn}不晚于备案日期${loan.receivedOn},备案前(含当日)形成的不良不予补偿。`;
  return [found(C_CLASS_BEFORE_FILING, document, message)];
}
