import { matchingRow } from './rows.js';
import type { FormedRow, RowResult, Stage } from './stage.js';

/** 勾对: money in 待查款 is given by hand to what it is for, or taken back. */
export class MatchingStage implements Stage {
  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    throw new Error(`no matching is taken yet: ${rows.map((row) => matchingRow(row.values).txnNo).join()}`);
  }
}
