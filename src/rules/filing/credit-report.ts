import type { Finding } from '../../domain/findings.js';
import { found, type Rule } from '../rule.js';
import type { FilingContext, FilingRow } from './filing.js';
import { CAP_ARTICLES } from './fx.js';

/** The credit report (征信报告) is drawn before disbursement or within some working days after it. */

export const F_CREDIT_REPORT: Rule = {
  code: 'F-CREDIT-REPORT',
  title: '征信报告日期过晚',
  severity: 'reject',
  articles: CAP_ARTICLES,
  quotes: {
    XW: ['放款前或放款后 10 个工作日内《征信报告》显示的该企业未结清本外币贷款余额'],
    KC: ['放款前或放款后 10 个工作日内《征信报告》显示的该企业未结清本外币贷款余额'],
  },
  reading:
    '征信报告可以在放款前,或不晚于放款后期限内的最后一个工作日;其后紧接着的休息日也算晚。放款前多久条文没有限制,不设下限。',
  remedy: '改用放款前或期限内的征信报告,报告日期和余额一并改。',
  parameters: ['credit_report_workdays', 'workdays.csv'],
  kinds: ['filing'],
};

export function checkCreditReport(row: FilingRow, ctx: FilingContext): Finding[] {
  const days = ctx.terms.creditReportWorkdays;
  const last = ctx.reference.calendar.nthAfter(row.disbursedOn, days);
  if (last === undefined || row.creditReportOn <= last) return [];
  const message =
    `征信报告日期${row.creditReportOn}晚于放款后第${days}个工作日${last}。` +
    '请改用放款前或期限内的征信报告日期和余额。';
  return [found(F_CREDIT_REPORT, ctx.document, message)];
}
