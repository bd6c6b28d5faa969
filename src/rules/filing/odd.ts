import type { Finding } from '../../domain/findings.js';
import { type Fen, rateWords, yuanWords } from '../../domain/money.js';
import { SMALL_PRINCIPAL, SMALL_RATE } from '../../domain/plausible.js';
import { noted, rule } from '../rule.js';
import type { FilingContext, FilingRow, SumBounds } from './filing.js';

/** Hints at a figure in the wrong unit; the row is taken all the same. */

export const F_ODD_AMOUNT = rule('F-ODD-AMOUNT', 'info');
export const F_ODD_RATE = rule('F-ODD-RATE', 'info');

/** Hints at a principal, in CNY, that is unusually small. */
export function checkOddAmount(_row: FilingRow, _ctx: FilingContext, principal: Fen): Finding[] {
  if (principal >= SMALL_PRINCIPAL) return [];
  const message = `贷款金额折人民币${yuanWords(principal)},不足${yuanWords(SMALL_PRINCIPAL)},请核对是否以元填报。填错的报变更更正贷款金额。`;
  return [noted(F_ODD_AMOUNT, message)];
}

export const oddAmountBounds = (): SumBounds => ({ principalFrom: SMALL_PRINCIPAL });

/** Hints at a rate that is unusually small. */
export function checkOddRate(row: FilingRow): Finding[] {
  if (row.annualRate >= SMALL_RATE) return [];
  const message = `年利率${rateWords(row.annualRate)}低于${rateWords(SMALL_RATE)},请核对是否以百分数填报。填错的撤回后重报。`;
  return [noted(F_ODD_RATE, message)];
}
