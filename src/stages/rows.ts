import { amountFromText } from '../domain/money.js';
import type { Scheme } from '../domain/scheme.js';
import type { AmendmentRow, Change, CorrectedItem } from '../rules/amendment/amendment.js';
import type { ClaimRow } from '../rules/claim/claim.js';
import type { CorrectionAction, CorrectionRow } from '../rules/correction/correction.js';
import type { MatchingRow } from '../rules/matching/matching.js';
import type { ConfirmationRow } from '../rules/operations/confirmation.js';
import type { DecisionRow } from '../rules/operations/decision.js';
import type { StatementRow } from '../rules/operations/statement.js';
import type { RecoveryRow } from '../rules/recovery/recovery.js';
import type { StandingRow } from '../rules/standing/standing.js';
import type { WriteoffRow } from '../rules/writeoff/writeoff.js';
import { must, optional, type Values, yes } from './row-values.js';

/** From a row's canonical values (columns of the file interface) to the typed row that the rules judge. */

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
    outstanding: amountFromText(must(v, 'outstanding')),
    ownRisk: optional(v.own_risk_outstanding, amountFromText),
    docsComplete: yes(must(v, 'docs_complete')),
    otherCompensation: yes(v.other_compensation),
  };
}

export function recoveryRow(v: Values): RecoveryRow {
  return {
    recoveryNo: must(v, 'recovery_no'),
    iou: must(v, 'iou_no'),
    recoveredOn: must(v, 'recovered_on'),
    amount: amountFromText(must(v, 'amount')),
    principalPart: optional(v.principal_part, amountFromText),
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
    amount: optional(v.amount, amountFromText),
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
    amount: amountFromText(must(v, 'amount')),
    ...signed(v),
  };
}

export function confirmationRow(v: Values): ConfirmationRow {
  return {
    businessNo: must(v, 'business_no'),
    outcome: must(v, 'outcome') as ConfirmationRow['outcome'],
    documentNo: must(v, 'document_no'),
    amount: optional(v.amount, amountFromText),
    maker: v.maker,
    checker: v.checker,
  };
}

export function statementRow(v: Values): StatementRow {
  return {
    txnNo: must(v, 'txn_no'),
    bookedOn: must(v, 'booked_on'),
    direction: must(v, 'direction') === '收' ? '收' : '支',
    amount: amountFromText(must(v, 'amount')),
    counterparty: v.counterparty ?? '',
    businessNo: v.business_no ?? '',
    purpose: must(v, 'purpose'),
    balance: amountFromText(must(v, 'balance')),
    feeYear: v.fee_year,
  };
}
