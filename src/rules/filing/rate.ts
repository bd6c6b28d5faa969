import { addMonths } from '../../domain/dates.js';
import type { Finding } from '../../domain/findings.js';
import { lastLprDue } from '../../domain/lpr.js';
import { rateUnits, rateWords } from '../../domain/money.js';
import type { RateCap } from '../../domain/terms.js';
import { found, rule } from '../rule.js';
import type { FilingContext, FilingRow } from './filing.js';

/** The interest rate (利率) against the loan prime rate of the same time (同期LPR). */

const TENOR_WORDS = { '1Y': '1年期', '5Y': '5年期以上' } as const;

export const F_LPR_UNKNOWN = rule('F-LPR-UNKNOWN', 'refer');
export const F_RATE = rule('F-RATE', 'reject');

/** Highest annual rate, in ten-thousandths of a per cent; a factor's product is cut, never rounded up. */
export function rateLimit(cap: RateCap, lpr: bigint): bigint {
  return 'over' in cap ? lpr + cap.over : (lpr * rateUnits(cap.times)) / rateUnits('1');
}

export function checkRate(row: FilingRow, ctx: FilingContext): Finding[] {
  const { lpr, calendar } = ctx.reference;
  const { rateCap } = ctx.terms;
  if (rateCap === undefined) return [];
  const due = lastLprDue(row.disbursedOn, calendar);
  if (due === undefined) return [];
  const inForce = lpr.inForce(row.disbursedOn, row.lprTenor);
  if (inForce === undefined || !lpr.publishedWithin(due, row.disbursedOn)) {
    const message =
      `放款日期${row.disbursedOn}应适用${due}公布的LPR,系统LPR表截至${lpr.lastPublication ?? '(空)'},` +
      '尚无该期数据,由托管机构人工审核,暂无需补正。';
    return [found(F_LPR_UNKNOWN, ctx.document, message)];
  }
  const limit = rateLimit(rateCap, inForce.units);
  if (row.annualRate <= limit) return [];
  const spread = 'over' in rateCap ? `加${rateCap.over / 100n}BP` : `乘${rateCap.times}`;
  const message =
    `年利率${rateWords(row.annualRate)}超过上限${rateWords(limit)}` +
    `(${TENOR_WORDS[row.lprTenor]}LPR ${rateWords(inForce.units)},${inForce.publishedOn}公布,${spread})。请核对利率或LPR期限后重报。`;
  return [found(F_RATE, ctx.document, message)];
}

export const F_LPR_TENOR = rule('F-LPR-TENOR', 'refer');

export function checkLprTenor(row: FilingRow, ctx: FilingContext): Finding[] {
  const months = ctx.terms.lprOneYearMonths;
  if (months === undefined || row.lprTenor !== '5Y') return [];
  const limit = addMonths(row.disbursedOn, months);
  if (row.maturesOn > limit) return [];
  const message = `LPR期限填5Y,但合同到期日${row.maturesOn}不晚于放款后${months}个月(${limit}),由托管机构人工审核,如填写有误请与托管机构联系。`;
  return [found(F_LPR_TENOR, ctx.document, message)];
}
