import type { CorrectionRow } from '../rules/correction/correction.js';
import type { Corrected, CorrectionContext } from './corrected.js';

/** 追回: demands money back of a claim that was paid. */
export async function recall(_ctx: CorrectionContext, row: CorrectionRow): Promise<Corrected> {
  throw new Error(`no money is recalled yet: ${row.businessNo}`);
}

/** 撤销回收: a recovery or a recall is as if it had not come. */
export async function undoRecovery(_ctx: CorrectionContext, row: CorrectionRow): Promise<Corrected> {
  throw new Error(`no recovery is undone yet: ${row.businessNo}`);
}
