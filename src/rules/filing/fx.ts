import type { Finding } from '../../domain/findings.js';
import type { FxAnswer } from '../../domain/fx.js';
import { type Fen, times } from '../../domain/money.js';
import { found, rule } from '../rule.js';
import type { FilingContext, FilingRow } from './filing.js';

/** The exchange rate (汇率) that turns a loan in foreign money into yuan, for the caps and for all that follows. */

export const F_FX_UNKNOWN = rule('F-FX-UNKNOWN', 'refer');

/** CNY principal in fen, half-up; undefined without a usable rate. */
export function cnyPrincipal(row: FilingRow, fx: FxAnswer): Fen | undefined {
  return fx.state === 'known' ? times(row.principal, fx.rate) : undefined;
}

export function checkFx(row: FilingRow, ctx: FilingContext, fx: FxAnswer): Finding[] {
  if (fx.state !== 'unknown') return [];
  const message = `放款日期${row.disbursedOn}没有${row.currency}可用的汇率,由托管机构人工审核,各项限额暂未核对。`;
  return [found(F_FX_UNKNOWN, ctx.document, message)];
}
