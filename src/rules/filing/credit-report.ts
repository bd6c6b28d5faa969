import type { Finding } from '../../domain/findings.js';
import { found, rule } from '../rule.js';
import type { FilingContext, FilingRow } from './filing.js';

/** The credit report (征信报告) is drawn before disbursement or within some working days after it. */

export const F_CREDIT_REPORT = rule('F-CREDIT-REPORT', 'reject');

export function checkCreditReport(row: FilingRow, ctx: FilingContext): Finding[] {
  const days = ctx.terms.creditReportWorkdays;
  if (days === undefined) return [];
  const last = ctx.reference.calendar.nthAfter(row.disbursedOn, days);
  if (last === undefined || row.creditReportOn <= last) return [];
  const message =
    `征信报告日期${row.creditReportOn}晚于放款后第${days}个工作日${last}。` +
    '请改用放款前或期限内的征信报告日期和余额。';
  return [found(F_CREDIT_REPORT, ctx.document, message)];
}
