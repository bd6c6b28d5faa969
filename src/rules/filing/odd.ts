import type { Finding } from '../../domain/findings.js';
import { type Fen, rateWords, yuanWords } from '../../domain/money.js';
import { SMALL_PRINCIPAL, SMALL_RATE } from '../../domain/plausible.js';
import { noted, rule } from '../rule.js';
import type { FilingRow } from './filing.js';

/** Hints at a figure in the wrong unit; the row is taken all the same. */

export const F_ODD_AMOUNT = rule('F-ODD-AMOUNT', 'info');
export const F_ODD_RATE = rule('F-ODD-RATE', 'info');

/** Hints at a principal or a rate that is unusually small. `principal` in CNY, undefined without a usable rate. */
export function checkOdd(row: FilingRow, principal: Fen | undefined): Finding[] {
  const findings: Finding[] = [];
  if (principal !== undefined && principal < SMALL_PRINCIPAL) {
    const message = `贷款金额折人民币${yuanWords(principal)},不足${yuanWords(SMALL_PRINCIPAL)},请核对是否以元填报。填错的报变更更正贷款金额。`;
    findings.push(noted(F_ODD_AMOUNT, message));
  }
  if (row.annualRate < SMALL_RATE) {
    const message = `年利率${rateWords(row.annualRate)}低于${rateWords(SMALL_RATE)},请核对是否以百分数填报。填错的撤回后重报。`;
    findings.push(noted(F_ODD_RATE, message));
  }
  return findings;
}
