import type { Fen } from '../../domain/money.js';

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
