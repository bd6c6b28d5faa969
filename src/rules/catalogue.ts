import { type Finding, sentence } from '../domain/findings.js';
import type { Kind } from '../domain/kinds.js';
import type { PolicyDocument } from '../domain/policy.js';
import * as amendment from './amendment/amendment.js';
import * as claimed from './claim/balance.js';
import * as claimClass from './claim/classification.js';
import * as claimFiled from './claim/filed.js';
import * as ratio from './claim/ratio.js';
import * as claimWindow from './claim/window.js';
import * as correction from './correction/correction.js';
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
import * as odd from './filing/odd.js';
import * as rate from './filing/rate.js';
import { F_SIZE, F_SIZE_STANDARD } from './filing/size.js';
import * as window from './filing/window.js';
import * as form from './form.js';
import * as matching from './matching/matching.js';
import * as confirmation from './operations/confirmation.js';
import * as operation from './operations/decision.js';
import * as reconcile from './operations/reconcile.js';
import * as statement from './operations/statement.js';
import * as recovery from './recovery/recovery.js';
import type { Rule } from './rule.js';
import * as standing from './standing/standing.js';
import * as writeoff from './writeoff/writeoff.js';

/** Every code there is, in the order in which a receipt names them. */
export const CATALOGUE: readonly Rule[] = [
  file.FILE_SENDER,
  file.FILE_NAME,
  file.FILE_LIMIT,
  file.FILE_ENCODING,
  file.FILE_WORKBOOK,
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
  novelty.F_SAME_LOAN,
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
  loan.F_TERM,
  novelty.F_NEW,
  F_FX_UNKNOWN,
  caps.F_CAP_BANK,
  caps.F_CAP_BANK_SUM,
  caps.F_ONE_LOAN,
  F_CREDIT_REPORT,
  caps.F_CAP_CREDIT,
  rate.F_LPR_UNKNOWN,
  rate.F_LPR_TENOR,
  rate.F_RATE,
  odd.F_ODD_AMOUNT,
  odd.F_ODD_RATE,
  F_CALENDAR,
  claimFiled.C_NOT_FILED,
  claimFiled.C_MISMATCH,
  claimFiled.C_DUPLICATE,
  claimFiled.C_SETTLED,
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
  ratio.C_RATIO_NONE,
  ratio.C_RATIO_OPEN,
  claimFiled.C_OVERLAP,
  operation.D_UNKNOWN,
  operation.D_FOUR_EYES,
  operation.D_NO_RATE,
  operation.D_STATE,
  confirmation.K_UNKNOWN,
  confirmation.K_STATE,
  confirmation.K_STALE,
  confirmation.K_FOUR_EYES,
  confirmation.K_AMOUNT,
  recovery.R_NO_CLAIM,
  recovery.R_DUPLICATE,
  recovery.R_PARTS,
  recovery.R_DATE,
  recovery.R_LATE_NOTICE,
  recovery.R_ODD_AMOUNT,
  writeoff.W_NOT_PAID,
  writeoff.W_DUPLICATE,
  writeoff.W_REASON,
  writeoff.W_INTERNAL,
  writeoff.W_NO_LOSS,
  writeoff.W_DATE,
  writeoff.W_OPEN_CLAWBACK,
  statement.S_DUPLICATE,
  statement.S_DATE,
  statement.S_BALANCE,
  reconcile.S_UNMATCHED,
  reconcile.S_PAYMENT,
  reconcile.S_FEE,
  amendment.A_UNKNOWN,
  amendment.A_CLAIMED,
  amendment.A_SETTLED,
  amendment.A_PENDING,
  amendment.A_DATE,
  amendment.A_VALUE,
  amendment.A_MATURITY,
  amendment.A_CAP,
  amendment.A_WITHDRAW,
  amendment.A_EXTENSION,
  amendment.A_CORRECTION,
  correction.X_FOUR_EYES,
  correction.X_UNKNOWN,
  correction.X_STATE,
  correction.X_CLAIM,
  correction.X_AMOUNT,
  standing.T_FOUR_EYES,
  standing.T_BANK,
  standing.T_SCHEME,
  standing.T_STATE,
  matching.M_FOUR_EYES,
  matching.M_LINE,
  matching.M_TARGET,
  matching.M_AMOUNT,
  matching.M_BANK,
  matching.M_WRITTEN_OFF,
];

const RANK = new Map(CATALOGUE.map((rule, index) => [rule.code, index]));

/** Findings as a receipt names them; those of rules that the policy does not have are left out. */
export function inCatalogueOrder(findings: readonly Finding[]): Finding[] {
  const held = findings.filter(({ severity }) => severity !== 'off');
  return held.sort((a, b) => (RANK.get(a.code) ?? 0) - (RANK.get(b.code) ?? 0));
}

/** A finding for each point that the document leaves open for every row of the kind (silent). */
export function silences(document: PolicyDocument, kind: Kind): Finding[] {
  return document.silences
    .filter(({ kinds }) => kinds.includes(kind))
    .map(({ code, why }) => ({
      code,
      severity: 'refer',
      message: sentence(`${why},由托管机构人工审核。`),
      article: '',
    }));
}
