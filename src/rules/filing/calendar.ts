import type { Finding } from '../../domain/findings.js';
import type { FxAnswer } from '../../domain/fx.js';
import { lastLprDue } from '../../domain/lpr.js';
import { found, type Rule } from '../rule.js';
import type { FilingContext, FilingRow } from './filing.js';
import { filingDeadline } from './window.js';

/** Days past the working-day calendar are never guessed from weekends: the row is referred instead. */

export const F_CALENDAR: Rule = {
  code: 'F-CALENDAR',
  title: '工作日历未覆盖',
  severity: 'refer',
  articles: { XW: '第六条第（四）项、第（五）项、第十二条', KC: '第七条第（二）项、第（五）项、第十三条' },
  quotes: {
    XW: ['放款前或放款后 10 个工作日内', '于每季度前 15 个工作日内'],
    KC: ['放款前或放款后 10 个工作日内', '于每季度前15个工作日内'],
  },
  reading:
    '国务院办公厅尚未公布放假安排的年份,不按周末猜工作日:备案截止日、征信报告期限、汇率或LPR公布日因此定不下来的,转人工审核,需要那一天的检查先不作。不需要未来日期也能判断的照常判断。',
  remedy: '暂无需补正,等待托管机构审核;放假安排公布后补充workdays.csv。',
  parameters: ['workdays.csv', 'filing_window_workdays', 'credit_report_workdays'],
  kinds: ['filing'],
};

export function checkCalendar(row: FilingRow, ctx: FilingContext, fx: FxAnswer): Finding[] {
  const { calendar } = ctx.reference;
  const last = calendar.lastCovered;
  const open: string[] = [];
  if (filingDeadline(ctx) === undefined && ctx.receivedOn > last)
    open.push(`备案截止日(收到日${ctx.receivedOn})`);
  const reportLimit = calendar.nthAfter(row.disbursedOn, ctx.terms.creditReportWorkdays);
  if (reportLimit === undefined && row.creditReportOn > last)
    open.push(`征信报告期限(报告日${row.creditReportOn})`);
  if (fx.state === 'calendar') open.push(`放款日汇率(${row.currency},${row.disbursedOn})`);
  if (lastLprDue(row.disbursedOn, calendar) === undefined)
    open.push(`应适用的LPR公布日(放款日${row.disbursedOn})`);
  if (open.length === 0) return [];
  const message = `工作日历截至${last},无法确定${open.join('、')},由托管机构人工审核,暂无需补正。`;
  return [found(F_CALENDAR, ctx.document, message)];
}
