import type { Finding } from '../../domain/findings.js';
import { found, rule } from '../rule.js';
import type { FilingBooks, FilingContext, FilingRow } from './filing.js';

/** New loans only (新增项目): each is filed once, and a loan that replaces another is looked at by an operator. */

export const F_DUPLICATE = rule('F-DUPLICATE', 'reject');

export function checkDuplicate(row: FilingRow, ctx: FilingContext, books: FilingBooks): Finding[] {
  if (books.registered(row.scheme, row.iou) === undefined) return [];
  const message = `借据编号${row.iou}已在本政策下备案(受理或待核),不能重复备案。请删除本行,如需更正已备案信息,请与托管机构联系。`;
  return [found(F_DUPLICATE, ctx.document, message)];
}

export const F_SAME_LOAN = rule('F-SAME-LOAN', 'refer');
export const F_NEW = rule('F-NEW', 'refer');

export function checkNew(row: FilingRow, ctx: FilingContext): Finding[] {
  if (!ctx.terms.referredOriginations.includes(row.origination)) return [];
  const message = `发放性质为"${row.origination}",是否属于"新增"贷款由托管机构人工审核,请备好资金流向等资料。`;
  return [found(F_NEW, ctx.document, message)];
}
