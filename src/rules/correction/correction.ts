import type { Finding } from '../../domain/findings.js';
import type { Fen } from '../../domain/money.js';
import { noted, rule } from '../rule.js';
import { numberWords, type OtherItem } from '../unknown.js';

/** The catalogue of corrections (冲正): what the custodian takes up again, cancels, recalls or undoes. Source: rules.md §11. */

export const X_FOUR_EYES = rule('X-FOUR-EYES', 'reject');
export const X_UNKNOWN = rule('X-UNKNOWN', 'reject');
export const X_STATE = rule('X-STATE', 'reject');
export const X_CLAIM = rule('X-CLAIM', 'reject');
export const X_AMOUNT = rule('X-AMOUNT', 'reject');

/** 处理: what a correction does with the item that its number names. */
export type CorrectionAction = '重审' | '取消备案' | '追回' | '撤销回收';

/** A row of a correction file (冲正) whose form is right; `amount` in fen, of a 追回 only. */
export interface CorrectionRow {
  readonly businessNo: string;
  readonly action: CorrectionAction;
  readonly amount: Fen | undefined;
  readonly documentNo: string;
  readonly maker: string;
  readonly checker: string;
  readonly reason: string;
}

/** X-UNKNOWN: says what the number is and how it stands, or that nobody knows it. */
export function unknownItem(row: CorrectionRow, wanted: string, other: OtherItem | undefined): Finding {
  const what = numberWords(row.businessNo, other);
  return noted(X_UNKNOWN, `${what},${row.action}只用于${wanted}。请核对业务编号和处理方式。`);
}
