import { amountFromText, rateUnits } from '../domain/money.js';
import type { Scheme } from '../domain/scheme.js';
import type { FilingRow } from '../rules/filing/filing.js';
import { must, optional, type Values, yes } from './row-values.js';

function metrics(v: Values): FilingRow['metrics'] {
  return {
    ...(v.employees === undefined ? {} : { employees: v.employees }),
    ...(v.revenue === undefined ? {} : { revenue: v.revenue }),
    ...(v.total_assets === undefined ? {} : { total_assets: v.total_assets }),
  };
}

/** How each field of a filing row comes from the values, by itself: a row that is asked for few of them makes only those. */
export const FILING_FIELDS: {
  readonly [K in Exclude<keyof FilingRow, 'values'>]: (v: Values) => FilingRow[K];
} = {
  scheme: (v) => must(v, 'scheme') as Scheme,
  iou: (v) => must(v, 'iou_no'),
  enterpriseName: (v) => must(v, 'enterprise_name'),
  uscc: (v) => must(v, 'uscc'),
  entityType: (v) => must(v, 'entity_type'),
  enterpriseSize: (v) => must(v, 'enterprise_size'),
  industry: (v) => v.industry,
  metrics,
  inArea: (v) => yes(must(v, 'in_area')),
  disqualified: (v) => yes(must(v, 'disqualified')),
  qualification: (v) => must(v, 'qualification'),
  qualFrom: (v) => v.qual_from,
  qualTo: (v) => v.qual_to,
  stiScope: (v) => optional(v.sti_scope, yes),
  loanType: (v) => must(v, 'loan_type'),
  otherCover: (v) => must(v, 'other_cover'),
  bankRiskShare: (v) => optional(v.bank_risk_share, rateUnits),
  currency: (v) => must(v, 'currency'),
  principal: (v) => amountFromText(must(v, 'principal')),
  disbursedOn: (v) => must(v, 'disbursed_on'),
  maturesOn: (v) => must(v, 'matures_on'),
  annualRate: (v) => rateUnits(must(v, 'annual_rate')),
  lprTenor: (v) => (must(v, 'lpr_tenor') === '5Y' ? '5Y' : '1Y'),
  creditReportOn: (v) => must(v, 'credit_report_on'),
  creditBalance: (v) => amountFromText(must(v, 'credit_balance')),
  includesThisLoan: (v) => yes(must(v, 'includes_this_loan')),
  firstLoan: (v) => yes(must(v, 'first_loan')),
  origination: (v) => v.origination ?? '新发放',
};

export function filingRow(v: Values): FilingRow {
  const f = FILING_FIELDS;
  return {
    scheme: f.scheme(v),
    iou: f.iou(v),
    enterpriseName: f.enterpriseName(v),
    uscc: f.uscc(v),
    entityType: f.entityType(v),
    enterpriseSize: f.enterpriseSize(v),
    industry: f.industry(v),
    metrics: f.metrics(v),
    inArea: f.inArea(v),
    disqualified: f.disqualified(v),
    qualification: f.qualification(v),
    qualFrom: f.qualFrom(v),
    qualTo: f.qualTo(v),
    stiScope: f.stiScope(v),
    loanType: f.loanType(v),
    otherCover: f.otherCover(v),
    bankRiskShare: f.bankRiskShare(v),
    currency: f.currency(v),
    principal: f.principal(v),
    disbursedOn: f.disbursedOn(v),
    maturesOn: f.maturesOn(v),
    annualRate: f.annualRate(v),
    lprTenor: f.lprTenor(v),
    creditReportOn: f.creditReportOn(v),
    creditBalance: f.creditBalance(v),
    includesThisLoan: f.includesThisLoan(v),
    firstLoan: f.firstLoan(v),
    values: v,
    origination: f.origination(v),
  };
}
