import type { Finding } from '../domain/findings.js';
import * as claim from './claim/eligibility.js';
import * as file from './file.js';
import * as admission from './filing/admission.js';
import * as borrower from './filing/borrower.js';
import { F_CALENDAR } from './filing/calendar.js';
import * as caps from './filing/caps.js';
import { F_CREDIT_REPORT } from './filing/credit-report.js';
import * as loan from './filing/loan.js';
import * as rate from './filing/rate.js';
import * as window from './filing/window.js';
import * as operation from './operations/decision.js';
import * as statement from './operations/statement.js';
import * as recovery from './recovery/recovery.js';
import type { Rule } from './rule.js';
import * as writeoff from './writeoff/writeoff.js';

/** Every code there is, in the order in which a receipt names them. */
export const CATALOGUE: readonly Rule[] = [
  file.FILE_SENDER,
  file.FILE_NAME,
  file.FILE_LIMIT,
  file.FILE_ENCODING,
  file.FILE_DUPLICATE,
  file.FILE_CSV,
  file.FILE_HEADER,
  file.FILE_EMPTY,
  file.FMT_COLUMNS,
  file.FMT_REQUIRED,
  file.FMT_VALUE,
  file.FMT_USCC,
  admission.F_AGREEMENT,
  admission.F_POLICY_PERIOD,
  admission.F_TRANSITION,
  window.F_WINDOW_QUARTER,
  window.F_WINDOW_LATE,
  window.F_WINDOW_RESUBMIT,
  window.F_DUPLICATE,
  borrower.F_AREA,
  borrower.F_ENTITY,
  borrower.F_SIZE,
  borrower.F_SIZE_STANDARD,
  borrower.F_INTEGRITY,
  borrower.F_STI_SCOPE,
  loan.F_LOAN_TYPE,
  loan.F_COVER,
  loan.F_COVER_OTHER,
  loan.F_RISK_SHARE,
  loan.F_MATURITY,
  loan.F_NEW,
  caps.F_FX_UNKNOWN,
  caps.F_CAP_BANK,
  caps.F_CAP_BANK_SUM,
  F_CREDIT_REPORT,
  caps.F_CAP_CREDIT,
  rate.F_LPR_UNKNOWN,
  loan.F_LPR_TENOR,
  rate.F_RATE,
  F_CALENDAR,
  claim.C_NOT_FILED,
  claim.C_MISMATCH,
  claim.C_DUPLICATE,
  claim.C_CLASS,
  claim.C_CLASS_DATE,
  claim.C_CLASS_BEFORE_FILING,
  claim.C_WINDOW_LATE,
  claim.C_WINDOW_RESUBMIT,
  claim.C_BALANCE,
  claim.C_OTHER_COMP,
  claim.C_OWN_RISK,
  claim.C_OWN_RISK_SHARE,
  claim.C_WINDOW_EARLY,
  claim.C_DOCS,
  claim.C_OVERLAP,
  operation.D_UNKNOWN,
  operation.D_FOUR_EYES,
  operation.D_NO_RATE,
  operation.K_UNKNOWN,
  operation.K_AMOUNT,
  recovery.R_NO_CLAIM,
  recovery.R_DUPLICATE,
  recovery.R_PARTS,
  recovery.R_DATE,
  recovery.R_LATE_NOTICE,
  writeoff.W_NOT_PAID,
  writeoff.W_DUPLICATE,
  writeoff.W_REASON,
  writeoff.W_INTERNAL,
  writeoff.W_NO_LOSS,
  writeoff.W_DATE,
  writeoff.W_OPEN_CLAWBACK,
  statement.S_DUPLICATE,
  statement.S_BALANCE,
  statement.S_UNMATCHED,
  statement.S_PAYMENT,
  statement.S_FEE,
];

const RANK = new Map(CATALOGUE.map((rule, index) => [rule.code, index]));

export function inCatalogueOrder(findings: readonly Finding[]): Finding[] {
  if (findings.length < 2) return [...findings];
  return [...findings].sort((a, b) => (RANK.get(a.code) ?? 0) - (RANK.get(b.code) ?? 0));
}
