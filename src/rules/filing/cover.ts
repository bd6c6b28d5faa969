import type { Finding } from '../../domain/findings.js';
import { found, rule } from '../rule.js';
import { type FilingContext, type FilingRow, isRiskShared } from './filing.js';

/** What else covers the loan (其他担保): a person's guarantee may, most else may not. */

export const F_COVER = rule('F-COVER', 'reject');
export const F_COVER_OTHER = rule('F-COVER-OTHER', 'refer');

export function checkCover(row: FilingRow, ctx: FilingContext): Finding[] {
  const { terms } = ctx;
  const shared = isRiskShared(row, terms);
  const allowed = shared && terms.riskShared !== undefined ? terms.riskShared.covers : terms.covers;
  if (allowed?.includes(row.otherCover) === true) return [];
  if (!shared && terms.referredCovers.includes(row.otherCover)) {
    const message = `其他担保为"${row.otherCover}",${ctx.document.short}未作规定,由托管机构人工审核,暂无需补正。`;
    return [found(F_COVER_OTHER, ctx.document, message)];
  }
  if (allowed === undefined) return [];
  const message = `其他担保"${row.otherCover}"不符合要求,${shared ? `${row.loanType}贷款` : ''}应为${allowed.join('或')}。请核对担保方式。`;
  return [found(F_COVER, ctx.document, message)];
}
