import type { Finding } from '../../domain/findings.js';
import { found, type Rule } from '../rule.js';
import { type FilingContext, type FilingRow, isRiskShared } from './filing.js';
import { LOAN_ARTICLES } from './loan.js';

/** What else covers the loan (其他担保): a person's guarantee may, most else may not. */

export const F_COVER: Rule = {
  code: 'F-COVER',
  title: '其他担保不符',
  severity: 'reject',
  articles: LOAN_ARTICLES,
  quotes: {
    XW: [
      '上述贷款可含自然人保证担保,但不包括已获得保险公司保险、融资担保公司担保以及其他各级财政风险补偿政策补偿的贷款',
    ],
    KC: ['上述贷款可含自然人保证担保', '与我市政府性融资担保机构通过银担分险合作方式发放的保证担保贷款'],
  },
  reading:
    '信用、知识产权质押、应收账款质押贷款只可以再有自然人保证;银担分险贷款的担保须是政府性融资担保。有几种担保的,填不符合要求的那一种。',
  remedy: '核对担保方式;确有不允许的担保的不能备案。',
  parameters: ['covers', 'referred_covers', 'risk_shared'],
  kinds: ['filing'],
};

export const F_COVER_OTHER: Rule = {
  code: 'F-COVER-OTHER',
  title: '科创贷款另有保险或其他财政补偿',
  severity: 'refer',
  articles: { KC: '第七条第（一）项' },
  quotes: { KC: ['上述贷款可含自然人保证担保'] },
  reading: '12号第六条第（三）项明文排除保险和其他财政补偿,13号没有写;科创(银担分险除外)由托管机构决定。',
  remedy: '暂无需补正,等待托管机构审核。',
  parameters: ['referred_covers'],
  kinds: ['filing'],
};

export function checkCover(row: FilingRow, ctx: FilingContext): Finding[] {
  const { terms } = ctx;
  const shared = isRiskShared(row, terms);
  const allowed = shared && terms.riskShared !== undefined ? terms.riskShared.covers : terms.covers;
  if (allowed.includes(row.otherCover)) return [];
  if (!shared && terms.referredCovers.includes(row.otherCover)) {
    const message = `其他担保为"${row.otherCover}",${ctx.document.short}未作规定,由托管机构人工审核,暂无需补正。`;
    return [found(F_COVER_OTHER, ctx.document, message)];
  }
  const message = `其他担保"${row.otherCover}"不符合要求,${shared ? `${row.loanType}贷款` : ''}应为${allowed.join('或')}。请核对担保方式。`;
  return [found(F_COVER, ctx.document, message)];
}
