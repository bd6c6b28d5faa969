import type { Finding } from '../../domain/findings.js';
import { found, type Rule } from '../rule.js';
import type { FilingBooks, FilingContext, FilingRow } from './filing.js';
import { FILING_ARTICLES } from './window.js';

/** New loans only (新增项目): each is filed once, and a loan that replaces another is looked at by an operator. */

const QUOTES = {
  XW: ['符合本办法规定条件的新增小微企业贷款项目'],
  KC: ['符合本实施方案规定条件的新增科技创新类中小企业项目'],
};

export const F_DUPLICATE: Rule = {
  code: 'F-DUPLICATE',
  title: '已经备案',
  severity: 'reject',
  articles: FILING_ARTICLES,
  quotes: QUOTES,
  reading:
    '同一银行、同一政策、同一借据编号只备案一次;已受理或待核的不得再报,被退回的可以。两项政策可以各备案一次。',
  remedy: '删除本行;要更正已备案的信息,与托管机构联系。',
  parameters: [],
  kinds: ['filing'],
};

export function checkDuplicate(row: FilingRow, ctx: FilingContext, books: FilingBooks): Finding[] {
  if (books.registered(row.scheme, row.iou) === undefined) return [];
  const message = `借据编号${row.iou}已在本政策下备案(受理或待核),不能重复备案。请删除本行,如需更正已备案信息,请与托管机构联系。`;
  return [found(F_DUPLICATE, ctx.document, message)];
}

export const F_SAME_LOAN: Rule = {
  code: 'F-SAME-LOAN',
  title: '疑似同一笔贷款',
  severity: 'refer',
  articles: { XW: '第六条第（三）项', KC: '第八条' },
  quotes: {
    XW: ['不包括已获得保险公司保险、融资担保公司担保以及其他各级财政风险补偿政策补偿的贷款'],
    KC: ['有重叠,优先享受本政策'],
  },
  reading:
    '本银行在任一政策下另有一笔借据编号不同的已备案贷款,统一社会信用代码、放款日期、币种、金额都相同的,可能是同一笔贷款换了编号,由托管机构决定。',
  remedy: '核对借据编号;确是两笔的,备好两份借据等待审核。',
  parameters: [],
  kinds: ['filing'],
};

export const F_NEW: Rule = {
  code: 'F-NEW',
  title: '是否属于新增贷款',
  severity: 'refer',
  articles: FILING_ARTICLES,
  quotes: QUOTES,
  reading:
    '“新增”按有新借据发放理解:新发放、续贷属于新增;借新还旧、重组是否属于新增,条文未定,由托管机构决定。',
  remedy: '备好资金流向等资料,等待托管机构审核。',
  parameters: ['referred_originations'],
  kinds: ['filing'],
};

export function checkNew(row: FilingRow, ctx: FilingContext): Finding[] {
  if (!ctx.terms.referredOriginations.includes(row.origination)) return [];
  const message = `发放性质为"${row.origination}",是否属于"新增"贷款由托管机构人工审核,请备好资金流向等资料。`;
  return [found(F_NEW, ctx.document, message)];
}
