import { addMonths } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import { lastLprDue } from '../../domain/lpr.js';
import { rateWords } from '../../domain/money.js';
import { found, type Rule } from '../rule.js';
import type { FilingContext, FilingRow } from './filing.js';

/** The interest rate (利率) against the loan prime rate of the same time (同期LPR). */

const ARTICLES = { XW: '第六条第（五）项', KC: '第七条第（五）项' };
const TENOR_WORDS = { '1Y': '1年期', '5Y': '5年期以上' } as const;

const QUOTES = {
  XW: ['小微企业贷款利率在同期 LPR 基础上上浮不超过 150BP'],
  KC: ['贷款利率在同期 LPR 基础上上浮不超过 150BP'],
};

export const F_LPR_UNKNOWN: Rule = {
  code: 'F-LPR-UNKNOWN',
  title: 'LPR数据未收录',
  severity: 'refer',
  articles: ARTICLES,
  quotes: QUOTES,
  reading:
    'LPR于每月20日(遇休息日顺延至其后第一个工作日)公布。放款日之前最近一次应公布的LPR还没有录入lpr.csv的,不用更早的数据代替,转人工审核,F-RATE先不核对。',
  remedy: '等待托管机构补充LPR数据后审核。',
  parameters: ['lpr.csv', 'workdays.csv'],
  kinds: ['filing'],
};

export const F_RATE: Rule = {
  code: 'F-RATE',
  title: '利率超过上限',
  severity: 'reject',
  articles: ARTICLES,
  quotes: QUOTES,
  reading:
    '“同期LPR”是放款日正在执行的、申报期限品种(1Y或5Y)的LPR,公布当日起执行;年利率恰为LPR加最大上浮的可以。',
  remedy: '核对利率或LPR期限后重报。',
  parameters: ['rate_spread', 'lpr.csv'],
  kinds: ['filing'],
};

export function checkRate(row: FilingRow, ctx: FilingContext): Finding[] {
  const { lpr, calendar } = ctx.reference;
  const due = lastLprDue(row.disbursedOn, calendar);
  if (due === undefined) return [];
  const inForce = lpr.inForce(row.disbursedOn, row.lprTenor);
  if (inForce === undefined || !lpr.publishedWithin(due, row.disbursedOn)) {
    const message =
      `放款日期${row.disbursedOn}应适用${due}公布的LPR,系统LPR表截至${lpr.lastPublication ?? '(空)'},` +
      '尚无该期数据,由托管机构人工审核,暂无需补正。';
    return [found(F_LPR_UNKNOWN, ctx.document, message)];
  }
  const limit = inForce.units + ctx.terms.rateSpread;
  if (row.annualRate <= limit) return [];
  const spread = `${ctx.terms.rateSpread / 100n}BP`;
  const message =
    `年利率${rateWords(row.annualRate)}超过上限${rateWords(limit)}` +
    `(${TENOR_WORDS[row.lprTenor]}LPR ${rateWords(inForce.units)},${inForce.publishedOn}公布,加${spread})。请核对利率或LPR期限后重报。`;
  return [found(F_RATE, ctx.document, message)];
}

export const F_LPR_TENOR: Rule = {
  code: 'F-LPR-TENOR',
  title: '短期贷款申报5年期LPR',
  severity: 'refer',
  articles: ARTICLES,
  quotes: QUOTES,
  reading:
    '条文没有写用哪个期限品种的LPR。以申报为准;贷款期限在参数规定的月数以内而申报5年期LPR的(利率上限因此较高),由托管机构决定。',
  remedy: '核对LPR期限;填写有误的与托管机构联系,没有错的等待审核。',
  parameters: ['lpr_one_year_months'],
  kinds: ['filing'],
};

export function checkLprTenor(row: FilingRow, ctx: FilingContext): Finding[] {
  const months = ctx.terms.lprOneYearMonths;
  if (row.lprTenor !== '5Y') return [];
  const limit = addMonths(row.disbursedOn, months);
  if (row.maturesOn > limit) return [];
  const message = `LPR期限填5Y,但合同到期日${row.maturesOn}不晚于放款后${months}个月(${limit}),由托管机构人工审核,如填写有误请与托管机构联系。`;
  return [found(F_LPR_TENOR, ctx.document, message)];
}
