import { amendmentRow } from './rows.js';
import type { FormedRow, RowResult, Stage } from './stage.js';

/** 变更: what a bank registered is withdrawn, settled, extended or corrected. */
export class AmendmentStage implements Stage {
  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    throw new Error(`no amendment is taken yet: ${rows.map((row) => amendmentRow(row.values).iou).join()}`);
  }
}
