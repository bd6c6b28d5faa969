import type { Scheme } from './base.js';

/** Every code of a row, in the order of the page, by its severity. */

const REJECT =
  'FMT-COLUMNS FMT-REQUIRED FMT-VALUE FMT-USCC ' +
  'F-AGREEMENT F-POLICY-PERIOD F-WINDOW-QUARTER F-WINDOW-LATE F-DUPLICATE F-AREA F-ENTITY F-SIZE F-INTEGRITY ' +
  'F-STI-SCOPE F-LOAN-TYPE F-COVER F-RISK-SHARE F-MATURITY F-CAP-BANK F-CREDIT-REPORT F-CAP-CREDIT F-RATE ' +
  'C-NOT-FILED C-MISMATCH C-DUPLICATE C-SETTLED C-CLASS C-CLASS-DATE C-CLASS-BEFORE-FILING C-WINDOW-LATE ' +
  'C-BALANCE C-OTHER-COMP C-OWN-RISK D-UNKNOWN D-FOUR-EYES D-NO-RATE D-STATE K-UNKNOWN K-STATE K-STALE ' +
  'K-FOUR-EYES K-AMOUNT R-NO-CLAIM R-DUPLICATE R-PARTS R-DATE W-NOT-PAID W-DUPLICATE W-REASON W-INTERNAL ' +
  'W-NO-LOSS W-DATE W-OPEN-CLAWBACK S-DUPLICATE S-DATE A-UNKNOWN A-CLAIMED A-SETTLED A-PENDING A-DATE ' +
  'A-VALUE A-MATURITY A-CAP X-FOUR-EYES X-UNKNOWN X-STATE X-CLAIM X-AMOUNT T-FOUR-EYES T-BANK T-SCHEME ' +
  'T-STATE M-FOUR-EYES M-LINE M-TARGET M-AMOUNT M-BANK M-WRITTEN-OFF';
const REFER =
  'F-TRANSITION F-WINDOW-RESUBMIT F-SAME-LOAN F-SIZE-STANDARD F-COVER-OTHER F-NEW F-FX-UNKNOWN F-CAP-BANK-SUM ' +
  'F-LPR-UNKNOWN F-LPR-TENOR F-CALENDAR C-WINDOW-RESUBMIT C-OWN-RISK-SHARE C-WINDOW-EARLY C-DOCS A-WITHDRAW ' +
  'A-EXTENSION A-CORRECTION';
const INFO = 'F-ODD-AMOUNT F-ODD-RATE C-OVERLAP R-LATE-NOTICE R-ODD-AMOUNT S-BALANCE';
/** KC §15 leaves errors of filing to the custodian's judgement. */
const REFER_UNDER_KC = 'C-MISMATCH C-BALANCE C-OTHER-COMP';

export type Severity = 'reject' | 'refer' | 'info';

export function severity(code: string, scheme: Scheme | undefined): Severity {
  if (scheme === 'KC' && REFER_UNDER_KC.split(' ').includes(code)) return 'refer';
  if (REJECT.split(' ').includes(code)) return 'reject';
  if (REFER.split(' ').includes(code)) return 'refer';
  if (INFO.split(' ').includes(code)) return 'info';
  throw new Error(`${code} is not on the page`);
}

export function outcomeOf(codes: readonly string[], scheme: Scheme | undefined): '受理' | '退回' | '待核' {
  const severities = codes.map((code) => severity(code, scheme));
  if (severities.includes('reject')) return '退回';
  return severities.includes('refer') ? '待核' : '受理';
}

/** Exceptions of a statement that stand in no receipt, and refusals of a whole file. */
const OTHER =
  'S-UNMATCHED S-PAYMENT S-FEE FILE-SENDER FILE-NAME FILE-LIMIT FILE-ENCODING FILE-DUPLICATE FILE-CSV FILE-HEADER ' +
  'FILE-EMPTY';

export const CODES: readonly string[] = `${REJECT} ${REFER} ${INFO} ${OTHER}`.split(' ');
