import type { CorrectionRow } from '../rules/correction/correction.js';
import type { Corrected, CorrectionContext } from './corrected.js';

/** 重审: a filing, a claim or an accepted 结清 is taken up again. */
export async function reopen(_ctx: CorrectionContext, row: CorrectionRow): Promise<Corrected> {
  throw new Error(`nothing is taken up again yet: ${row.businessNo}`);
}

/** 取消备案: a filing is cancelled, and the claims on it that nobody decided are returned. */
export async function cancelFiling(_ctx: CorrectionContext, row: CorrectionRow): Promise<Corrected> {
  throw new Error(`no filing is cancelled yet: ${row.businessNo}`);
}
