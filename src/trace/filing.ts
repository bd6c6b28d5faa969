import type { Sql } from '../db/db.js';
import { addMonths } from '../domain/dates.js';
import { lastLprDue } from '../domain/lpr.js';
import { rateWords, yuanWords } from '../domain/money.js';
import { type FilingContext, type FilingRow, isQualified } from '../rules/filing/filing.js';
import { type FilingOpinion, judgeFiling, judgeFilingAlone } from '../rules/filing/judge.js';
import { rateLimit } from '../rules/filing/rate.js';
import { filingDeadline, windowOf } from '../rules/filing/window.js';
import { filingContext } from '../stages/filing-record.js';
import { filingRow } from '../stages/filing-row.js';
import { appliedRules } from './applied.js';
import { FilingMoment } from './filing-moment.js';
import type { ReadRow } from './row.js';
import type { AppliedRule, Fact } from './story.js';

/** A filing row judged once more by the very rules, on the books as it found them. */
export async function filingRules(sql: Sql, read: ReadRow): Promise<AppliedRule[] | undefined> {
  if (read.form === undefined || read.form.findings.length > 0) return undefined;
  const { sender, receivedOn } = read.row;
  const row = filingRow(read.form.values);
  const ctx = filingContext(row, { sender, receivedOn, reference: read.reference });
  const moment = { id: read.id, on: receivedOn };
  const books = await FilingMoment.load(sql, moment, sender, row);
  const opinion = judgeFilingAlone(row, ctx);
  const findings = judgeFiling(row, ctx, opinion, books);
  const on = { disbursedOn: row.disbursedOn, receivedOn };
  return appliedRules(
    'filing',
    ctx.document,
    read.reference.catalogue,
    on,
    findings,
    factsOf(row, ctx, opinion, books),
  );
}

function factsOf(
  row: FilingRow,
  ctx: FilingContext,
  { fx, principalFen }: FilingOpinion,
  books: FilingMoment,
): Record<string, readonly Fact[]> {
  const { reference, terms } = ctx;
  const { calendar, lpr, agreements, policies } = reference;
  const policy = policies.of(row.scheme);
  const deadline: Fact = ['备案截止日', `${filingDeadline(ctx) ?? '(日历未覆盖)'},收到日${ctx.receivedOn}`];
  const due = lastLprDue(row.disbursedOn, calendar);
  const inForce = lpr.inForce(row.disbursedOn, row.lprTenor);
  const money: Fact[] =
    principalFen === undefined ? [['折人民币', '无可用汇率']] : [['折人民币', yuanWords(principalFen)]];
  const { creditReportWorkdays, lprOneYearMonths, rateCap } = terms;
  const reportLimit =
    creditReportWorkdays === undefined ? undefined : calendar.nthAfter(row.disbursedOn, creditReportWorkdays);
  const { filingWindow } = ctx.termsReceived;
  const period = filingWindow && windowOf(filingWindow, ctx.receivedOn, calendar);
  return {
    'F-AGREEMENT': agreements
      .of(ctx.bank, row.scheme)
      .map((a): Fact => ['合作协议', `${a.from}至${a.to ?? '长期'}`]),
    'F-POLICY-PERIOD': [['政策有效期', `${policy.validFrom}至${policy.validTo},放款${row.disbursedOn}`]],
    'F-WINDOW-QUARTER': [['上一期', `${period?.from ?? ''}至${period?.to ?? ''},放款${row.disbursedOn}`]],
    'F-WINDOW-LATE': [deadline],
    'F-WINDOW-RESUBMIT': [deadline],
    'F-DUPLICATE': [['当时已登记', books.registered() === undefined ? '无' : '有']],
    'F-FX-UNKNOWN': [
      ['汇率', fx.state === 'known' ? `${fx.rate}(${row.currency},${fx.kind},${fx.date})` : '(无)'],
      ...money,
    ],
    'F-CAP-BANK': money,
    'F-CAP-BANK-SUM': [
      ...money,
      ...books.others.map(
        (loan): Fact => [
          loan.businessNo,
          `${loan.principalFen === undefined ? '无汇率' : yuanWords(loan.principalFen)},${loan.disbursedOn}至${loan.maturesOn}`,
        ],
      ),
      ['同期其他最高', yuanWords(books.peak(row.scheme, row.uscc, row.disbursedOn, row.maturesOn))],
    ],
    'F-CREDIT-REPORT': [['征信报告期限', `${reportLimit ?? '(日历未覆盖)'},报告日${row.creditReportOn}`]],
    'F-CAP-CREDIT': [
      ['征信未结清余额', `${yuanWords(row.creditBalance)},报告${row.includesThisLoan ? '含' : '不含'}本笔`],
      ['放款日资质', isQualified(row, terms) ? '有效' : '无效或无'],
      ...money,
    ],
    'F-LPR-UNKNOWN': [['最近应公布日', due ?? '(日历未覆盖)']],
    'F-LPR-TENOR': [
      ['放款后期限', `${addMonths(row.disbursedOn, lprOneYearMonths ?? 0)},到期${row.maturesOn}`],
    ],
    'F-RATE': [
      ['年利率', rateWords(row.annualRate)],
      [
        '执行的LPR',
        inForce === undefined || rateCap === undefined
          ? '(无)'
          : `${row.lprTenor} ${rateWords(inForce.units)},${inForce.publishedOn}公布;上限${rateWords(rateLimit(rateCap, inForce.units))}`,
      ],
    ],
    'F-CALENDAR': [['工作日历截至', calendar.lastCovered]],
  };
}
