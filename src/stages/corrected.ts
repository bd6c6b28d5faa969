import type { Sql } from '../db/db.js';
import type { Finding } from '../domain/findings.js';
import type { Fen } from '../domain/money.js';
import { rowId } from '../ledger/records/records.js';
import type { CorrectionRow } from '../rules/correction/correction.js';
import type { Effects, FileInHand, Why } from './stage.js';

/** What an action works with: the books, the file's day and configuration, and what it writes besides its own tables. */
export interface CorrectionContext {
  readonly sql: Sql;
  readonly file: FileInHand;
  readonly rowNo: number;
  readonly effects: Effects;
}

/** What an action says of a row: what stands against it and, where nothing does, how it is done. */
export interface Corrected {
  /** X-UNKNOWN, X-STATE, X-CLAIM, X-AMOUNT; not X-FOUR-EYES. */
  readonly findings: readonly Finding[];
  /** What the number names; undefined where it names nothing that the action is for. */
  readonly item: { readonly id: bigint; readonly bank: string; readonly iouNo: string } | undefined;
  /** The receipt's number: the one the row names, but of a 追回 the recall that it makes. */
  readonly businessNo: string;
  /** What a 追回 asks for, or a 撤销回收 asked for, in fen. */
  readonly amount?: Fen | undefined;
  /** Writes to the books at once; called only where no finding rejects the row, X-FOUR-EYES included. */
  apply(): Promise<void>;
}

/** The number names nothing that the action is for. */
export const nothing = (findings: readonly Finding[]): Corrected => ({
  findings,
  item: undefined,
  businessNo: '',
  apply: () => Promise.reject(new Error('a correction of nothing')),
});

/** An event that a correction row brings about; the bank is told. */
export function byCorrection(ctx: CorrectionContext, row: CorrectionRow, what: string): Why {
  return {
    on: ctx.file.receivedOn,
    cause: 'correction',
    source: rowId(ctx.file.id, ctx.rowNo),
    actor: `${row.maker}/${row.checker}`,
    notice: true,
    message: `${what}(依据${row.documentNo}):${row.reason.replace(/。+$/, '')}。`,
  };
}
