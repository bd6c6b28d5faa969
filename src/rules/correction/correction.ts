import type { Fen } from '../../domain/money.js';

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
