import { fenFromText, rateUnits } from '../domain/money.js';
import type { Scheme } from '../domain/scheme.js';
import type { AmendmentRow, Change, CorrectedItem } from '../rules/amendment/amendment.js';
import type { ClaimRow } from '../rules/claim/claim.js';
import type { CorrectionAction, CorrectionRow } from '../rules/correction/correction.js';
import type { FilingRow } from '../rules/filing/filing.js';
import type { MatchingRow } from '../rules/matching/matching.js';
import type { ConfirmationRow } from '../rules/operations/confirmation.js';
import type { DecisionRow } from '../rules/operations/decision.js';
import type { StatementRow } from '../rules/operations/statement.js';
import type { RecoveryRow } from '../rules/recovery/recovery.js';
import type { StandingRow } from '../rules/standing/standing.js';
import type { WriteoffRow } from '../rules/writeoff/writeoff.js';

/** From a row's canonical values (columns of the file interface) to the typed row that the rules judge. */

type Values = Readonly<Record<string, string>>;

/** A value that the form check has made sure of; its absence is a bug, not a finding. */
function must(values: Values, key: string): string {
  const value = values[key];
  if (value === undefined) throw new Error(`value ${key} missing after the form check`);
  return value;
}

const yes = (text: string | undefined): boolean => text === '是';
const optional = <T>(text: string | undefined, parse: (text: string) => T): T | undefined =>
  text === undefined ? undefined : parse(text);

function metrics(v: Values): FilingRow['metrics'] {
  return {
    ...(v.employees === undefined ? {} : { employees: v.employees }),
    ...(v.revenue === undefined ? {} : { revenue: v.revenue }),
    ...(v.total_assets === undefined ? {} : { total_assets: v.total_assets }),
  };
}

export function filingRow(v: Values): FilingRow {
  return {
    scheme: must(v, 'scheme') as Scheme,
    iou: must(v, 'iou_no'),
    enterpriseName: must(v, 'enterprise_name'),
    uscc: must(v, 'uscc'),
    entityType: must(v, 'entity_type'),
    enterpriseSize: must(v, 'enterprise_size'),
    industry: v.industry,
    metrics: metrics(v),
    inArea: yes(must(v, 'in_area')),
    disqualified: yes(must(v, 'disqualified')),
    qualification: must(v, 'qualification'),
    qualFrom: v.qual_from,
    qualTo: v.qual_to,
    stiScope: optional(v.sti_scope, yes),
    loanType: must(v, 'loan_type'),
    otherCover: must(v, 'other_cover'),
    bankRiskShare: optional(v.bank_risk_share, rateUnits),
    currency: must(v, 'currency'),
    principal: fenFromText(must(v, 'principal')),
    disbursedOn: must(v, 'disbursed_on'),
    maturesOn: must(v, 'matures_on'),
    annualRate: rateUnits(must(v, 'annual_rate')),
    lprTenor: must(v, 'lpr_tenor') === '5Y' ? '5Y' : '1Y',
    creditReportOn: must(v, 'credit_report_on'),
    creditBalance: fenFromText(must(v, 'credit_balance')),
    includesThisLoan: yes(must(v, 'includes_this_loan')),
    firstLoan: yes(must(v, 'first_loan')),
    values: v,
    origination: v.origination ?? '新发放',
  };
}

export function amendmentRow(v: Values): AmendmentRow {
  return {
    scheme: must(v, 'scheme') as Scheme,
    iou: must(v, 'iou_no'),
    change: must(v, 'change') as Change,
    effectiveOn: v.effective_on,
    newMaturesOn: v.new_matures_on,
    item: v.item as CorrectedItem | undefined,
    value: v.value,
    reason: must(v, 'reason'),
  };
}

export function claimRow(v: Values): ClaimRow {
  return {
    scheme: must(v, 'scheme') as Scheme,
    iou: must(v, 'iou_no'),
    uscc: must(v, 'uscc'),
    classification: must(v, 'classification'),
    classifiedOn: must(v, 'classified_on'),
    outstanding: fenFromText(must(v, 'outstanding')),
    ownRisk: optional(v.own_risk_outstanding, fenFromText),
    docsComplete: yes(must(v, 'docs_complete')),
    otherCompensation: yes(v.other_compensation),
  };
}

export function recoveryRow(v: Values): RecoveryRow {
  return {
    recoveryNo: must(v, 'recovery_no'),
    iou: must(v, 'iou_no'),
    recoveredOn: must(v, 'recovered_on'),
    amount: fenFromText(must(v, 'amount')),
    principalPart: optional(v.principal_part, fenFromText),
  };
}

export function writeoffRow(v: Values): WriteoffRow {
  return {
    iou: must(v, 'iou_no'),
    reason: must(v, 'reason'),
    rulingNo: must(v, 'ruling_no'),
    ruledOn: must(v, 'ruled_on'),
    internalNo: v.internal_no,
  };
}

export function decisionRow(v: Values): DecisionRow {
  return {
    businessNo: must(v, 'business_no'),
    passed: must(v, 'outcome') === '通过',
    ...signed(v),
  };
}

/** Who did it and who looked it over (经办人, 复核人), and why. */
function signed(v: Values): { maker: string; checker: string; reason: string } {
  return { maker: must(v, 'maker'), checker: must(v, 'checker'), reason: must(v, 'reason') };
}

export function correctionRow(v: Values): CorrectionRow {
  return {
    businessNo: must(v, 'business_no'),
    action: must(v, 'action') as CorrectionAction,
    amount: optional(v.amount, fenFromText),
    documentNo: must(v, 'document_no'),
    ...signed(v),
  };
}

export function standingRow(v: Values): StandingRow {
  return {
    bank: must(v, 'bank'),
    scheme: must(v, 'scheme') as Scheme,
    barred: must(v, 'action') === '暂停',
    documentNo: must(v, 'document_no'),
    ...signed(v),
  };
}

export function matchingRow(v: Values): MatchingRow {
  return {
    undo: must(v, 'action') === '撤销',
    txnNo: must(v, 'txn_no'),
    target: must(v, 'target'),
    amount: fenFromText(must(v, 'amount')),
    ...signed(v),
  };
}

export function confirmationRow(v: Values): ConfirmationRow {
  return {
    businessNo: must(v, 'business_no'),
    outcome: must(v, 'outcome') as ConfirmationRow['outcome'],
    documentNo: must(v, 'document_no'),
    amount: optional(v.amount, fenFromText),
    maker: v.maker,
    checker: v.checker,
  };
}

export function statementRow(v: Values): StatementRow {
  return {
    txnNo: must(v, 'txn_no'),
    bookedOn: must(v, 'booked_on'),
    direction: must(v, 'direction') === '收' ? '收' : '支',
    amount: fenFromText(must(v, 'amount')),
    counterparty: v.counterparty ?? '',
    businessNo: v.business_no ?? '',
    purpose: must(v, 'purpose'),
    balance: fenFromText(must(v, 'balance')),
    feeYear: v.fee_year,
  };
}
