import { standingRow } from './rows.js';
import type { FormedRow, RowResult, Stage } from './stage.js';

/** 资格: the custodian bars a bank from a scheme, or lets it back. */
export class StandingStage implements Stage {
  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    throw new Error(`no standing is taken yet: ${rows.map((row) => standingRow(row.values).bank).join()}`);
  }
}
