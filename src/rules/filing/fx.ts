import type { Finding } from '../../domain/findings.js';
import type { FxAnswer } from '../../domain/fx.js';
import { type Fen, times } from '../../domain/money.js';
import { found, type Rule } from '../rule.js';
import type { FilingContext, FilingRow } from './filing.js';

/** The exchange rate (汇率) that turns a loan in foreign money into yuan, for the caps and for all that follows. */

export const CAP_ARTICLES = { XW: '第六条第（四）项', KC: '第七条第（二）项' } as const;

export const F_FX_UNKNOWN: Rule = {
  code: 'F-FX-UNKNOWN',
  title: '没有可用的汇率',
  severity: 'refer',
  articles: CAP_ARTICLES,
  quotes: {
    XW: [
      '外币按贷款发放当日中国外汇交易中心或中国人民银行授权机构公布的人民币与该种外币汇率中间价折算为人民币,没有中间价的按照现汇买入价折算,没有现汇买入价的按照现钞买入价折算',
    ],
    KC: [
      '外币按贷款发放当日中国外汇交易中心或中国人民银行授权机构公布的人民币与该种外币汇率中间价折算为人民币,没有中间价的按照现汇买入价折算,没有现汇买入价的按照现钞买入价折算',
    ],
  },
  reading:
    '汇率表中该币种有中间价的一律用中间价,没有的依次用现汇买入价、现钞买入价。放款日是周一至周五的工作日的,只用当日汇率;休息日用此前10天内最近的一条。找不到的转人工,三项限额先不核对;申请补偿时再查一次汇率表。',
  remedy: '等待托管机构补充汇率表后审核。',
  parameters: ['fx.csv', 'workdays.csv'],
  kinds: ['filing', 'claim'],
};

/** CNY principal in fen, half-up; undefined without a usable rate. */
export function cnyPrincipal(row: FilingRow, fx: FxAnswer): Fen | undefined {
  return fx.state === 'known' ? times(row.principal, fx.rate) : undefined;
}

export function checkFx(row: FilingRow, ctx: FilingContext, fx: FxAnswer): Finding[] {
  if (fx.state !== 'unknown') return [];
  const message = `放款日期${row.disbursedOn}没有${row.currency}可用的汇率,由托管机构人工审核,各项限额暂未核对。`;
  return [found(F_FX_UNKNOWN, ctx.document, message)];
}
