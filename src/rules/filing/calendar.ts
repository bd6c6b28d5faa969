import type { Finding } from '../../domain/findings.js';
import type { FxAnswer } from '../../domain/fx.js';
import { lastLprDue } from '../../domain/lpr.js';
import { found, rule } from '../rule.js';
import type { FilingContext, FilingRow } from './filing.js';
import { filingDeadline } from './window.js';

/** Days past the working-day calendar are never guessed from weekends: the row is referred instead. */

export const F_CALENDAR = rule('F-CALENDAR', 'refer');

export function checkCalendar(row: FilingRow, ctx: FilingContext, fx: FxAnswer): Finding[] {
  const { calendar } = ctx.reference;
  const last = calendar.lastCovered;
  const open: string[] = [];
  if (ctx.termsReceived.filingWindow && filingDeadline(ctx) === undefined && ctx.receivedOn > last)
    open.push(`备案截止日(收到日${ctx.receivedOn})`);
  const days = ctx.terms.creditReportWorkdays;
  const reportLimit = days === undefined ? row.creditReportOn : calendar.nthAfter(row.disbursedOn, days);
  if (reportLimit === undefined && row.creditReportOn > last)
    open.push(`征信报告期限(报告日${row.creditReportOn})`);
  if (fx.state === 'calendar') open.push(`放款日汇率(${row.currency},${row.disbursedOn})`);
  if (ctx.terms.rateCap && lastLprDue(row.disbursedOn, calendar) === undefined)
    open.push(`应适用的LPR公布日(放款日${row.disbursedOn})`);
  if (open.length === 0) return [];
  const message = `工作日历截至${last},无法确定${open.join('、')},由托管机构人工审核,暂无需补正。`;
  return [found(F_CALENDAR, ctx.document, message)];
}
