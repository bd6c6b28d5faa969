import type { Finding } from '../domain/findings.js';
import * as claimed from './claim/balance.js';
import * as claimClass from './claim/classification.js';
import * as claimFiled from './claim/filed.js';
import * as claimWindow from './claim/window.js';
import * as file from './file.js';
import * as admission from './filing/admission.js';
import * as borrower from './filing/borrower.js';
import { F_CALENDAR } from './filing/calendar.js';
import * as caps from './filing/caps.js';
import * as cover from './filing/cover.js';
import { F_CREDIT_REPORT } from './filing/credit-report.js';
import { F_FX_UNKNOWN } from './filing/fx.js';
import * as loan from './filing/loan.js';
import * as novelty from './filing/novelty.js';
import * as rate from './filing/rate.js';
import { F_SIZE, F_SIZE_STANDARD } from './filing/size.js';
import * as window from './filing/window.js';
import * as form from './form.js';
import * as operation from './operations/decision.js';
import * as reconcile from './operations/reconcile.js';
import * as statement from './operations/statement.js';
import * as recovery from './recovery/recovery.js';
import type { Rule } from './rule.js';
import * as writeoff from './writeoff/rules.js';

/** Every code there is, in the order in which a receipt names them. */
export const CATALOGUE: readonly Rule[] = [
  file.FILE_SENDER,
  file.FILE_NAME,
  file.FILE_LIMIT,
  file.FILE_ENCODING,
  file.FILE_CONTROL,
  file.FILE_DUPLICATE,
  file.FILE_CSV,
  file.FILE_HEADER,
  file.FILE_EMPTY,
  form.FMT_COLUMNS,
  form.FMT_REQUIRED,
  form.FMT_VALUE,
  form.FMT_USCC,
  admission.F_AGREEMENT,
  admission.F_POLICY_PERIOD,
  admission.F_TRANSITION,
  window.F_WINDOW_QUARTER,
  window.F_WINDOW_LATE,
  window.F_WINDOW_RESUBMIT,
  novelty.F_DUPLICATE,
  borrower.F_AREA,
  borrower.F_ENTITY,
  F_SIZE,
  F_SIZE_STANDARD,
  borrower.F_INTEGRITY,
  borrower.F_STI_SCOPE,
  loan.F_LOAN_TYPE,
  cover.F_COVER,
  cover.F_COVER_OTHER,
  loan.F_RISK_SHARE,
  loan.F_MATURITY,
  novelty.F_NEW,
  F_FX_UNKNOWN,
  caps.F_CAP_BANK,
  caps.F_CAP_BANK_SUM,
  F_CREDIT_REPORT,
  caps.F_CAP_CREDIT,
  rate.F_LPR_UNKNOWN,
  rate.F_LPR_TENOR,
  rate.F_RATE,
  F_CALENDAR,
  claimFiled.C_NOT_FILED,
  claimFiled.C_MISMATCH,
  claimFiled.C_DUPLICATE,
  claimClass.C_CLASS,
  claimClass.C_CLASS_DATE,
  claimClass.C_CLASS_BEFORE_FILING,
  claimWindow.C_WINDOW_LATE,
  claimWindow.C_WINDOW_RESUBMIT,
  claimed.C_BALANCE,
  claimed.C_OTHER_COMP,
  claimed.C_OWN_RISK,
  claimed.C_OWN_RISK_SHARE,
  claimWindow.C_WINDOW_EARLY,
  claimWindow.C_DOCS,
  claimFiled.C_OVERLAP,
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
  reconcile.S_UNMATCHED,
  reconcile.S_PAYMENT,
  reconcile.S_FEE,
];

const RANK = new Map(CATALOGUE.map((rule, index) => [rule.code, index]));

export function inCatalogueOrder(findings: readonly Finding[]): Finding[] {
  if (findings.length < 2) return [...findings];
  return [...findings].sort((a, b) => (RANK.get(a.code) ?? 0) - (RANK.get(b.code) ?? 0));
}
