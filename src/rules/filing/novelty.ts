import type { Finding } from '../../domain/findings.js';
import { sumWords } from '../../domain/money.js';
import { found, rule } from '../rule.js';
import type { FilingBooks, FilingContext, FilingRow } from './filing.js';

/** New loans only (新增项目): each is filed once, and a loan that replaces another is looked at by an operator. */

export const F_DUPLICATE = rule('F-DUPLICATE', 'reject');

export function checkDuplicate(row: FilingRow, ctx: FilingContext, books: FilingBooks): Finding[] {
  if (books.registered(row) === undefined) return [];
  const message = `借据编号${row.iou}已在本政策下备案(受理或待核),不能重复备案。请删除本行,如需更正、展期、结清或撤回,请报变更(amendment)文件。`;
  return [found(F_DUPLICATE, ctx.document, message)];
}

export const F_SAME_LOAN = rule('F-SAME-LOAN', 'refer');

export function checkSameLoan(row: FilingRow, ctx: FilingContext, books: FilingBooks): Finding[] {
  const other = books.sameLoan(row);
  if (other === undefined) return [];
  const message =
    `贵行已备案的借据${other}与本笔企业、放款日期${row.disbursedOn}、币种${row.currency}和金额${sumWords(row.principal)}都相同,` +
    '是否同一笔贷款由托管机构人工审核。请核对借据编号,确是两笔的备好两份借据。';
  return [found(F_SAME_LOAN, ctx.document, message)];
}

export const F_NEW = rule('F-NEW', 'refer');

export function checkNew(row: FilingRow, ctx: FilingContext): Finding[] {
  if (!ctx.terms.referredOriginations.includes(row.origination)) return [];
  const message = `发放性质为"${row.origination}",是否属于"新增"贷款由托管机构人工审核,请备好资金流向等资料。`;
  return [found(F_NEW, ctx.document, message)];
}
