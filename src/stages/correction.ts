import type { Sql } from '../db/db.js';
import { CORRECTIONS } from '../ledger/records/corrections.js';
import { rowId } from '../ledger/records/records.js';
import { inCatalogueOrder } from '../rules/catalogue.js';
import { type CorrectionAction, type CorrectionRow, X_FOUR_EYES } from '../rules/correction/correction.js';
import { checkFourEyes } from '../rules/four-eyes.js';
import { cancelFiling, reopen } from './correct-item.js';
import { recall } from './correct-money.js';
import type { Corrected, CorrectionContext } from './corrected.js';
import { correctionRow } from './rows.js';
import {
  type Effects,
  type FileInHand,
  type FormedRow,
  peopleOn,
  type RowResult,
  resultOf,
  type Stage,
} from './stage.js';
import { undoRecovery } from './undo-recovery.js';

const ACTIONS: Readonly<
  Record<CorrectionAction, (ctx: CorrectionContext, row: CorrectionRow) => Promise<Corrected>>
> = { 重审: reopen, 取消备案: cancelFiling, 追回: recall, 撤销回收: undoRecovery };

/** 冲正. They come by hand and a few at a time, so each row asks the books afresh and is written before the next. */
export class CorrectionStage implements Stage {
  readonly #sql: Sql;
  readonly #file: FileInHand;
  readonly #effects: Effects;

  constructor(sql: Sql, file: FileInHand, effects: Effects) {
    this.#sql = sql;
    this.#file = file;
    this.#effects = effects;
  }

  async take(rows: readonly FormedRow[]): Promise<RowResult[]> {
    const results: RowResult[] = [];
    for (const { rowNo, values } of rows) results.push(await this.#correct(rowNo, correctionRow(values)));
    return results;
  }

  async #correct(rowNo: number, row: CorrectionRow): Promise<RowResult> {
    const ctx = { sql: this.#sql, file: this.#file, rowNo, effects: this.#effects };
    const corrected = await ACTIONS[row.action](ctx, row);
    const found = [...checkFourEyes(X_FOUR_EYES, row, peopleOn(this.#file)), ...corrected.findings];
    const result = resultOf(rowNo, corrected.businessNo, inCatalogueOrder(found));
    if (result.outcome === '退回') return result;
    const { item, amount, businessNo } = corrected;
    if (item === undefined) throw new Error(`a correction of nothing: ${row.businessNo}`);
    await corrected.apply();
    const { action, documentNo, maker, checker, reason } = row;
    const { id, receivedOn, name } = this.#file;
    await CORRECTIONS.insert(this.#sql, [
      {
        ...{ action, documentNo, maker, checker, reason, amount, businessNo, receivedOn, rowNo },
        ...{ id: rowId(id, rowNo), itemId: item.id, bank: item.bank, iouNo: item.iouNo, fileName: name },
      },
    ]);
    await this.#effects.flush(this.#sql);
    return { ...result, iouNo: item.iouNo };
  }
}
