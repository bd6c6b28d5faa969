import type { IsoDate } from '../../domain/dates.js';
import type { Scheme } from '../../domain/scheme.js';

/** 变更类型: 撤回申请 withdraws the claim, the others concern the filing. */
export type Change = '撤回' | '结清' | '展期' | '更正' | '撤回申请';

/** 更正项: the column of the filing that a 更正 corrects. */
export type CorrectedItem = '企业名称' | '统一社会信用代码' | '合同到期日' | '贷款金额';

/** A row of an amendment file (变更) whose form is right. */
export interface AmendmentRow {
  readonly scheme: Scheme;
  readonly iou: string;
  readonly change: Change;
  readonly effectiveOn: IsoDate | undefined;
  readonly newMaturesOn: IsoDate | undefined;
  readonly item: CorrectedItem | undefined;
  readonly value: string | undefined;
  readonly reason: string;
}
