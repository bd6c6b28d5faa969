import type { Fen } from '../../domain/money.js';
import { rule } from '../rule.js';

/** The catalogue of matching (勾对): money in 待查款 is given to what it is for, by hand, or taken back. Source: rules.md §12. */

export const M_FOUR_EYES = rule('M-FOUR-EYES', 'reject');
export const M_LINE = rule('M-LINE', 'reject');
export const M_TARGET = rule('M-TARGET', 'reject');
export const M_AMOUNT = rule('M-AMOUNT', 'reject');
export const M_BANK = rule('M-BANK', 'reject');
export const M_WRITTEN_OFF = rule('M-WRITTEN-OFF', 'reject');

/** A row of a matching file (勾对) whose form is right; amount in fen. */
export interface MatchingRow {
  /** 撤销, otherwise 勾对. */
  readonly undo: boolean;
  readonly txnNo: string;
  readonly target: string;
  readonly amount: Fen;
  readonly maker: string;
  readonly checker: string;
  readonly reason: string;
}
